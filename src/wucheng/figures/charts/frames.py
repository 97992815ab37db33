"""Which frames the texts use, and where in a text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from wucheng import codings, rhetoric
from wucheng.display.paragraph import counted
from wucheng.figures import captions, evidence, palette, style
from wucheng.figures.charts import heat, legend, multiples, parts
from wucheng.figures.draft import Draft
from wucheng.figures.evidence import Key
from wucheng.figures.figure import Figure
from wucheng.statistics import intervals, selection

if TYPE_CHECKING:
    from matplotlib.artist import Artist

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
def frames_by_city(c: Corpus, lang: str = "en") -> Figure:
    """How many of each city's sentences use a frame, with intervals: a panel a frame."""
    draft = Draft("frames", c, lang)
    data = rhetoric.rates(c).reindex(columns=_RATES)
    coding = codings.panel(c)
    if coding:
        data = codings.corrected(c)[[*_RATES, *_CORRECTED]]
    shown = multiples.cities(c, data["frame"].nunique())
    data = data[data["group"].isin(shown) & (data["sentences"] > 0)].reset_index(drop=True)
    if not data["sentences_with"].any():
        return draft.nothing(_NONE, data.iloc[:0])
    frames = list(dict.fromkeys(data["frame"]))
    firm = _firm(data)
    drawing = multiples.compare(
        draft,
        data.rename(columns={"frame": "panel", "rate": "value"}).assign(corrected_firm=firm),
        {frame: draft.called("frames", frame) for frame in frames},
        shown,
        behind=evidence.behind(c, c.frames, "frame"),
        hollow=draft.say(
            f"in fewer than {intervals.SMALL} sentences", f"不足 {intervals.SMALL} 句"
        ),
        reference=rhetoric.rates(c, by=None).set_index("frame")["rate"].to_dict(),
        beside="corrected" if coding else "",
    )
    drawing.supxlabel(
        draft.say("per 100 sentences, with 95% interval", "每百句中使用的句数及 95% 区间")
    )
    sizes = data.drop_duplicates("group").sort_values(
        "group", key=lambda names: names.map(shown.index)
    )
    return draft.figure(
        drawing,
        data,
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
def frame_course(c: Corpus, lang: str = "en", *, parts_of_text: int = 5) -> Figure:
    """Frames through the course of the texts: a panel a city, a column each part of the text."""
    draft = Draft("frame_course", c, lang)
    say = draft.say
    table = rhetoric.course(c, parts=parts_of_text)
    table["group"] = selection.labels(c, table["doc_id"], "city")
    shown = parts.largest(c, table["group"].unique())
    data = table[table["group"].isin(shown)]
    by = ["group", "frame", "part"]
    data = data.groupby(by, sort=False)[["sentences_with", "sentences"]].sum().reset_index()
    data["rate"] = 100 * data["sentences_with"] / data["sentences"].where(data["sentences"] > 0)
    if not data["sentences_with"].any():
        return draft.nothing(_NONE, data.iloc[:0])
    frames = list(dict.fromkeys(data["frame"]))
    names = [draft.called("frames", frame) for frame in frames]
    drawing, panels = parts.panels(len(shown), 10 + 4.2 * len(frames), share_y=True)
    behind = _by_part(c, parts_of_text)
    for name, axes in zip(shown, panels, strict=False):
        rows = data[data["group"] == name]
        for row in parts.rows(rows):
            number, part, y = row["sentences_with"], row["part"], frames.index(row["frame"])
            # a cell as dark as the rate is high, with the number of sentences in it
            share = number / max(row["sentences"], 1)
            face = palette.faded(draft.look(name).colour, 1 - share) if number else heat.blank()
            cell = heat.square(axes, part, y, face, f"{number or ''}")
            if number:
                label = f"{name} {names[y]} {part}/{parts_of_text}"
                draft.mark(label, behind[name, row["frame"], part], cell)
        axes.set_yticks(range(len(frames)), names)
        axes.set_ylim(len(frames) - 0.5, -0.5)
        axes.set_xlim(0.5, parts_of_text + 0.5)
        axes.set_xticks([1, parts_of_text], [say("first part", "首段"), say("last part", "末段")])
        axes.tick_params(length=0)
        axes.spines[["left", "bottom"]].set_visible(False)
        here = rows.loc[rows["frame"] == frames[0], "sentences"].sum()
        unit = "" if style.narrow() else " sentences"
        axes.set_title(
            say(f"{draft.city(name)} ({here:,}{unit})", f"{draft.city(name)}（{here:,} 句）")
        )
    legend.beside(drawing, len(panels), _shades(draft))
    return draft.figure(
        drawing,
        data,
        parts=parts_of_text,
        least=int(data["sentences"].min()),
        most=int(data["sentences"].max()),
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
    city = selection.groups(c, "city")
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


def _shades(draft: Draft) -> list[Artist]:
    """What the shades of the cells mean, and their numbers."""
    shades = [
        (0.2, draft.say("a fifth of the sentences", "五分之一的句子")),
        (0.6, draft.say("three fifths", "五分之三")),
        (1.0, draft.say("all", "全部")),
    ]
    return [
        *(
            legend.area(label, facecolor=palette.faded(palette.grey(), 1 - share))
            for share, label in shades
        ),
        legend.area(draft.say("number: sentences", "数字：句数"), visible=False),
    ]


def uses(c: Corpus) -> pd.DataFrame:
    """A row for each frame of each sentence, titles left out: doc_id, sentence, frame, group."""
    uses = c.frames[["doc_id", "sentence", "frame"]].drop_duplicates()
    uses = uses.merge(selection.sentences(c)[["doc_id", "sentence"]])
    return uses.assign(group=selection.labels(c, uses["doc_id"], "city"))


def _by_part(c: Corpus, number: int) -> dict[tuple[Any, ...], list[Key]]:
    """The sentences of each city, frame and part of the text, cut as `rhetoric.course` cuts."""
    kept = selection.sentences(c)[["doc_id", "sentence"]].sort_values(["doc_id", "sentence"])
    texts = kept.groupby("doc_id")["sentence"]
    kept["part"] = texts.cumcount() * number // texts.transform("size") + 1
    return evidence.grouped(uses(c).merge(kept), "group", "frame", "part")


def _widest(data: pd.DataFrame) -> tuple[str, str]:
    """The frame in which the cities lie furthest apart, as a sentence; of one city none."""
    data = data[data["group"] != selection.UNKNOWN]
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
