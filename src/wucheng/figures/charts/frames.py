"""Which frames the texts use, and where in a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from wucheng import codings, rhetoric
from wucheng.display.paragraph import counted
from wucheng.figures import captions, evidence, figure, palette, style
from wucheng.figures.charts import heat, legend, multiples, parts
from wucheng.figures.evidence import Key, Marks
from wucheng.statistics import intervals
from wucheng.statistics.selection import UNKNOWN

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from wucheng.corpus import Corpus

_CORRECTED = (
    "corrected corrected_low corrected_high corrected_least corrected_most coded shared coders"
).split()

#: With fewer sentences coded in a city, the middle of its corrected interval hangs on one or two;
#: the fewest with which the correction was tried (docs/method.md).
_LEAST_CODED = 12

_NONE = ("No frames are coded.", "没有编码的框架。")

_RATES = "group frame sentences_with sentences rate low high documents small".split()


@style.drawn
def frames_by_city(c: Corpus, lang: str = "en") -> figure.Figure:
    """How many of each city's sentences use a frame, with intervals: a panel a frame."""
    say = style.language(lang)
    data = rhetoric.rates(c).reindex(columns=_RATES)
    coding = codings.panel(c)
    if coding:
        data = codings.corrected(c)[[*_RATES, *_CORRECTED]]
    shown = multiples.cities(c, data["frame"].nunique())
    data = data[data["group"].isin(shown) & (data["sentences"] > 0)].reset_index(drop=True)
    if not data["sentences_with"].any():
        return figure.nothing("frames", _NONE, data.iloc[:0], c, lang)
    frames = list(dict.fromkeys(data["frame"]))
    firm = _firm(data)
    pooled = {row["frame"]: row["rate"] for row in parts.rows(rhetoric.rates(c, by=None))}
    marks = Marks(c)
    drawing = multiples.compare(
        c,
        data.rename(columns={"frame": "panel", "rate": "value"}).assign(corrected_firm=firm),
        {frame: captions.name("frames", frame, lang) for frame in frames},
        shown,
        marks,
        lang,
        behind=evidence.behind(c, c.frames, "frame"),
        reference=pooled,
        beside="corrected" if coding else "",
        hollow=say(f"in fewer than {intervals.SMALL} sentences", f"不足 {intervals.SMALL} 句"),
    )
    drawing.supxlabel(say("per 100 sentences, with 95% interval", "每百句中使用的句数及 95% 区间"))
    sizes = data.drop_duplicates("group").sort_values(
        "group", key=lambda names: names.map(shown.index)
    )
    return figure.make(
        "frames",
        drawing,
        data,
        marks,
        lang,
        frames=len(frames),
        cities=parts.counted(shown),
        threshold=intervals.SMALL,
        small=int(data["small"].sum()),
        drawn=len(data),
        sizes=parts.each(
            parts.rows(sizes),
            lambda row, lang: f"{style.city(row['group'], lang)} {int(row['sentences']):,}",
        ),
        widest=_widest(data),
        corrected=coders(c, coding),
        few=_few(data[~firm]),
        cut=parts.left_out(c, shown),
    )


