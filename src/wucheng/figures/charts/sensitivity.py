"""Which key words are left when the analysis is done otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from wucheng import sensitivity
from wucheng.errors import CorpusError
from wucheng.figures import evidence, figure, palette, style
from wucheng.figures.charts import legend, parts
from wucheng.figures.evidence import Key, Marks
from wucheng.figures.palette import Style
from wucheng.sensitivity import DICTIONARY, GUESSING, KEPT, PARAGRAPH, STOP, TEXT, WEAKER

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from wucheng.corpus import Corpus

#: Texts that get a column of their own; more share one.
_MOST_TEXTS = 6

#: Rows that a page holds; with many cities each gets fewer words.
_MOST_ROWS = 42

#: A row of the picture in millimetres, and the half of a cell's square.
_ROW, _HALF = 4.6, 0.38

#: White in the colour of a full cell, so that its number is read in grey print too.
_LIGHT = 0.5

#: What is changed, for the heads of the columns.
_HEADS = {
    "": ("as\nbuilt", "原样"),
    STOP: ("no stop\nlist", "不用\n停用词表"),
    DICTIONARY: ("no user\ndictionary", "不用\n用户词典"),
    GUESSING: ("no\nguessed\nwords", "不猜\n新词"),
    PARAGRAPH: ("each own\nparagraph", "本文\n逐段"),
}

#: A column: what is changed, and of one text of several, which.
_Column = tuple[str, str]


@style.drawn
def headlines(c: Corpus, lang: str = "en", *, most: int = 5) -> figure.Figure:
    """The first key words of each city, a row a word, and what each change makes of them.

    Args:
        most: words a city.
    """
    tried = parts.largest(c, style.cities(c))
    most = max(2, min(most, _MOST_ROWS // max(len(tried), 1) - 1))
    most = parts.fitting(lambda words: _height([words + 1] * len(tried)), most)
    table = _table(c, most)
    shown = [name for name in tried if name in set(table.loc[table["rank"].notna(), "target"])]
    table = table[table["target"].isin(shown)]
    if not shown:
        why = ("There are no key words to try.", "没有可检验的特征词。")
        return figure.nothing("sensitivity", why, table, c, lang)
    data = summed(table, len(c.documents) > _MOST_TEXTS)
    words = data[data["rank"].notna()]
    columns = _columns(c, data)
    looks = palette.cities(c)
    marks = Marks(c)
    behind = evidence.containing(c, set(data["term"]))
    lines = [words.loc[words["target"] == name, "term"].nunique() + 1 for name in shown]
    drawing = style.sheet(_height(lines))
    panels = drawing.subplots(len(lines), 1, sharex=True, squeeze=False, height_ratios=lines)[:, 0]
    for place, (name, axes) in enumerate(zip(shown, panels, strict=False)):
        look = palette.style(looks, name)
        _panel(axes, data[data["target"] == name], columns, look, marks, behind, lang)
        axes.set_title(style.city(name, lang), pad=3)
        if not place:
            _heads(c, axes, columns, lang)
    legend.above(drawing, _legend(lang))
    stays = words.assign(stays=words["outcome"] == KEPT)
    stays = stays.groupby(["target", "term"], sort=False)["stays"].all().reset_index()
    always = stays.loc[stays["stays"].astype(bool), "term"].tolist()
    lost = words[(words["variation"] == DICTIONARY) & (words["outcome"] != KEPT)]
    return figure.make(
        "sensitivity",
        drawing,
        data,
        marks,
        lang,
        most=most,
        words=len(stays),
        always=len(always),
        named=parts.told(_glossed(words, always)),
        lost=parts.told(_glossed(words, lost["term"].tolist())),
        cut=_left_out(c, tried, shown),
    )


def _left_out(c: Corpus, tried: list[str], shown: list[str]) -> tuple[str, str]:
    """Sentences for the caption if cities have no panel: too little text, or no key word."""
    english, chinese = parts.left_out(c, tried)
    if len(shown) == len(tried):
        return english, chinese
    return (
        f"{english} A city without a key word has no panel.",
        f"{chinese}没有特征词的城市不列。",
    )


def _height(lines: list[int]) -> float:
    """The sheet of panels with so many lines in millimetres."""
    return 22 + sum(5 + _ROW * line for line in lines)


def _table(c: Corpus, most: int) -> pd.DataFrame:
    try:
        return c.kept(("tried otherwise", most), lambda: sensitivity.key_words(c, most=most))
    except CorpusError:
        columns = "target term gloss grade rank variation left_out rank_then outcome".split()
        return pd.DataFrame(columns=columns)


def summed(table: pd.DataFrame, together: bool = False) -> pd.DataFrame:
    """The runs of `sensitivity.key_words`, one row a word and column of the picture.

    Runs without a paragraph are one column, and if `together` those without a text too. Returns
    target, term, gloss, grade, rank, variation, left_out, runs, kept (runs in which it is a key
    word), rank_then (of a single run), outcome (of several, kept if all are, else weaker).
    """
    many = table["variation"] == PARAGRAPH
    if together:
        many |= table["variation"] == TEXT
    table = table.assign(left_out=table["left_out"].mask(many, ""))
    keys = "target term gloss grade rank variation left_out".split()
    rows = [
        dict(zip(keys, key, strict=True))
        | {
            "runs": len(runs),
            "kept": int((runs["outcome"] == KEPT).sum()),
            "rank_then": runs["rank_then"].iloc[0] if len(runs) == 1 else pd.NA,
            "outcome": _worst(runs["outcome"]),
        }
        for key, runs in table.groupby(keys, sort=False, dropna=False)
    ]
    found = pd.DataFrame(rows, columns=[*keys, "runs", "kept", "rank_then", "outcome"])
    return found.astype({"rank": "Int64", "rank_then": "Int64"})


def _worst(outcomes: pd.Series[str]) -> str:
    if len(outcomes) == 1:
        return str(outcomes.iloc[0])
    return KEPT if (outcomes == KEPT).all() else WEAKER


def _columns(c: Corpus, data: pd.DataFrame) -> list[_Column]:
    """The columns that the picture needs, from left to right."""
    there = set(zip(data["variation"], data["left_out"], strict=True))
    texts = [(TEXT, doc_id) for doc_id in ["", *c.documents["doc_id"]]]
    wanted = [(STOP, ""), (DICTIONARY, ""), (GUESSING, ""), *texts, (PARAGRAPH, "")]
    return [("", ""), *(column for column in wanted if column in there)]


def _panel(
    axes: Axes,
    data: pd.DataFrame,
    columns: list[_Column],
    look: Style,
    marks: Marks,
    behind: dict[tuple[str, str], list[Key]],
    lang: str,
) -> None:
    """The words of a city, and last the words that come in."""
    say = style.language(lang)
    heads = parts.rows(data[data["rank"].notna()].drop_duplicates("term").sort_values("rank"))
    cells = {
        (row["term"], row["variation"], row["left_out"]): row
        for row in parts.rows(data[data["rank"].notna()])
    }
    for at, word in enumerate(heads):
        built = _square(axes, 0, at, look, f"{word['rank']} {word['grade']}", True)
        for place, column in enumerate(columns[1:], 1):
            row = cells.get((word["term"], *column))
            if row is not None:
                _outcome(axes, place, at, look, row)
        label = f"{style.city(word['target'], lang)} · {word['term']}"
        marks.add(label, behind.get((word["term"], word["target"]), []), *built)
    new = data[data["rank"].isna()]
    for place, column in enumerate(columns):
        rows = new[(new["variation"] == column[0]) & (new["left_out"] == column[1])]
        if len(rows):
            text = axes.text(place, len(heads), f"+{len(rows)}", ha="center", va="center")
            text.set_fontsize(style.SMALL)
            keys = [
                key
                for row in parts.rows(rows)
                for key in behind.get((row["term"], row["target"]), [])
            ]
            target = style.city(rows["target"].iloc[0], lang)
            marks.add(f"{target} · + {'、'.join(rows['term'].unique())}", keys, text)
    labels = [parts.label(word, lang) for word in heads]
    axes.set_yticks(range(len(heads) + 1), [*labels, say("new among the first", "新进入前列")])
    axes.set_ylim(len(heads) + 0.5, -0.6)
    axes.set_xlim(-0.6, len(columns) - 0.4)
    axes.set_xticks([])
    axes.tick_params(axis="y", length=0)
    axes.spines[["left", "bottom"]].set_visible(False)


def _outcome(axes: Axes, x: int, y: int, look: Style, row: parts.Row) -> None:
    """What a change makes of a word."""
    if row["runs"] > 1:
        _square(axes, x, y, look, f"{row['kept']}/{row['runs']}", row["outcome"] == KEPT)
    elif row["outcome"] == KEPT:
        _square(axes, x, y, look, f"{row['rank_then']}", True)
    elif row["outcome"] == WEAKER:
        _square(axes, x, y, look, "", False)
    else:
        axes.plot(x, y, "x", color=palette.ink(), markersize=4, markeredgewidth=1)


def _square(axes: Axes, x: int, y: int, look: Style, text: str, full: bool) -> list[Artist]:
    """A cell with its text: full in the city's colour, or its outline."""
    from matplotlib.patches import Rectangle

    square = Rectangle(
        (x - _HALF, y - _HALF),
        2 * _HALF,
        2 * _HALF,
        facecolor=palette.faded(look.colour, _LIGHT) if full else palette.paper(),
        edgecolor=look.edge,
        linewidth=0.9,
    )
    axes.add_patch(square)
    words = axes.text(
        x,
        y,
        text,
        ha="center",
        va="center_baseline",
        fontsize=style.SMALL,
    )
    return [square, words] if text else [square]


