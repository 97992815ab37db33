"""Findings: what a city's texts show, measure by measure, each in a sentence of a report."""

from __future__ import annotations

import math
from collections.abc import Callable

import pandas as pd

from wucheng import rhetoric, tables
from wucheng.corpus import Corpus
from wucheng.display.paragraph import counted, plain
from wucheng.figures import captions, style
from wucheng.statistics.counts import glosses
from wucheng.statistics.selection import UNKNOWN, groups, speech
from wucheng.statistics.voices import NARRATION
from wucheng.tables import Row

#: What is named of each kind; set phrases; characters of a quotation that is given as an example.
_MOST, _PHRASES, _SHORT = 3, 4, 40


def sentences(c: Corpus, name: str, lang: str = "en") -> list[str]:
    """What the texts of a city show: frames, voices, people, form, who is acted on.

    One or two sentences each, in Markdown; nothing where there is nothing to say.
    """
    told = (_frames, _voices, _quoted, _people, _forms, _acts)
    return [text for find in told if (text := find(c, name, lang))]


def _of(c: Corpus, name: str, measure: Callable[[Corpus], pd.DataFrame]) -> list[Row]:
    """The rows of a city in the table of a measure, which is made once for a corpus."""
    data = c.kept(("finding", measure), lambda: measure(c))
    return tables.rows(data[data["group"] == name])


def _listed(items: list[str], lang: str) -> str:
    return captions.listed(items, chinese=lang == "zh")


def _frames(c: Corpus, name: str, lang: str) -> str:
    say = style.language(lang)
    rates = _of(c, name, rhetoric.rates)
    used = sorted((row for row in rates if row["sentences_with"]), key=lambda row: -row["rate"])
    if not used:
        return say("No frame was found.", "未见任何框架。")
    # of a frame that stands in one sentence only, little more can be said
    told = [row for row in used if row["sentences_with"] > 1] or used
    frames = [_frame(c, name, row, lang) for row in told[:_MOST]]
    text = say(
        f"The frames that most sentences carry, per 100: {'; '.join(frames)}.",
        f"每百句中最多的框架：{'；'.join(frames)}。",
    )
    if len(style.cities(c)) < 2:
        return text
    return text + say(" ", "") + _apart(c, name, rates, lang)


def _frame(c: Corpus, name: str, row: Row, lang: str) -> str:
    """A frame with its rate and the words that carry it."""
    say = style.language(lang)
    words = [each["cue"] for each in _of(c, name, _cues) if each["frame"] == row["frame"]]
    return (
        f"{captions.name('frames', row['frame'], lang)} {row['rate']:.0f} "
        f"[{row['low']:.0f}, {row['high']:.0f}]"
        + say(" (", "（")
        + _listed(_glossed(c, words, lang), lang)
        + say(")", "）")
    )


def _cues(c: Corpus) -> pd.DataFrame:
    return rhetoric.cues(c, most=_MOST)


def _glossed(c: Corpus, words: list[str], lang: str) -> list[str]:
    """Words of the corpus; for English readers with their gloss where the lexicon has one."""
    if lang == "zh":
        return [plain(word) for word in words]
    known = glosses(c, words)
    return [
        plain(f"{word} {gloss}" if gloss else word)
        for word, gloss in zip(words, known, strict=True)
    ]


def _apart(c: Corpus, name: str, rates: list[Row], lang: str) -> str:
    say = style.language(lang)
    # redrawing tells nothing of a frame that never occurs: there the exact bound decides
    never = {row["frame"]: row["high"] for row in rates if not row["sentences_with"]}
    apart = [
        row
        for row in _of(c, name, rhetoric.profile)
        if (row["low"] > 0 or row["high"] < 0) and never.get(row["frame"], -1) < row["rate_rest"]
    ]
    more = [_difference(row, lang) for row in apart if row["difference"] > 0]
    fewer = [_difference(row, lang) for row in apart if row["difference"] < 0]
    if not more and not fewer:
        return say(
            "No frame sets it apart from the other texts.", "没有一种框架与其余文本拉开距离。"
        )
    parts = [
        say(
            f"{which} than in the other texts: {_listed(rows, lang)}",
            f"{zh}：{_listed(rows, lang)}",
        )
        for which, zh, rows in (("more", "多于其余文本的", more), ("less", "少于其余文本的", fewer))
        if rows
    ]
    text = say("; ", "；").join(parts)
    return say(f"Per 100 sentences, {text}.", f"每百句{text}。")


def _difference(row: Row, lang: str) -> str:
    frame = captions.name("frames", row["frame"], lang)
    here, there = f"{row['rate']:.0f}", f"{row['rate_rest']:.0f}"
    return style.language(lang)(f"{frame} ({here} v {there})", f"{frame}（{here} 比 {there}）")


