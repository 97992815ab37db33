"""How likely a string is as Chinese, by the frequencies of its words.

The words are those of general Chinese (words.general_counts) and the strings that the page itself
uses elsewhere: news repeats itself. Traditional characters are looked up as simplified ones.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from functools import cache, cached_property

from wucheng import words
from wucheng.pages import gbk, script

#: Longest word looked up. Longer ones in the dictionary are rare and their parts are in it too.
REACH = 4

_PUNCTUATION = {
    "，": -3.0, ",": -3.0, "。": -3.6, "、": -4.6, "“": -5.2, "”": -5.2, "：": -5.8, ":": -5.8,
    "；": -7.0, ";": -7.0, "！": -7.0, "!": -7.0, "？": -7.5, "?": -7.5, "（": -7.0, "）": -7.0,
    "(": -7.0, ")": -7.0, "《": -7.0, "》": -7.0, "…": -7.0, "—": -7.0, "·": -8.5, "\u3000": -7.0,
    "‘": -9.0, "’": -9.0, "%": -8.0, "-": -8.0, "～": -10.0, "\n": -5.0, "\r": -5.0, " ": -6.0,
}  # fmt: skip
_STOPS = "，。、；：！？,;:!?"
#: Stops seldom follow one another; a quotation opens after a colon and closes after a stop.
_SEQUENCES = {
    **{a + b: -6.0 for a in _STOPS for b in _STOPS if a + b not in ("？！", "?!", "！！", "!!")},
    **{a + b: -6.0 for a in _STOPS + "“（《" for b in "》）"},
    **{a + b: -6.0 for a in "“（《" for b in _STOPS + "”"},
    **{a + b: 2.5 for a in "。，！？…,!?" for b in "”’"},
    **{a + b: 1.5 for a in "：，。:,\n" for b in "“"},
}
_LATIN = -6.0
#: A character of the other script (a simplified one on a traditional page) that the page does not
#: use elsewhere.
_FOREIGN = -6.0
#: Symbols, kana, rare characters: possible, but only where nothing else fits.
_ODD = -19.0
_PAGE_GRAM = re.compile("[\u4e00-\u9fff]+")
#: Page characters looked at for strings of its own: enough of any article, a bound for huge pages.
_PAGE_LIMIT = 20_000

#: The last characters of a string (simplified) and the best score up to before each and after all.
State = tuple[str, tuple[float, ...]]

START: State = ("", (0.0,))


class Likelihood:
    """Scores strings character by character, as natural logarithms of probability.

    The score of a string is that of its likeliest cut into words, so scores of strings that run
    to the same place of the page can be compared.
    """

    def __init__(self, page: str) -> None:
        self._page = page
        traditional = script.is_traditional(page[:_PAGE_LIMIT])
        self._foreign = _foreign("big5" if traditional else "gb2312")

    def extend(self, state: State, character: str) -> State:
        """The state one character on."""
        tail, best = state
        foreign = self.is_foreign(character)
        character = _simple().get(character, character)
        tail += character
        logs = _logs()
        grams = self._grams
        fixed = _PUNCTUATION.get(character)
        if fixed is not None:
            score = best[-1] + fixed + _SEQUENCES.get(tail[-2:], 0.0)
        elif character.isascii():
            score = best[-1] + _LATIN
        else:
            # grams holds only what the page uses more than Chinese in general does
            score = best[-1] + (grams.get(character) or logs.get(character, _ODD))
            for length in range(2, len(best) + 1):
                word = tail[-length:]
                known = grams.get(word) or logs.get(word)
                if known and best[-length] + known > score:
                    score = best[-length] + known
        if foreign:
            score += _FOREIGN
        return tail[-REACH:], (*best[1 - REACH :], score)

    def start(self, text: str) -> State:
        """The state after a text that is known."""
        state = START
        for character in text:
            state = self.extend(state, character)
        return state

    def is_foreign(self, character: str) -> bool:
        """Whether a character is of the script that the page is not in, and hardly used on it."""
        return character in self._foreign and self._counts[character] < 3

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(self._page[:_PAGE_LIMIT])

    @cached_property
    def _grams(self) -> dict[str, float]:
        runs = "\n".join(_PAGE_GRAM.findall(self._page[:_PAGE_LIMIT])).translate(_simple_codes())
        counts = Counter(runs)
        total = max(len(runs), 2000)
        counts.update(map("".join, zip(runs, runs[1:], strict=False)))
        counts.update(map("".join, zip(runs, runs[1:], runs[2:], strict=False)))
        # What stands beside a damaged place is on the page once for that very reason: one
        # occurrence says nothing.
        share = 0.1 / total
        general = _logs()
        own = {gram: math.log(share * (n - 1)) for gram, n in counts.items() if n > 1}
        return {gram: log for gram, log in own.items() if log > general.get(gram, -math.inf)}


def is_common(character: str) -> bool:
    """Whether a character, traditional or simplified, is one of the 1,500 commonest."""
    return _simple().get(character, character) in _commonest()


@cache
def _commonest() -> frozenset[str]:
    counts: Counter[str] = Counter()
    for word, count in words.general_counts().items():
        for character in word:
            counts[character] += count
    return frozenset(character for character, _ in counts.most_common(1500))


@cache
def _logs() -> dict[str, float]:
    counts = words.general_counts()
    total = math.log(sum(counts.values()))
    return {
        word: math.log(count + 0.5) - total for word, count in counts.items() if len(word) <= REACH
    }


@cache
def _foreign(charset: str) -> frozenset[str]:
    """Chinese characters of GBK that the standard of one script does not have."""
    known = "".join(printed for lead in gbk.LEADS for _, printed in gbk.trails(lead))
    own = set(known.encode(charset, errors="ignore").decode(charset))
    return frozenset(character for character in known if character >= "\u4e00") - own


@cache
def _simple_codes() -> dict[int, str]:
    return {ord(old): new for old, new in _simple().items()}


@cache
def _simple() -> dict[str, str]:
    """GBK's characters that have another simplified form."""
    old = "".join(printed for lead in gbk.LEADS for _, printed in gbk.trails(lead))
    return {a: b for a, b in zip(old, script.simplify_text(old), strict=True) if a != b}
