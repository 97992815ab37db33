"""Frames by voice as a heat map: what the quoted say, kind by kind, beside the reporter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from wucheng import rhetoric
from wucheng.figures import captions, figure, style
from wucheng.figures.charts import heat, parts
from wucheng.figures.charts.frames import uses
from wucheng.figures.evidence import Key, Marks
from wucheng.statistics import intervals
from wucheng.statistics.voices import places

if TYPE_CHECKING:
    from wucheng.corpus import Corpus

#: Voices with fewer characters are left out of the figure.
_LEAST_CHARS = 100


@style.drawn
def voice_frames(c: Corpus, lang: str = "en") -> figure.Figure:
    """Which frames the quoted speak in, kind by kind, beside the reporter's."""
    say = style.language(lang)
    data = rhetoric.by_voice(c)
    data = data[data["chars"] >= _LEAST_CHARS].reset_index(drop=True)
    if not data["cues"].any() or set(data["kind"]) <= {"narration"}:
        why = (
            f"Nobody is quoted with {_LEAST_CHARS} characters or more that carry a frame.",
            f"没有哪类说话人的引语达到 {_LEAST_CHARS} 字并含有框架。",
        )
        return figure.nothing("voice_frames", why, data.iloc[:0], c, lang)
    frames = list(dict.fromkeys(data["frame"]))
    voices = list(dict.fromkeys(data.sort_values("chars", ascending=False, kind="stable")["kind"]))
    voices = voices[: heat.MOST_COLUMNS]
    data = data[data["kind"].isin(voices)].reset_index(drop=True)
    whole = data.groupby("frame")["cues"].sum() / max(
        data.drop_duplicates("kind")["chars"].sum(), 1
    )
    data["expected"] = data["frame"].map(whole) * data["chars"]
    marks, behind = Marks(c), _spoken(c)
    drawing = style.sheet(30 + 5.4 * max(len(frames), 3))
    axes = drawing.subplots()
    cells = []
    for row in parts.rows(data):
        # the standardised difference of a count from its expectation (Pearson's residual)
        strength = (row["cues"] - row["expected"]) / max(row["expected"], 0.25) ** 0.5
        voice = captions.name("kinds", row["kind"], lang)
        cells.append(
            heat.Cell(
                voices.index(row["kind"]),
                frames.index(row["frame"]),
                strength / heat.FULL,
                f"{row['per_1k']:.1f}" if row["cues"] else "0",
                f"{voice} · {captions.name('frames', row['frame'], lang)}",
                behind.get((row["kind"], row["frame"]), []),
                faint=row["cues"] < intervals.SMALL,
            )
        )
    chars = data.drop_duplicates("kind").set_index("kind")["chars"]
    heads = [
        captions.name("kinds", voice, lang).replace(" ", "\n")
        + say(f"\n{chars[voice]:,} chars", f"\n{chars[voice]:,} 字")
        for voice in voices
    ]
    heat.draw(axes, cells, heads, [captions.name("frames", f, lang) for f in frames], marks)
    heat.scale(
        drawing,
        (
            say("less than all voices", "少于全体"),
            say("as all voices", "与全体相当"),
            say("more than all voices", "多于全体"),
        ),
        heat.few(say("cues", "处"), lang) if (data["cues"] < intervals.SMALL).any() else "",
    )
    return figure.make(
        "voice_frames",
        drawing,
        data,
        marks,
        lang,
        voices=len(voices),
        least=_LEAST_CHARS,
        threshold=intervals.SMALL,
        told=_told(data),
    )


def _told(data: pd.DataFrame) -> tuple[str, str]:
    """The frames that lead in each voice, several if they are as frequent; few cues lead nowhere.

    All frames of a voice are divided by one number of characters, so that cues tell which leads.
    """
    most = data.groupby("kind")["cues"].transform("max")
    leads = (data["cues"] == most) & (data["cues"] >= intervals.SMALL)
    leading = {kind: rows["frame"].tolist() for kind, rows in data[leads].groupby("kind")}
    voices = data.drop_duplicates("kind").sort_values("chars", ascending=False, kind="stable")

    def tell(voice: str, lang: str) -> str:
        say = style.language(lang)
        frames = [captions.name("frames", frame, lang) for frame in leading.get(voice, [])]
        told = captions.listed(frames, chinese=lang == "zh") or say("none", "无")
        return f"{captions.name('kinds', voice, lang)}{say(': ', '：')}{told}"

    return parts.each(voices["kind"], tell, ("; ", "；"))


def _spoken(c: Corpus) -> dict[tuple[str, str], list[Key]]:
    """The sentences with a frame in which a kind of speaker is quoted; the reporter's others."""
    said = places(c)
    kinds: dict[Key, set[str]] = {}
    for doc_id, sentence, kind in zip(said["doc_id"], said["sentence"], said["kind"], strict=True):
        kinds.setdefault((doc_id, int(sentence)), set()).add(kind)
    found: dict[tuple[str, str], list[Key]] = {}
    for doc_id, sentence, frame in uses(c):
        for kind in kinds.get((doc_id, int(sentence)), {"narration"}):
            found.setdefault((kind, frame), []).append((doc_id, sentence))
    return found
