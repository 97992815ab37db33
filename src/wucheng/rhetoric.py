"""Rhetoric: frames, voices, people and form, each as a table with its intervals.

The measures are in statistics/: `frames` and `cues`, `voices` and `persons`, `form`.
"""

from __future__ import annotations

from wucheng.statistics.agreement import agreement
from wucheng.statistics.cues import coded, cues
from wucheng.statistics.form import agency, details, phrases, rhythm
from wucheng.statistics.form import rates as forms
from wucheng.statistics.frames import course, profile, rates, residuals, together
from wucheng.statistics.persons import cast, company, people, person
from wucheng.statistics.voices import by_voice, reporting, voices

__all__ = [
    "agency",
    "agreement",
    "by_voice",
    "cast",
    "coded",
    "company",
    "course",
    "cues",
    "details",
    "forms",
    "people",
    "person",
    "phrases",
    "profile",
    "rates",
    "reporting",
    "residuals",
    "rhythm",
    "together",
    "voices",
]