def _voices(c: Corpus, name: str, lang: str) -> str:
    say = style.language(lang)
    rows = _of(c, name, rhetoric.voices)
    told = next((row for row in rows if row["kind"] == NARRATION), None)
    if told is None or not told["chars_body"]:
        return ""
    spoken = [row for row in rows if row["kind"] != NARRATION and row["chars"]]
    spoken.sort(key=lambda row: -row["chars"])
    quotes = sum(row["quotes"] for row in spoken)
    if not quotes:
        return say("Nobody is quoted.", "没有直接引语。")
    share = f"{100 - told['share']:.0f}{say(' ', '')}%"
    if not math.isnan(told["low"]):
        share += f" [{100 - told['high']:.0f}, {100 - told['low']:.0f}]"
    kinds = [
        f"{captions.name('kinds', row['kind'], lang)} {row['share']:.0f}{say(' ', '')}%"
        for row in spoken[:_MOST]
    ]
    rest = sum(row["share"] for row in spoken[_MOST:])
    kinds += [f"{say('others', '其余')} {rest:.0f}{say(' ', '')}%"] if rest else []
    whose = _listed(kinds, lang)
    if len(spoken) == 1 and spoken[0]["kind"] == UNKNOWN:
        whose = say("in what role, the texts don't say", "说话人身份均不详")
    elif len(spoken) == 1:
        kind = captions.name("kinds", spoken[0]["kind"], lang)
        whose = say(f"all of one kind ({kind})", f"说话人均为{kind}")
    return say(
        f"Direct speech fills {share} of the body text ({counted(quotes, 'quotation')}): {whose}.",
        f"正文的 {share} 为直接引语（{quotes} 条）：{whose}。",
    )


def _quoted(c: Corpus, name: str, lang: str) -> str:
    """Who says most, and a short quotation that carries frames."""
    say = style.language(lang)
    speakers = [row for row in _of(c, name, rhetoric.people) if row["chars_said"]]
    if not speakers:
        return ""
    most = max(speakers, key=lambda row: row["chars_said"])
    times = "one quotation" if most["quotes"] == 1 else f"{most['quotes']} quotations"
    text = say(
        f"Of those named, {_person(most, lang)} says most: {most['chars_said']} characters in "
        f"{times}",
        f"点名者中说得最多的是{_person(most, lang)}：{most['quotes']} 条，{most['chars_said']} 字",
    )
    example = _example(c, name)
    if example is None:
        return text + say(".", "。")
    who, words = plain(example["speaker"]), plain(example["text"])
    end = "" if words.endswith(("。", "！", "？")) else say(".", "。")
    return text + say(f". {who} is quoted with “{words}”", f"。{who}说：“{words}”") + end


def _example(c: Corpus, name: str) -> Row | None:
    """The short quotation of a named speaker with most cues; the first of several."""
    city = groups(c, "city")
    said = speech(c)
    said = said[said["speaker"] != ""]
    named = set(zip(c.people["doc_id"], c.people["name"], strict=True))
    best, most = None, 0
    for row in tables.rows(said[said["doc_id"].map(city) == name]):
        if len(row["text"]) > _SHORT or (row["doc_id"], row["speaker"]) not in named:
            continue
        cues = c.frames[
            (c.frames["doc_id"] == row["doc_id"])
            & (c.frames["sentence"] == row["sentence"])
            & c.frames["start_char"].between(
                row["start_char"], row["start_char"] + len(row["text"]) - 1
            )
        ]
        if len(cues) > most:
            best, most = row, len(cues)
    return best


def _person(row: Row, lang: str, times: int = 0) -> str:
    """A name with its role, and how often it is named."""
    say = style.language(lang)
    role = plain(row["role"] or captions.name("kinds", UNKNOWN, lang))
    often = say(f", {times}", f"，{times} 次") if times else ""
    return plain(row["name"]) + say(f" ({role}{often})", f"（{role}{often}）")


def _people(c: Corpus, name: str, lang: str) -> str:
    say = style.language(lang)
    people = _of(c, name, rhetoric.people)
    if not people:
        return say("Nobody is named.", "没有点名的人。")
    number = len(people)
    # whoever is named as often as somebody who isn't listed has no claim to be
    rest = people[_MOST]["mentions"] if number > _MOST else 0
    often = [row for row in people[:_MOST] if row["mentions"] > rest]
    are = "One person is" if number == 1 else f"{number} people are"
    if not often:
        each = (
            say("each once", "各 1 次")
            if rest == 1
            else say(f"{rest} times each at most", f"至多各 {rest} 次")
        )
        some = _listed([_person(row, lang) for row in people[:_MOST]], lang)
        return say(
            f"{are} named, {each}, among them {some}.", f"点名 {number} 人，{each}，其中有{some}。"
        )
    named = [_person(row, lang, row["mentions"]) for row in often]
    most = say(", most often", "，最多的是") if number > len(often) else say(":", "：")
    more = say("; the others once each", "；其余各 1 次") if rest == 1 else ""
    return say(
        f"{are} named{most} {_listed(named, lang)}{more}.",
        f"点名 {number} 人{most}{_listed(named, lang)}{more}。",
    )