@style.drawn
def frame_course(c: Corpus, lang: str = "en", *, parts_of_text: int = 5) -> figure.Figure:
    """Frames through the course of the texts: a panel a city, a column each part of the text."""
    say = style.language(lang)
    table = rhetoric.course(c, parts=parts_of_text)
    table["group"] = table["doc_id"].map(style.city_of(c))
    shown = parts.largest(c, table["group"].unique())
    data = table[table["group"].isin(shown)]
    by = ["group", "frame", "part"]
    data = data.groupby(by, sort=False)[["sentences_with", "sentences"]].sum().reset_index()
    data["rate"] = 100 * data["sentences_with"] / data["sentences"].where(data["sentences"] > 0)
    if not data["sentences_with"].any():
        return figure.nothing("frame_course", _NONE, data.iloc[:0], c, lang)
    frames = list(dict.fromkeys(data["frame"]))
    looks = palette.cities(c)
    marks = Marks(c)
    drawing, panels = parts.panels(len(shown), 10 + 4.2 * len(frames), share_y=True)
    behind = _by_part(c, parts_of_text)
    for name, axes in zip(shown, panels, strict=False):
        for row in parts.rows(data[data["group"] == name]):
            _cell(axes, row, frames.index(row["frame"]), palette.style(looks, name).colour)
            if row["sentences_with"]:
                frame = captions.name("frames", row["frame"], lang)
                label = f"{name} {frame} {row['part']}/{parts_of_text}"
                keys = behind.get((name, row["frame"], row["part"]), [])
                marks.add(label, keys, axes.patches[-1])
        axes.set_yticks(
            range(len(frames)), [captions.name("frames", frame, lang) for frame in frames]
        )
        axes.set_ylim(len(frames) - 0.5, -0.5)
        axes.set_xlim(0.5, parts_of_text + 0.5)
        axes.set_xticks([1, parts_of_text], [say("first part", "首段"), say("last part", "末段")])
        axes.tick_params(length=0)
        axes.spines[["left", "bottom"]].set_visible(False)
        here = data[(data["group"] == name) & (data["frame"] == frames[0])]["sentences"].sum()
        city = style.city(name, lang)
        unit = "" if style.narrow() else " sentences"
        axes.set_title(say(f"{city} ({here:,}{unit})", f"{city}（{here:,} 句）"))
    legend.beside(drawing, len(panels), _shades(lang))
    sizes = data["sentences"]
    return figure.make(
        "frame_course",
        drawing,
        data,
        marks,
        lang,
        parts=parts_of_text,
        least=int(sizes.min()),
        most=int(sizes.max()),
        cities=len(shown),
        cut=parts.left_out(c, shown),
    )


def _firm(data: pd.DataFrame) -> pd.Series[bool]:
    """Whether enough of a city is coded for the middle of its corrected interval to be read."""
    if "coded" not in data:
        return pd.Series(True, index=data.index)
    return (data["coded"] >= _LEAST_CODED) | (data["coded"] == data["sentences"])


def _few(data: pd.DataFrame) -> tuple[str, str]:
    """For the caption, in how many cities only the corrected interval is drawn."""
    cities = data.loc[data["coded"] > 0, "group"].nunique() if len(data) else 0
    if not cities:
        return "", ""
    return (
        f" In {counted(cities, 'city', 'cities')} fewer than {_LEAST_CODED} sentences were coded: "
        "only the interval is drawn there, for its middle hangs on one or two of them.",
        f"有 {cities} 个城市编码不足 {_LEAST_CODED} 句，只画区间：其中点取决于一两句。",
    )


def coders(c: Corpus, coding: list[str]) -> tuple[str, str]:
    """Whose codings the grey values rest on, for the caption, in English and Chinese."""
    if not coding:
        return "", ""
    chosen = [codings.read(c, name) for name in coding]
    city = style.city_of(c)
    cities: dict[str, set[str]] = {name: set() for name in style.cities(c)}
    for each in chosen:
        for doc_id in each.sentences["doc_id"]:
            cities[city[doc_id]] |= set(each.settles or (each.name,))
    sentences = pd.concat([each.sentences for each in chosen])
    size = len(sentences.drop_duplicates())
    names = list(dict.fromkeys(name for each in chosen for name in each.coders or (each.name,)))
    who = captions.listed(names)
    learnt = (
        ("; the lexicon has learnt from them", "；词表参照过此编码")
        if any(each.learnt for each in chosen)
        else ("", "")
    )
    by = "a reader" if len(chosen) == 1 else f"{len(chosen)} readers"
    english = (
        f" Grey: the rate set right by {size:,} sentences coded by {by} ({who}{learnt[0]}), with "
        "an interval that takes in what isn't known of the machine's errors and how readers differ."
    )
    chinese = (
        f"灰色：以编码者所编 {size:,} 句为准（{'、'.join(names)}{learnt[1]}）校正后的比率，"
        "区间含机器误差的不确定性与编码者之间的分歧。"
    )
    alone = sum(len(people) == 1 for people in cities.values())
    if alone:
        english += (
            f" In {counted(alone, 'city', 'cities')} a single reader has coded: how "
            "another would read them is not in the interval beyond what is known from elsewhere."
        )
        chinese += f"有 {alone} 个城市只有一人编码，除他处所知外，区间不含他人的不同读法。"
    none = sum(not people for people in cities.values())
    if none:
        english += (
            f" Of {counted(none, 'city', 'cities')} nothing was coded, and how the "
            "machine errs there is not known."
        )
        chinese += f"有 {none} 个城市未经编码，机器在那里的误差不得而知。"
    return english, chinese


