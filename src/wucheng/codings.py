"""Codings by hand: which frames a person sees in a sentence, kept beside the corpus.

codings/NAME.csv holds one coder's work, a row a sentence: doc_id, sentence, text_hash (of what was
read: a sentence that has moved since is found by it, one that has changed is set aside), frames
(separated by `;`, empty: none), coder, learnt (yes: the lexicon was made or mended with this row in
view), cues (the phrases that a frame rests on: `war:防线|一线;care:送菜`), settles (the codings
whose differences it settles), text (what was read). Readers code blind: nothing shows them what the
machine found.
"""

from __future__ import annotations

from wucheng.coding.compared import agreements, between, disagreements, machine, words, words_apart
from wucheng.coding.files import folder, names
from wucheng.coding.panel import corrected, learnt, panel, standard
from wucheng.coding.sampling import frames, sample, text_hash
from wucheng.coding.session import Session
from wucheng.coding.settling import Settlement
from wucheng.coding.store import Coding, overview, read, start, unmatched, write

__all__ = [
    "Coding",
    "Session",
    "Settlement",
    "agreements",
    "between",
    "corrected",
    "disagreements",
    "folder",
    "frames",
    "learnt",
    "machine",
    "names",
    "overview",
    "panel",
    "read",
    "sample",
    "standard",
    "start",
    "text_hash",
    "unmatched",
    "words",
    "words_apart",
    "write",
]