def _forms(c: Corpus, name: str, lang: str) -> str:
    say = style.language(lang)
    clauses = next(iter(_of(c, name, rhetoric.rhythm)), None)
    if clauses is None:
        return ""
    marks = {row["form"]: row for row in _of(c, name, rhetoric.forms)}
    text = say(
        f"A clause has {clauses['clause_mean']:.1f} characters on average",
        f"小句平均 {clauses['clause_mean']:.1f} 字",
    )
    if not math.isnan(clauses["low"]):
        text += f" [{clauses['low']:.1f}, {clauses['high']:.1f}]"
    text += say("; ", "；") + _phrases(c, name, marks, lang) + say(".", "。")
    counted = _counted(c, name, marks, lang)
    if not counted:
        return text
    return text + say(f" Also: {_listed(counted, lang)}.", f"另有{_listed(counted, lang)}。")


def _phrases(c: Corpus, name: str, marks: dict[str, Row], lang: str) -> str:
    say = style.language(lang)
    number = marks["idiom"]["marks"] + marks["phrase"]["marks"]
    if not number:
        return say("no idiom or set phrase was found", "未见成语和四字格")
    rate = marks["idiom"]["rate"] + marks["phrase"]["rate"]
    found = c.kept("finding phrases", lambda: rhetoric.phrases(c, most=_PHRASES))
    words = [str(text) for text in found.loc[found["group"] == name, "text"]]
    some = _listed(_glossed(c, words, lang), lang)
    return say(
        f"idioms and set phrases come to {rate:.1f} per 1,000 characters ({number}), such as "
        f"{some}",
        f"每千字有成语和四字格 {rate:.1f} 个（共 {number}），如{some}",
    )


def _counted(c: Corpus, name: str, marks: dict[str, Row], lang: str) -> list[str]:
    """How many parallels, modals and pronouns, of those that there are."""
    say = style.language(lang)
    found = []
    if number := marks["parallel"]["marks"]:
        here = c.forms[
            (c.forms["kind"] == "parallel") & (c.forms["doc_id"].map(groups(c, "city")) == name)
        ]
        text = plain(here["text"].iloc[0])
        found.append(
            say(f"{counted(number, 'parallel')} (“{text}”)", f"对仗排比 {number} 处（“{text}”）")
        )
    if number := marks["modality"]["marks"]:
        must = c.kept("finding modals", lambda: rhetoric.details(c, "modality"))
        must = must[(must["group"] == name) & (must["detail"] == "obligation")]
        of = int(must["marks"].sum())
        duty = say(f" ({of} of obligation)", f"（义务 {of}）") if of else ""
        found.append(say(f"{counted(number, 'modal')}{duty}", f"情态词 {number} 个{duty}"))
    if number := marks["pronoun"]["marks"]:
        of = marks["pronoun"]["quoted"]
        said = say(f" ({of} in quotations)", f"（引语内 {of}）") if of else ""
        found.append(say(f"{counted(number, 'pronoun')}{said}", f"人称代词 {number} 个{said}"))
    return found


def _acts(c: Corpus, name: str, lang: str) -> str:
    """Whom clauses of help and of control concern, as far as they name them."""
    say = style.language(lang)
    acts = [row for row in _of(c, name, rhetoric.agency) if row["patient_kind"]]
    parts = []
    for form in ("help", "control"):
        kinds = pd.Series([row["patient_kind"] for row in acts if row["form"] == form], dtype="str")
        counts = kinds.value_counts(sort=False).sort_values(ascending=False, kind="stable")
        whom = [
            f"{captions.name('kinds', str(kind), lang)} {size}"
            for kind, size in counts.head(_MOST).items()
        ]
        act = {"help": say("help", "帮助"), "control": say("control", "管控")}[form]
        if whom:
            listed = _listed(whom, lang)
            parts.append(say(f"{act} goes to {listed}", f"{act}的对象为{listed}"))
    text = say("; ", "，").join(parts)
    return (
        say(f"Where a clause says to whom, {text}.", f"写明对象的小句中，{text}。") if parts else ""
    )
