"""How likely a string is as Chinese, by the frequencies of its words.

The words are those of general Chinese (words.general_counts) and the strings that the page itself
uses elsewhere: news repeats itself. Traditional characters are looked up as simplified ones.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from functools import cache, cached_property

from wucheng import gbk, script, words

#: Longest word looked up. Longer ones in the dictionary are rare and their parts are in it too.
REACH = 6

_PUNCTUATION = {
    "，": -3.0, ",": -3.0, "。": -3.6, "、": -4.6, "“": -5.2, "”": -5.2, "：": -5.8, ":": -5.8,
    "；": -7.0, ";": -7.0, "！": -7.0, "!": -7.0, "？": -7.5, "?": -7.5, "（": -7.0, "）": -7.0,
    "(": -7.0, ")": -7.0, "《": -7.0, "》": -7.0, "…": -7.0, "—": -7.0, "·": -8.5, "\u3000": -7.0,
    "‘": -9.0, "’": -9.0, "%": -8.0, "-": -8.0, "～": -10.0, "\n": -5.0, "\r": -5.0, " ": -6.0,
}  # fmt: skip
#: Symbols, kana, rare characters: possible, but only where nothing else fits.
_ODD = -19.0
_PAGE_GRAM = re.compile("[\u4e00-\u9fff]+")
#: Page characters looked at for strings of its own: enough of any article, a bound for huge pages.
_PAGE_LIMIT = 60_000

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

    def extend(self, state: State, character: str) -> State:
        """The state one character on."""
        tail, best = state
        character = _simple().get(character, character)
        tail += character
        logs = _logs()
        grams = self._grams
        fixed = _PUNCTUATION.get(character)
        if fixed is not None:
            score = best[-1] + fixed
        else:
            score = best[-1] + max(logs.get(character, _ODD), grams.get(character, _ODD))
            for length in range(2, min(len(tail), len(best)) + 1):
                word = tail[-length:]
                known = logs.get(word)
                own = grams.get(word)
                if own is not None and (known is None or own > known):
                    known = own
                if known is not None and best[-length] + known > score:
                    score = best[-length] + known
        return tail[-REACH:], (*best[1 - REACH :], score)

    def start(self, text: str) -> State:
        """The state after a text that is known."""
        state = START
        for character in text:
            state = self.extend(state, character)
        return state

    @cached_property
    def _grams(self) -> dict[str, float]:
        counts: Counter[str] = Counter()
        simple = _simple()
        total = 0
        for run in _PAGE_GRAM.findall(self._page[:_PAGE_LIMIT]):
            run = "".join(simple.get(c, c) for c in run)
            total += len(run)
            for length in (1, 2, 3, 4):
                counts.update(run[i : i + length] for i in range(len(run) - length + 1))
        # A page says little about what is likely in general: a string seen twice is worth more
        # than twice one seen once, which is mostly chance.
        share = 0.1 / max(total, 2000)
        return {gram: math.log(share * (count - 0.5)) for gram, count in counts.items()}


@cache
def _logs() -> dict[str, float]:
    counts = words.general_counts()
    total = math.log(sum(counts.values()))
    return {
        word: math.log(count + 0.5) - total for word, count in counts.items() if len(word) <= REACH
    }


@cache
def _simple() -> dict[str, str]:
    """GBK's characters that have another simplified form."""
    old = "".join(printed for lead in gbk.LEADS for _, printed in gbk.trails(lead))
    return {a: b for a, b in zip(old, script.simplify_text(old), strict=True) if a != b}
