"""Which key words are left when the analysis is done otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from wucheng import sensitivity
from wucheng.errors import CorpusError
from wucheng.figures import evidence, palette, style
from wucheng.figures.charts import legend, parts
from wucheng.figures.draft import Draft
from wucheng.figures.evidence import Key
from wucheng.figures.figure import Figure
from wucheng.figures.palette import Style
from wucheng.sensitivity import DICTIONARY, GUESSING, KEPT, PARAGRAPH, STOP, TEXT, WEAKER
from wucheng.statistics import selection

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
def headlines(c: Corpus, lang: str = "en", *, most: int = 5) -> Figure:
    """The first key words of each city, a row a word, and what each change makes of them.

    Args:
        most: words a city.
    """
    draft = Draft("sensitivity", c, lang)
    tried = parts.largest(c)
    most = max(2, min(most, _MOST_ROWS // max(len(tried), 1) - 1))
    most = parts.fitting(lambda words: _height([words + 1] * len(tried)), most)
    table = _table(c, most)
    shown = [name for name in tried if name in set(table.loc[table["rank"].notna(), "target"])]
    table = table[table["target"].isin(shown)]
    if not shown:
        return draft.nothing(("There are no key words to try.", "没有可检验的特征词。"), table)
    data = summed(table, len(c.documents) > _MOST_TEXTS)
    words = data[data["rank"].notna()]
    columns = _columns(c, data)
    behind = evidence.containing(c, data["term"])
    lines = [words.loc[words["target"] == name, "term"].nunique() + 1 for name in shown]
    drawing = style.sheet(_height(lines))
    panels = drawing.subplots(len(lines), 1, sharex=True, squeeze=False, height_ratios=lines)[:, 0]
    for name, axes in zip(shown, panels, strict=True):
        _panel(draft, axes, data[data["target"] == name], columns, behind)
        axes.set_title(draft.city(name), pad=3)
    _heads(draft, panels[0], columns)
    legend.above(drawing, _legend(draft))
    kept = words["outcome"] == KEPT
    stays = (
        words.assign(stays=kept)
        .groupby(["target", "term"], sort=False)
        .agg(stays=("stays", "all"), gloss=("gloss", "first"))
        .reset_index()
    )
    always = stays[stays["stays"].astype(bool)]
    lost = words[(words["variation"] == DICTIONARY) & ~kept]
    return draft.figure(
        drawing,
        data,
        most=most,
        words=len(stays),
        always=len(always),
        named=parts.told(always),
        lost=parts.told(lost),
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
    draft: Draft,
    axes: Axes,
    data: pd.DataFrame,
    columns: list[_Column],
    behind: dict[tuple[Any, ...], list[Key]],
) -> None:
    """The words of a city, and last the words that come in."""
    known, new = data[data["rank"].notna()], data[data["rank"].isna()]
    heads = parts.rows(known.drop_duplicates("term").sort_values("rank"))
    place = {column: at for at, column in enumerate(columns)}
    target = str(data["target"].iloc[0])
    look, city = draft.look(target), draft.city(target)
    for at, word in enumerate(heads):
        term = word["term"]
        built = _square(axes, 0, at, look, f"{word['rank']} {word['grade']}")
        for row in parts.rows(known[known["term"] == term]):
            if place[row["variation"], row["left_out"]]:
                _outcome(axes, place[row["variation"], row["left_out"]], at, look, row)
        draft.mark(f"{city} · {term}", behind[term, target], *built)
    for column, at in place.items():
        rows = new[(new["variation"] == column[0]) & (new["left_out"] == column[1])]
        if rows.empty:
            continue
        text = axes.text(at, len(heads), f"+{len(rows)}", ha="center", va="center")
        text.set_fontsize(style.SMALL)
        words = list(dict.fromkeys(rows["term"]))
        keys = [key for word in words for key in behind[word, target]]
        draft.mark(f"{city} · + {'、'.join(words)}", keys, text)
    labels = [parts.label(word, draft.lang) for word in heads]
    parts.lines(axes, [*labels, draft.say("new among the first", "新进入前列")], below=0.5)
    axes.set_xlim(-0.6, len(columns) - 0.4)
    axes.set_xticks([])
    axes.spines[["left", "bottom"]].set_visible(False)


def _outcome(axes: Axes, x: int, y: int, look: Style, row: parts.Row) -> None:
    """What a change makes of a word."""
    kept = row["outcome"] == KEPT
    if row["runs"] > 1:
        _square(axes, x, y, look, f"{row['kept']}/{row['runs']}", kept)
    elif kept or row["outcome"] == WEAKER:
        _square(axes, x, y, look, f"{row['rank_then']}" if kept else "", kept)
    else:
        axes.plot(x, y, "x", color=palette.ink(), markersize=4, markeredgewidth=1)


def _square(axes: Axes, x: int, y: int, look: Style, text: str, full: bool = True) -> list[Artist]:
    """A cell with its text: full in the city's colour, or its outline."""
    from matplotlib.patches import Rectangle

    corner, side = (x - _HALF, y - _HALF), 2 * _HALF
    face = palette.faded(look.colour, _LIGHT) if full else palette.paper()
    square = Rectangle(corner, side, side, facecolor=face, edgecolor=look.edge, linewidth=0.9)
    axes.add_patch(square)
    if not text:
        return [square]
    return [square, parts.write(axes, x, y, text, ha="center", va="center_baseline")]


def _heads(draft: Draft, axes: Axes, columns: list[_Column]) -> None:
    """What is changed, over each column; of the texts, whose they are."""
    how = {"xycoords": ("data", "axes fraction"), "ha": "center", "va": "bottom"}
    for place, (variation, left_out) in enumerate(columns):
        own = variation == TEXT
        head = _text_head(draft, left_out) if own else draft.say(*_HEADS[variation])
        parts.note(axes, head, (place, 1), (0, 15), linespacing=1.1, **how)


def _text_head(draft: Draft, doc_id: str) -> str:
    """The city of a text that is left out, numbered if it has several."""
    if not doc_id:
        return draft.say("each\ntext", "逐篇")
    city = selection.groups(draft.c, "city")
    same = [other for other, where in city.items() if where == city[doc_id]]
    number = f" {same.index(doc_id) + 1}" if len(same) > 1 else ""
    return draft.say("without\n", "去掉\n") + draft.city(city[doc_id]).rpartition(" ")[2] + number


def _legend(draft: Draft) -> list[Artist]:
    grey, paper = palette.grey(), palette.paper()
    still = draft.say("still a key word, with its rank", "仍是特征词，附位次")
    weaker = draft.say("more frequent, without the evidence", "仍较常用，证据不足")
    return [
        legend.sign("s", still, palette.faded(grey, _LIGHT), grey, size=5),
        legend.sign("s", weaker, paper, grey, size=5),
        legend.sign("x", draft.say("no longer", "不再成立"), palette.ink(), size=5),
    ]
