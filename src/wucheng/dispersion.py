"""Dispersion: how evenly a word is spread over the parts of a corpus, as plain functions."""

from __future__ import annotations

from wucheng.statistics.dispersion import dp, dp_norm

__all__ = ["dp", "dp_norm"]
