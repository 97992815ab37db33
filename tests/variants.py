"""Makes of damaged page: what one mirror site does otherwise than another.

Each function takes a random generator and a clean simplified article and gives (article, page):
what repair should give back, in the script that the site prints, and the page as printed.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping

import corrupt

Made = tuple[str, str]
Variant = Callable[[random.Random, str], Made]

#: Characters that a page and a site's table may well have although they are read in several ways.
POLYPHONIC = "行長重得地著為數還都只大會好看分中間應當教處量調傳轉種強難發當相正空家覺樂"
SPAM = ("愛發稿", "本文來自", "更多精彩", "微信搜")
ODD = (
    "COVID-19", "https://www.example.cn/news?id=32&p=1", "0571-88886666", "２０２２", "ＡＰＰ",
    "Wi-Fi", "13800000000", "3.5%", "(QQ)", "NBA", "A4", "@",
)  # fmt: skip


def _traditional(rng: random.Random, text: str) -> str:
    return corrupt.traditional(text, rng.choice(["s2t", "s2tw", "s2hk"]))


def _plain(half: str = "after", **how: object) -> Variant:
    def make(rng: random.Random, text: str) -> Made:
        article = _traditional(rng, text)
        table = corrupt.site_table(rng, article)
        return article, corrupt.corrupt(article, table, half=half, **how)  # type: ignore[arg-type]

    return make


def _size(size: int) -> Variant:
    def make(rng: random.Random, text: str) -> Made:
        article = _traditional(rng, text)
        return article, corrupt.corrupt(article, corrupt.site_table(rng, article, size))

    return make


def _simplified(rng: random.Random, text: str) -> Made:
    """Readings on a page that was never made traditional."""
    table = corrupt.site_table(rng, text, at_large=corrupt.COMMON)
    return text, corrupt.corrupt(text, table)


def _utf8(rng: random.Random, text: str) -> Made:
    """The site looks for characters, not bytes: nothing is torn."""
    article = _traditional(rng, text)
    page = article
    for character, reading in corrupt.site_table(rng, article).items():
        page = page.replace(character, f"{character}({reading})")
    return article, page.translate(corrupt.HALF)


def _utf8_simplified(rng: random.Random, text: str) -> Made:
    page = text
    for character, reading in corrupt.site_table(rng, text, at_large=corrupt.COMMON).items():
        page = page.replace(character, f"{character}({reading})")
    return text, page


def _wide_brackets(rng: random.Random, text: str) -> Made:
    """區（qū）, put behind characters and not bytes, on traditional or simplified text."""
    article = _traditional(rng, text) if rng.random() < 0.5 else text
    page = article
    for character, reading in corrupt.site_table(rng, article, at_large=corrupt.COMMON).items():
        page = page.replace(character, f"{character}（{reading}）")
    return article, page


def _nested(rng: random.Random, text: str) -> Made:
    """日?qǐng)?bào)社: a character of the table, and one made of its first byte and that before."""
    article = _traditional(rng, text)
    table = corrupt.site_table(rng, article, 50)
    neighbours = list(dict.fromkeys(re.findall("(?=([\u4e00-\u9fff]{2}))", article)))
    rng.shuffle(neighbours)
    for both in neighbours:
        across = both.encode("gbk")[1:3].decode("gbk", errors="ignore")
        if len(table) < 70 and "\u4e00" <= across <= "\u9fff" and both[1] != across:
            table.pop(across, None)  # it goes in last, when the other one is annotated
            table |= corrupt.read({both[1]: both[1]}) | corrupt.read({across: across})
    return article, corrupt.corrupt(article, table)


def _one_line(rng: random.Random, text: str) -> Made:
    return _plain()(rng, text.replace("\n", ""))


def _blank(rng: random.Random, text: str) -> Made:
    """絡(luò ): a blank before the bracket closes, behind some characters or all."""
    article = _traditional(rng, text)
    table = corrupt.site_table(rng, article)
    share = rng.choice([0.3, 1.0])
    table = {c: reading + " " * (rng.random() < share) for c, reading in table.items()}
    return article, corrupt.corrupt(article, table)


def _spam_before(rng: random.Random, text: str) -> Made:
    """區愛發稿(qū): one word at several places between a character and its reading."""
    return _spliced(rng, text, lambda word, bracket: word + bracket)


def _spam_inside(rng: random.Random, text: str) -> Made:
    """區(qū愛發稿)"""
    return _spliced(rng, text, lambda word, bracket: f"{bracket[:-1]}{word})")


def _spliced(rng: random.Random, text: str, put: Callable[[str, str], str]) -> Made:
    article, page = _plain()(rng, text)
    word = rng.choice(SPAM)
    places = [m for m in corrupt.BRACKET.finditer(page) if page[m.start() - 1] > "\u4e00"]
    for match in sorted(rng.sample(places, min(4, len(places))), key=lambda m: -m.start()):
        page = page[: match.start()] + put(word, match.group()) + page[match.end() :]
    return article, page


def _marked(mark: str) -> Variant:
    def make(rng: random.Random, text: str) -> Made:
        """Another mark than ? for a lost byte."""
        article = _traditional(rng, text)
        table = corrupt.site_table(rng, article)
        return article, corrupt.corrupt(article, table, mark=mark)

    return make


def _cut_off(rng: random.Random, text: str) -> Made:
    """The page ends in the middle of damage."""
    article, page = _plain(half="never")(rng, text)
    torn = [place for place, c in enumerate(page) if c == "?" and place > len(page) // 2]
    return article, page[: rng.choice(torn) + rng.randint(1, 9)] if torn else page


def _odd(rng: random.Random, text: str) -> Made:
    """Latin words, addresses, telephone numbers and full-width figures in the text."""
    return _plain()(rng, sprinkled(rng, text, ODD))


def _polyphonic(rng: random.Random, text: str) -> Made:
    article = _traditional(rng, text)
    table = corrupt.site_table(rng, article, 50)
    table |= corrupt.read({c: c for c in rng.sample(POLYPHONIC, 20)})
    return article, corrupt.corrupt(article, table)


def _usual(rng: random.Random, text: str) -> Made:
    """們, 黨 and 記 in the table too."""
    article = _traditional(rng, text)
    table = corrupt.site_table(rng, article, 60) | corrupt.read({c: c for c in "們黨記這個說"})
    return article, corrupt.corrupt(article, table)


def _icons(rng: random.Random, text: str) -> Made:
    """Private-use characters of the page's own."""
    return _plain()(rng, sprinkled(rng, text, "\ue61d\ue000\uf0a1\ue2b8"))


