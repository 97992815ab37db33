"""How likely a string is as Chinese, by the frequencies of its words.

The words are those of general Chinese (words.general_counts) and the strings that the page itself
uses elsewhere: news repeats itself. Traditional characters are looked up as simplified ones.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache, cached_property

import numpy as np

from wucheng.language import words
from wucheng.pages import script
from wucheng.pages.mending import gbk

#: Longest word looked up. Longer ones in the dictionary are rare and their parts are in it too.
REACH = 4

_PUNCTUATION = {
    "，": -3.0, ",": -3.0, "。": -3.6, "、": -4.6, "“": -5.2, "”": -5.2, "：": -5.8, ":": -5.8,
    "；": -7.0, ";": -7.0, "！": -7.0, "!": -7.0, "？": -7.5, "?": -7.5, "（": -7.0, "）": -7.0,
    "(": -7.0, ")": -7.0, "《": -7.0, "》": -7.0, "…": -7.0, "—": -7.0, "·": -8.5, "\u3000": -7.0,
    "‘": -9.0, "’": -9.0, "%": -8.0, "-": -8.0, "～": -10.0, "\n": -5.0, "\r": -5.0, " ": -6.0,
}  # fmt: skip
_STOPS = "，。、；：！？,;:!?"
#: Stops seldom follow one another; a quotation opens after a colon and closes after a stop;
#: a line ends with a sentence; before a colon stands a verb of saying.
_SEQUENCES = {
    **{a + b: -6.0 for a in _STOPS for b in _STOPS if a + b not in ("？！", "?!", "！！", "!!")},
    **{a + b: -6.0 for a in _STOPS + "“（《" for b in "》）"},
    **{a + b: -6.0 for a in "“（《" for b in _STOPS + "”"},
    **{a + b: 2.5 for a in "。，！？…,!?" for b in "”’"},
    **{a + b: 1.5 for a in "：，。:,\n" for b in "“"},
    **{a + "\n": 2.5 for a in "。！？”…"},
    **{a + b: 3.0 for a in "说道称问答喊" for b in "：:"},
}
#: A Latin letter behind another, and the first of a word: one alone among Chinese is mostly a byte.
_LATIN = -4.0
_LATIN_FIRST = -10.0
#: Function words that no clause ends in, and the figures of a number, which keep together.
_OPENING = frozenset(
    "而且和与及或但都也很最更太被把从向往于以因则若每各某既即乃并又再才就只仅便将比由对该第地到在使让给跟为"
)
_LAST_IN_CLAUSE = frozenset("，。、；：！？,;:!?”’…")
_OPEN_END = -3.0
_FIGURES = frozenset("〇零一二三四五六七八九十百千万亿")
_NOUGHTS = frozenset(unit + "零" for unit in "分点时度元米")
_FIGURES_TOGETHER = 3.0
#: jieba counts 的 as one word in two hundred; it is one in twenty. Doubled and no more, lest it win
#: wherever a byte is lost.
_COUNTS = {"的": 600_000}
#: How often a word of the lexicon would stand in the corpus behind the general frequencies.
_BESIDES = 200
#: The last of the frequently used characters in Big5.
_BIG5_COMMON = b"\xc6\x7e"
#: A character of the other script (a simplified one on a traditional page) that the page does not
#: use elsewhere.
_FOREIGN = -6.0
#: Symbols, kana, rare characters: possible, but only where nothing else fits.
_ODD = -19.0
_PAGE_GRAM = re.compile("[\u4e00-\u9fff]+")
#: Longest string of the page's own, and the bits that hold any character.
_GRAM, _CODE_BITS = 3, 21
#: Sums that differ by less than this are the same sum, rounded otherwise.
_ROUNDING = 1e-6
#: Page characters looked at for strings of its own: enough of any article, a bound for huge pages.
_PAGE_LIMIT = 20_000

#: What a string needs to be read on: its last characters (simplified), and the best score of all
#: before each of them and of the whole.
State = tuple[str, tuple[float, ...]]

START: State = ("", (0.0,))

#: A character simplified ("": private use), its score as a word, what it costs besides, whether
#: words can have it.
_Known = tuple[str, float, float, bool]


class Likelihood:
    """Scores strings character by character, as natural logarithms of probability.

    The score of a string is that of its likeliest cut into words, so scores of strings that run
    to the same place of the page can be compared.

    Args:
        page: the page, without readings as far as these are known.
        words_besides: words that count as general ones of some frequency.
    """

    def __init__(self, page: str, words_besides: Iterable[str] = ()) -> None:
        self._page = page
        self._words_besides = words_besides
        traditional = script.is_traditional(page[:_PAGE_LIMIT])
        self._foreign = _foreign("big5" if traditional else "gb2312")
        self._general = _general()
        self._known: dict[str, _Known] = {}

    def extend(self, state: State, character: str) -> State:
        """The state one character on."""
        tail, best = state
        known = self._known.get(character)
        if known is None:
            known = self._known[character] = self._look_up(character)
        simple, single, besides, in_words = known
        if not simple:
            return tail, tuple(score + single for score in best)
        tail += simple
        score = best[-1] + single
        if in_words:
            grams, general = self._grams, self._general
            for length in range(2, len(best) + 1):
                word = tail[-length:]
                log = grams.get(word) or general.get(word)
                if log is not None and best[-length] + log > score:
                    score = best[-length] + log
            if simple in _FIGURES and (tail[-2:-1] in _FIGURES or tail[-2:] in _NOUGHTS):
                score += _FIGURES_TOGETHER
        else:
            score += _SEQUENCES.get(tail[-2:], 0.0)
            before = tail[-2:-1]
            if before in _OPENING and simple in _LAST_IN_CLAUSE:
                # … unless it ends a longer word
                if best[-1] <= best[-2] + self._single(before) + _ROUNDING:
                    score += _OPEN_END
            elif simple.isalpha() and not (before.isascii() and before.isalpha()):
                score += _LATIN_FIRST - _LATIN
        return tail[1 - REACH :], (*best[1 - REACH :], score + besides)

    def read_on(self, state: State, text: str) -> State:
        """The state after some characters more."""
        for character in text:
            state = self.extend(state, character)
        return state

    def start(self, text: str) -> State:
        """The state after a text that is known."""
        return self.read_on(START, text)

    def is_foreign(self, character: str) -> bool:
        """Whether a character is of the script that the page is not in, and hardly used on it."""
        return character in self._foreign and self._counts[character] < 3

    def _look_up(self, character: str) -> _Known:
        besides = _FOREIGN if self.is_foreign(character) else 0.0
        if "\ue000" <= character <= "\uf8ff":
            return "", _ODD, 0.0, False  # an icon parts no word
        simple = _simple().get(character, character)
        fixed = _PUNCTUATION.get(simple, _LATIN if simple.isascii() else None)
        if fixed is not None:
            return simple, fixed, besides, False
        return simple, self._single(simple), besides, True

    def _single(self, simple: str) -> float:
        # grams holds only what the page uses more than Chinese in general does
        return self._grams.get(simple) or self._general.get(simple, _ODD)

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(self._page[:_PAGE_LIMIT])

    @cached_property
    def _grams(self) -> dict[str, float]:
        runs = "\n".join(_PAGE_GRAM.findall(self._page[:_PAGE_LIMIT])).translate(_simple_codes())
        # What stands beside a damaged place is on the page once for that very reason: one
        # occurrence says nothing.
        share = 0.1 / max(len(runs), 2000)
        own = {word: _log(_BESIDES) for word in self._words_besides if len(word) <= REACH}
        own |= {gram: math.log(share * (count - 1)) for gram, count in _repeated(runs)}
        general = self._general
        return {gram: log for gram, log in own.items() if log > general.get(gram, -math.inf)}


def _repeated(runs: str) -> Iterator[tuple[str, int]]:
    """The strings of one to three characters that a text has more than once, with their counts."""
    codes = np.frombuffer(runs.encode("utf-32-le"), dtype=np.uint32).astype(np.int64)
    keys = np.zeros(len(codes) + 1, dtype=np.int64)
    for length in range(1, min(len(codes), _GRAM) + 1):
        keys = keys[:-1] << _CODE_BITS | codes[length - 1 :]
        _, places, counts = np.unique(keys, return_index=True, return_counts=True)
        again = counts > 1
        for place, count in zip(places[again].tolist(), counts[again].tolist(), strict=True):
            yield runs[place : place + length], count


def is_common(character: str) -> bool:
    """Whether a character, traditional or simplified, is one of the 1,500 commonest."""
    return _simple().get(character, character) in _commonest()


@cache
def _commonest() -> frozenset[str]:
    general = words.general_counts()
    codes = np.frombuffer("".join(general).encode("utf-32-le"), dtype=np.uint32)
    lengths = np.fromiter(map(len, general), dtype=np.int64, count=len(general))
    counts = np.fromiter(general.values(), dtype=np.float64, count=len(general))
    totals = np.bincount(codes, weights=np.repeat(counts, lengths))
    return frozenset(map(chr, np.argsort(-totals, kind="stable")[:1500].tolist()))


@cache
def _general() -> dict[str, float]:
    """The scores of general words."""
    counts = {**words.general_counts(), **_COUNTS}
    logs = {count: _log(count) for count in set(counts.values())}  # few have one of their own
    return {word: logs[count] for word, count in counts.items()}


def _log(count: int) -> float:
    return math.log(count + 0.5) - _log_total()


@cache
def _log_total() -> float:
    return math.log(sum(words.general_counts().values()))


@cache
def _foreign(charset: str) -> frozenset[str]:
    """Chinese characters of GBK that one script does not use.

    Its standard does not have them, or has them as rare ones and they are the other script's form
    of another character: Big5 has 党, a surname, but 黨 is what a traditional page says.
    """
    known = "".join(printed for lead in gbk.LEADS for _, printed in gbk.trails(lead))
    own = set(known.encode(charset, errors="ignore").decode(charset))
    if charset == "big5":
        rare = {c for c in own if c.encode(charset) > _BIG5_COMMON}
        own -= rare & set(script.simplified_only(known))
    return frozenset(character for character in known if character >= "\u4e00") - own


@cache
def _simple_codes() -> dict[int, str]:
    return {ord(old): new for old, new in _simple().items()}


@cache
def _simple() -> dict[str, str]:
    """GBK's characters that have another simplified form."""
    old = "".join(printed for lead in gbk.LEADS for _, printed in gbk.trails(lead))
    return {a: b for a, b in zip(old, script.simplify_text(old), strict=True) if a != b}