def _heads(c: Corpus, axes: Axes, columns: list[_Column], lang: str) -> None:
    """What is changed, over each column; of the texts, whose they are."""
    say = style.language(lang)
    city = style.city_of(c)
    for place, (variation, left_out) in enumerate(columns):
        own = variation == TEXT
        head = _text_head(city, left_out, lang) if own else say(*_HEADS[variation])
        axes.annotate(
            head,
            (place, 1),
            (0, 15),
            xycoords=("data", "axes fraction"),
            textcoords="offset points",
            ha="center",
            va="bottom",
            fontsize=style.SMALL,
            linespacing=1.1,
        )


def _text_head(city: dict[str, str], doc_id: str, lang: str) -> str:
    """The city of a text that is left out, numbered if it has several."""
    say = style.language(lang)
    if not doc_id:
        return say("each\ntext", "逐篇")
    name = city[doc_id]
    same = [other for other, where in city.items() if where == name]
    number = f" {same.index(doc_id) + 1}" if len(same) > 1 else ""
    return say("without\n", "去掉\n") + style.city(name, lang).rpartition(" ")[2] + number


def _legend(lang: str) -> list[Artist]:
    say = style.language(lang)
    still = say("still a key word, with its rank", "仍是特征词，附位次")
    weaker = say("more frequent, without the evidence", "仍较常用，证据不足")
    return [
        legend.sign("s", still, palette.faded(palette.grey(), _LIGHT), palette.grey(), size=5),
        legend.sign("s", weaker, palette.paper(), palette.grey(), size=5),
        legend.sign("x", say("no longer", "不再成立"), palette.ink(), size=5),
    ]


def _glossed(words: pd.DataFrame, terms: list[str]) -> list[tuple[str, str]]:
    gloss = dict(zip(words["term"], words["gloss"], strict=True))
    return [(term, gloss[term]) for term in dict.fromkeys(terms)]