def _short(rng: random.Random, text: str) -> Made:
    return _plain()(rng, text[: 1 + text.find("。", 110)])


def _long(rng: random.Random, text: str) -> Made:
    """Some 20,000 characters of sentences in ever new order."""
    sentences = [part + "。" for part in text.replace("\n", "").split("。") if part]
    rest = [sentence for _ in range(40) for sentence in rng.sample(sentences, len(sentences))]
    return _plain()(rng, "\n".join("".join(rest[i : i + 5]) for i in range(0, len(rest), 5)))


def _mixture(rng: random.Random, text: str) -> Made:
    """Entities, blanks, figures, another mark and early ASCII, each on half of the pages."""
    odd = sprinkled(rng, text, ODD) if rng.random() < 0.5 else text
    article = _traditional(rng, odd)
    table = corrupt.site_table(rng, article)
    if rng.random() < 0.5:
        table = {c: reading + " " for c, reading in table.items()}
    half = rng.choice(["after", "never", "exclamation"])
    mark = rng.choice("??？\ufffd")
    entities = rng.random() < 0.5
    return article, corrupt.corrupt(article, table, half=half, mark=mark, entities=entities)


def sprinkled(rng: random.Random, text: str, things: object) -> str:
    """A text with some of the things between its characters."""
    places = [i for i, c in enumerate(text) if i and c > "\u4e00" and text[i - 1] > "\u4e00"]
    for place in sorted(rng.sample(places, 8), reverse=True):
        text = text[:place] + rng.choice(things) + text[place:]  # type: ignore[arg-type]
    return text


VARIANTS: Mapping[str, Variant] = {
    "ASCII after": _plain("after"),
    "full width kept": _plain("never"),
    "only ! ASCII before": _plain("exclamation"),
    "all ASCII before": _plain("before"),
    "entities": _plain(entities=True),
    "rich markup": _plain("never", markup=True),
    "blank in the bracket": _blank,
    "simplified": _simplified,
    "UTF-8": _utf8,
    "UTF-8, simplified": _utf8_simplified,
    "spam before the bracket": _spam_before,
    "spam in the bracket": _spam_inside,
    "？ for a lost byte": _marked("？"),
    "\\ufffd for a lost byte": _marked("\ufffd"),
    "cut off": _cut_off,
    "full-width brackets, UTF-8": _wide_brackets,
    "nested": _nested,
    "one line": _one_line,
    "table of 40": _size(40),
    "table of 65": _size(65),
    "table of 90": _size(90),
    "Latin and figures": _odd,
    "polyphonic": _polyphonic,
    "們黨記": _usual,
    "icons": _icons,
    "short": _short,
    "long": _long,
    "mixture": _mixture,
}