def _cell(axes: Axes, row: parts.Row, y: int, colour: str) -> None:
    """A cell as dark as the rate is high, with the number of sentences in it."""
    from matplotlib.patches import Rectangle

    share = row["sentences_with"] / max(row["sentences"], 1)
    face = palette.faded(colour, 1 - share) if share else heat.blank()
    axes.add_patch(
        Rectangle((row["part"] - 0.48, y - 0.46), 0.96, 0.92, facecolor=face, linewidth=0)
    )
    if row["sentences_with"]:
        axes.text(
            row["part"],
            y,
            f"{row['sentences_with']}",
            ha="center",
            va="center",
            fontsize=style.SMALL,
            color=palette.text_on(face),
        )


def _shades(lang: str) -> list[Artist]:
    """What the shades of the cells mean, and their numbers."""
    from matplotlib.patches import Patch

    say = style.language(lang)
    shades = [
        (0.2, say("a fifth of the sentences", "五分之一的句子")),
        (0.6, say("three fifths", "五分之三")),
        (1.0, say("all", "全部")),
    ]
    return [
        *(
            Patch(facecolor=palette.faded(palette.grey(), 1 - share), label=label)
            for share, label in shades
        ),
        Patch(visible=False, label=say("number: sentences", "数字：句数")),
    ]


def uses(c: Corpus) -> list[tuple[str, int, str]]:
    """A row for each frame of each sentence, titles left out: (doc_id, sentence, frame)."""
    kinds = c.sentences[["doc_id", "sentence", "kind"]]
    uses = c.frames[["doc_id", "sentence", "frame"]].drop_duplicates()
    uses = uses.merge(kinds[kinds["kind"] != "title"], on=["doc_id", "sentence"])
    return list(zip(uses["doc_id"], uses["sentence"], uses["frame"], strict=True))


def _by_part(c: Corpus, number: int) -> dict[tuple[str, str, int], list[Key]]:
    """The sentences of each city, frame and part of the text, cut as `rhetoric.course` cuts."""
    city = style.city_of(c)
    kept = c.sentences[c.sentences["kind"] != "title"].sort_values(["doc_id", "sentence"])
    order = kept.groupby("doc_id").cumcount()
    length = kept.groupby("doc_id")["sentence"].transform("size")
    part = dict(
        zip(
            zip(kept["doc_id"], kept["sentence"], strict=True),
            order * number // length + 1,
            strict=True,
        )
    )
    found: dict[tuple[str, str, int], list[Key]] = {}
    for doc_id, sentence, frame in uses(c):
        key = (city[doc_id], frame, int(part[doc_id, sentence]))
        found.setdefault(key, []).append((doc_id, sentence))
    return found


def _widest(data: pd.DataFrame) -> tuple[str, str]:
    """The frame in which the cities lie furthest apart, as a sentence; of one city none."""
    data = data[data["group"] != UNKNOWN]
    if data["group"].nunique() < 2:
        return "", ""
    rates = data.groupby("frame", sort=False)["rate"]
    spread = rates.max() - rates.min()
    frame = str(spread.idxmax())
    rows = data[data["frame"] == frame].set_index("group")["rate"]
    ends = (str(rows.idxmin()), str(rows.idxmax()))
    return (
        f" The cities lie furthest apart in {captions.name('frames', frame, 'en')} "
        f"({style.city(ends[0], 'en')} {rows.min():.0f}, "
        f"{style.city(ends[1], 'en')} {rows.max():.0f}).",
        f"城市间差距最大的是{captions.name('frames', frame, 'zh')}"
        f"（{style.city(ends[0], 'zh')} {rows.min():.0f}，"
        f"{style.city(ends[1], 'zh')} {rows.max():.0f}）。",
    )
