"""Witness: what a tagger, asked for names as well, says for and against the candidates.

By itself a tagger takes 高通 (a company) for a person, half of 把晓玲 and nothing of 车前. But it
errs elsewhere than the rules do. What both mean is a name; what it alone means has to look like
one; what the rules alone mean, and not surely, is a little weaker for its silence.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from wucheng.language.words import general_counts
from wucheng.people import company, likeness
from wucheng.people.candidates import Candidate, Line
from wucheng.people.surnames import COMPOUND, FOREIGN, NEVER, ORDINARY, PLACE_ENDS, SURNAMES
from wucheng.people.tagger import Span

# The weights were chosen on half of the pages that docs/tagger.md names, and measured on the rest.

#: What it says for a candidate that the tagger means too, and against one that it passes by.
_AGREES, _SILENT = 2.0, 0.5
#: The weight of what only the tagger means: of a surname and a given name, before its characters
#: are looked at; of foreign sounds (特朗普), or 小 or 老 and a character. Likely characters,
#: company or a second mention have to speak for it too.
_CHINESE, _OTHER = 3.0, 2.5
#: Candidates of this weight keep their place against parts of them that the tagger means.
_STRONG = 3.5
#: A dictionary word counted so often is no name by the tagger's word alone, unless tagged as one.
_USUAL = 100


def weigh(line: Line, found: Sequence[Candidate], tagged: Sequence[Span]) -> list[Candidate]:
    """The candidates of a sentence weighed anew, and those that only the tagger has.

    Args:
        line: the sentence.
        found: what the rules have found in it.
        tagged: where the tagger means a person, from left to right, not overlapping.
    """
    known = {(c.start, c.end) for c in found}
    longest: dict[int, Candidate] = {}
    for candidate in found:
        rival = longest.get(candidate.start)
        if rival is None or rival.end < candidate.end:
            longest[candidate.start] = candidate
    weighed = [_weighed(line, c, longest[c.start], tagged) for c in found]
    joined = {  # places whose next character is of the same strong candidate
        place
        for c in weighed
        if c.sure or c.weight >= _STRONG
        for place in range(c.start, c.end - 1)
    }
    new = (
        span
        for span in tagged
        if span not in known and not joined.issuperset(range(span[0], span[1] - 1))
    )
    return [*weighed, *(c for start, end in new for c in _alone(line, start, end))]


def _weighed(
    line: Line, candidate: Candidate, rival: Candidate, tagged: Sequence[Span]
) -> Candidate:
    """A candidate with what the tagger says for or against it; the rival begins there too."""
    heard = _overlapping(candidate, tagged)
    if heard == (candidate.start, candidate.end):
        if rival.end > candidate.end and rival.weight >= candidate.weight:
            return candidate  # 陆锦 of 陆锦标
        return candidate._replace(weight=candidate.weight + _AGREES)
    if "·" in candidate.text:
        # where a name with dots begins and ends the tagger knows better than the tokens
        other = heard is not None and "·" in line.text[heard[0] : heard[1]]
        called = candidate.role or candidate.start in line.called
        doubted = heard is None and not called
        return candidate._replace(weight=0.0, sure=False) if other or doubted else candidate
    if heard or candidate.sure or candidate.title:
        return candidate
    return candidate._replace(weight=candidate.weight - _SILENT)


def _overlapping(candidate: Candidate, tagged: Sequence[Span]) -> Span | None:
    """The first stretch that the tagger means and that shares a character with a candidate."""
    place = bisect_right(tagged, candidate.start, key=lambda span: span[1])
    return tagged[place] if place < len(tagged) and tagged[place][0] < candidate.end else None


def _alone(line: Line, start: int, end: int) -> Iterator[Candidate]:
    """What only the tagger means, if it looks like a name and not like something else."""
    text, role = line.text, line.role(start)
    name = text[start:end]
    if company.PLACE.match(text, end):
        return
    if company.DOTTED.fullmatch(name):
        yield Candidate(start, end, name, 9.0, True, role)
        return
    weight = _form(line, start, end)
    if not weight or _other(line, start, end):
        return
    if role or start in line.called:
        weight += 1.5
    elif company.agent(line, start):
        weight += 1.0
    weight += 0.5 * (not start or text[start - 1] in company.OPEN)
    weight += 0.5 * (end in line.says or line.tag(end) in company.PREDICATE)
    weight += 1.0 * (line.title(end) is not None)
    yield Candidate(start, end, name, weight, False, role)


def _form(line: Line, start: int, end: int) -> float:
    """What the form of a string says for a name; 0 if it has none that names have."""
    name = line.text[start:end]
    if len(name) < 2 or not company.HAN.fullmatch(name):
        return 0.0
    family = 2 if name[:2] in COMPOUND and len(name) > 2 else int(name[0] in SURNAMES)
    given = name[family:]
    if family and 1 <= len(given) <= 2:
        title = line.title(start + family)
        if any(c in NEVER for c in given) or (title and title.end >= end):  # 陈校 of 陈校长
            return 0.0
        likely = min(1.0, max(-1.5, 0.25 * likeness.given(given)))
        return _CHINESE + likely + min(0.5, max(-1.0, 0.4 * likeness.family(name[:family])))
    if len(name) == 2 and name[0] in "老小":
        return _OTHER
    return _OTHER if 3 <= len(name) <= 6 and FOREIGN.fullmatch(name) else 0.0


def _other(line: Line, start: int, end: int) -> bool:
    """Whether a string is rather a word, a place, or a part of a longer name."""
    name, tag = line.text[start:end], line.tag(start)
    usual = general_counts().get(name, 0) >= _USUAL and tag not in company.PERSONAL
    place = tag in ("ns", "nt") and len(line.token(start)) == len(name)
    beside = line.text[max(0, start - 1) : start] + line.text[end : end + 1]
    return (
        usual
        or place
        or name in ORDINARY
        or name[-1] in PLACE_ENDS
        or line.in_place(start)
        or any(c in "·•" for c in beside)
    )
