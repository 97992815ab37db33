"""Acceptance: which of a document's candidates are names, by all that stands in it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter

from wucheng.people.candidates import Candidate

#: Weight from which a single mention is enough, when nothing makes it sure.
ENOUGH = 3.5
#: Weight that says nothing: what several mentions have above it adds up.
NOTHING = 0.75
#: Weight from which two mentions vouch for each other.
_TWICE = 2.5
#: Characters of most names: one for the family and two given ones.
FULL = 3
#: What makes a place of a name.
_PLACES = "乡镇村县旗州寨屯街江河湖"
#: Adverbs that a name and its verb may have between them.
_ADVERBS = frozenset("正也又已便就都还曾刚仍则却将才先再连")
_START = attrgetter("start")


def accept(
    found: Sequence[Sequence[Candidate]], texts: Sequence[str], spots: Sequence[Sequence[int]]
) -> dict[str, list[tuple[int, Candidate]]]:
    """The strings that are names in this document, each with the candidates that made it one.

    `spots` are the places of each text where a candidate may begin.
    """
    grams = Counter(
        [
            text[at : at + size]
            for text, spot in zip(texts, spots, strict=True)
            for at in spot
            for size in (2, 3, 4)
            if at + size <= len(text)  # so that no end is counted twice
        ]
    )
    vouched = Counter(c.text for line in found for c in line if c.weight >= _TWICE)
    weight: dict[str, float] = {}
    for line in found:
        for candidate in line:
            name = candidate.text
            weight[name] = max(candidate.weight, weight.get(name, candidate.weight))
    kept: dict[str, list[tuple[int, Candidate]]] = defaultdict(list)
    for number, line in enumerate(found):
        if not line:
            continue
        done = -1
        for start, beginning in groupby(sorted(line, key=_START), key=_START):
            group = list(beginning)
            best = group[0]
            if len(group) > 1:
                best = max(
                    group, key=lambda c: (_length_score(c, group, weight, grams), c.end, c.weight)
                )
            longer = texts[number][start : best.end + 1]
            if (
                longer in weight
                and not (best.title or any(c.text == longer for c in group))
                and grams[longer] == grams[best.text]
            ):
                best = best._replace(end=best.end + 1, text=longer)
            if start >= done:
                kept[best.text].append((number, best))
                if _enough(best, vouched.get(best.text, 0)):
                    done = best.end
    accepted = {
        name: cs
        for name, cs in kept.items()
        if _named(cs) and (any(c.sure for _, c in cs) or not _place(name, grams))
    }
    _part_from_adverbs(accepted, grams)
    families = Counter(name[0] for name in accepted if name[0] not in "老小")
    for name, cs in kept.items():  # 老冀, where one 冀广田 is named
        if name[0] in "老小" and name not in accepted and families[name[1:]] == 1:
            accepted[name] = cs
    return accepted


def _part_from_adverbs(
    accepted: dict[str, list[tuple[int, Candidate]]], grams: Counter[str]
) -> None:
    """Takes 梁博正 in 梁博正对照清单 for the 梁博 that the document names elsewhere."""
    for name in [name for name in accepted if len(name) == FULL and name[-1] in _ADVERBS]:
        shorter = name[:-1]
        if grams[name] == 1 and grams[shorter] > 1 and shorter in accepted:
            accepted[shorter] += [
                (number, c._replace(end=c.end - 1, text=shorter))
                for number, c in accepted.pop(name)
            ]


def _place(name: str, grams: Counter[str]) -> bool:
    """Whether a document has a place of this name, as far as it is counted: 荣玛 of 荣玛乡."""
    return any(name + kind in grams for kind in _PLACES)


def _named(kept: Sequence[tuple[int, Candidate]]) -> bool:
    """Whether a string is a name by what was kept of it."""
    if any(_enough(c, 1) for _, c in kept):
        return True
    if all(c.word and not c.role for _, c in kept):
        return False  # 平台说，单位表示: bodies speak too
    return sum(max(0.0, c.weight - NOTHING) for _, c in kept) >= ENOUGH - NOTHING


def _length_score(
    candidate: Candidate,
    rivals: Sequence[Candidate],
    weight: dict[str, float],
    grams: Counter[str],
) -> float:
    """How likely a candidate has the right length. A name comes back with different followers."""
    score = weight[candidate.text]
    for rival in rivals:
        if len(rival.text) > len(candidate.text):
            score += 1.5 * (grams[candidate.text] > grams[rival.text])
        elif len(rival.text) < len(candidate.text):
            score += 2.0 * (grams[candidate.text] == grams[rival.text] > 1)
    return score


def _enough(candidate: Candidate, vouching: int) -> bool:
    """Whether a candidate is a name, where as many of its text have the weight to vouch for it."""
    if candidate.sure or candidate.weight >= ENOUGH:
        return True
    return candidate.weight >= _TWICE and vouching > 1
