"""Time expressions: passages with the reading a careful reader gives, in eight files.

when.json was at hand while the rules were written; when_heldout.json, every third passage of the
same set, was set aside before. when_news.json is a later set from news of all sorts, annotated
before the rules read any of it and since used to mend them. when_seeds.json is the
five seeds' bodies, annotated without sight of what the rules find in them and then compared.
when_blind_news.json and, later and in whole paragraphs, when_blind.json and when_blind_2.json were
annotated by others who had seen no rule; what differed is settled here, convention by convention.
when_mended.json has what these and real pages showed, in other words.

Event clauses without 以来 (疫情发生后, 接到通知后), order words (随后, 紧接着) and words
of frequency (有时, 多次) are not read as times, and are not annotated.
"""

from __future__ import annotations

import json
from collections import Counter
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wucheng import when
from wucheng.language import sentences
from wucheng.times.words import lexicon

CASES = Path(__file__).parent / "cases"
FIELDS = ("text", "start_char", "kind", "start", "end", "value", "unit", "clock")

Expected = dict[str, Any]


def load(name: str) -> Any:
    return json.loads((CASES / name).read_text(encoding="utf-8"))


def fields(time: when.Time) -> Expected:
    return {name: getattr(time, name) for name in FIELDS}


def check_invariants(text: str, times: list[when.Time]) -> None:
    end = 0
    for time in times:
        assert text[time.start_char : time.end_char] == time.text != ""
        assert time.start_char >= end, "sorted and disjoint"
        end = time.end_char
        assert time.layer in when.LAYERS
        assert time.rule
        if time.start and time.end:
            assert time.start <= time.end
        for said in (time.start, time.end):
            if said:
                assert date.fromisoformat(said[:10])
                assert len(said) in (10, 16)
        if time.at_least is not None and time.at_most is not None:
            assert time.at_least <= time.at_most


@pytest.mark.parametrize(
    "case", [*load("when.json"), *load("when_mended.json")], ids=lambda case: case["gloss"]
)
def test_reads_what_a_careful_reader_reads(case: Expected) -> None:
    times = when.read(case["text"], case["on"] or None)
    check_invariants(case["text"], times)
    assert [fields(time) for time in times] == case["times"]


def news() -> list[Any]:
    return [
        pytest.param(
            case,
            marks=[pytest.mark.xfail(strict=True, reason=case["fails"])] if "fails" in case else [],
        )
        for case in load("when_news.json")
    ]


@pytest.mark.parametrize("case", news(), ids=lambda case: case["gloss"])
def test_reads_the_news(case: Expected) -> None:
    times = when.read(case["text"], case["on"] or None)
    check_invariants(case["text"], times)
    assert [fields(time) for time in times] == case["times"]


BLIND = [
    case
    for name in ("when_blind.json", "when_blind_2.json", "when_blind_news.json")
    for case in load(name)
]


def failing(place: str) -> list[Any]:
    return [
        pytest.param(
            case, said, marks=pytest.mark.xfail(strict=True, reason=said["fails"]), id=case["gloss"]
        )
        for case in BLIND
        for said in case.get(place, [])
        if "fails" in said
    ]


@pytest.mark.parametrize("case", BLIND, ids=lambda case: case["gloss"])
def test_reads_what_others_annotated(case: Expected) -> None:
    """Nothing more either, but for what the cases say is known to fail."""
    times = when.read(case["text"], case["on"] or None)
    check_invariants(case["text"], times)
    known = [said for said in (*case["times"], *case.get("no_times", [])) if "fails" in said]
    others = [
        fields(time)
        for time in times
        if not any(
            time.start_char < said["start_char"] + len(said["text"])
            and said["start_char"] < time.end_char
            for said in known
        )
    ]
    assert others == [time for time in case["times"] if "fails" not in time]


@pytest.mark.parametrize(("case", "said"), failing("times"))
def test_reads_what_is_hard(case: Expected, said: Expected) -> None:
    readings = [fields(time) for time in when.read(case["text"], case["on"] or None)]
    assert {name: said[name] for name in FIELDS} in readings


@pytest.mark.parametrize(("case", "said"), failing("no_times"))
def test_passes_over_what_is_no_time(case: Expected, said: Expected) -> None:
    times = when.read(case["text"], case["on"] or None)
    assert said["start_char"] not in [time.start_char for time in times]


def measure(cases: list[Expected]) -> tuple[float, float, float]:
    """Recall and precision of the spans; of those found, the share whose reading is right."""
    expected = found = spans = right = 0
    for case in cases:
        times = [fields(time) for time in when.read(case["text"], case["on"] or None)]
        places = {(time["start_char"], time["text"]): time for time in times}
        expected += len(case["times"])
        found += len(times)
        for time in case["times"]:
            place = places.get((time["start_char"], time["text"]))
            spans += place is not None
            right += place == time
    return spans / expected, spans / found, right / spans


def test_the_passages_set_aside() -> None:
    recall, precision, reading = measure(load("when_heldout.json"))
    assert recall >= 0.97
    assert precision >= 0.97
    assert reading >= 0.95


def test_the_set_is_as_large_as_it_says() -> None:
    known, aside, later = load("when.json"), load("when_heldout.json"), load("when_news.json")
    sizes = [sum(len(case["times"]) for case in cases) for cases in (known, aside, later)]
    assert sizes[0] + sizes[1] >= 300
    assert sizes[1] >= (sizes[0] + sizes[1]) / 3
    assert sizes[2] >= 300
    for case in (*known, *aside, *later):
        assert case["gloss"]
        for time in case["times"]:
            start = time["start_char"]
            assert case["text"][start : start + len(time["text"])] == time["text"]


@pytest.mark.parametrize("seed", load("when_seeds.json"), ids=lambda seed: seed["body"][:3])
def test_every_time_of_the_seeds(seed: Expected) -> None:
    """Per layer, as many are right as there are; nothing is found beside them."""
    lines = (CASES / "bodies" / seed["body"]).read_text(encoding="utf-8").splitlines()
    cut = [
        (line[start:end], paragraph)
        for paragraph, line in enumerate(lines)
        for start, end in sentences.spans(line)
    ]
    texts, paragraphs = [text for text, _ in cut], [paragraph for _, paragraph in cut]
    read = when.read_sentences(texts, seed["on"] or None, paragraphs=paragraphs)
    annotated = {row["sentence"]: row for row in seed["sentences"]}
    there: Counter[str] = Counter()
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for number, (text, times) in enumerate(zip(texts, read, strict=True)):
        check_invariants(text, times)
        row = annotated.pop(number, {"text": text, "times": []})
        assert row["text"] == text
        readings = [fields(time) for time in times]
        for time in times:
            found[time.layer] += 1
        for time in row["times"]:
            layer = next(name for name, kinds in when.LAYERS.items() if time["kind"] in kinds)
            there[layer] += 1
            right[layer] += time in readings
    assert not annotated, "a sentence that the body doesn't have"
    assert right == there == found


UNDATED = ["昨天下午", "今年3月", "上周三", "目前", "近日", "3月5日", "半年前", "国庆节", "次日"]


@pytest.mark.parametrize("text", UNDATED)
def test_without_a_date_nothing_is_placed_on_the_calendar(text: str) -> None:
    (time,) = when.read(text)
    assert (time.start, time.end) == ("", "")


NOT_TIME = {
    "第一时间": "at once",
    "2000多户": "2000-odd households",
    "七天酒店": "a hotel",
    "一度紧张": "for a while",
    "万一": "in case",
    "人民日报": "a newspaper",
    "4栋5单元": "an address",
    "一时之间": "for a moment",
    "同时": "at the same time",
    "3.5个百分点": "percentage points",
    "李国庆": "a person's name",
    "项目前期": "the first stage of a project",
    "体现在这里": "shows here",
    "2月30日": "a day that does not exist",
    "13月5日": "a month that does not exist",
    "25时": "an hour that does not exist",
    "天津": "a city",
    "白天鹅": "a swan",
    "初三学生": "a pupil",
    "三点要求": "three points",
}


@pytest.mark.parametrize("text", NOT_TIME, ids=NOT_TIME.get)
def test_is_no_time(text: str) -> None:
    times = when.read(text, "2022-03-04")
    assert [time.text for time in times if time.start or time.clock or time.unit] == []


def test_the_day_last_mentioned_is_carried_from_sentence_to_sentence() -> None:
    texts = [
        "2月15日，酒店改为隔离点。",
        "晚上又接收了七十余人。",
        "已是晚上11点。",
        "次日，他照常上班。",
    ]
    read = when.read_sentences(texts, "2020-03-15")
    assert [times[0].start for times in read] == [
        "2020-02-15",
        "2020-02-15",
        "2020-02-15T23:00",
        "2020-02-16",
    ]


def test_a_clock_time_stays_in_its_paragraph() -> None:
    texts = ["2月15日，酒店改为隔离点。", "早上6点半，灯亮了。"]
    read = when.read_sentences(texts, "2020-03-15", paragraphs=[0, 1])
    assert [time.start for time in read[1]] == [""]
    assert read[1][0].clock == "06:30"


def test_a_day_of_the_repetition_is_no_day_of_the_story() -> None:
    texts = ["2月15日，酒店改为隔离点。", "每天晚上，她准备第二天的事项。"]
    _, (every, next_day) = when.read_sentences(texts, "2020-03-15")
    assert every.kind == "set"
    assert next_day.start == ""


def test_a_quotation_is_read_from_its_own_day() -> None:
    text = "“今天终于解封了！”她说。"
    (left_open,) = when.read(text, "2022-04-12")
    assert left_open.start == ""
    (known,) = when.read(text, "2022-04-12", quoted_on="2022-04-08")
    assert known.start == "2022-04-08"


def test_a_quotation_may_go_on_in_the_next_sentence() -> None:
    read = when.read_sentences(
        ["“我们都很高兴。", "昨天解封了。”她说。", "昨天下了雨。"], "2022-04-12"
    )
    assert [time.start for times in read for time in times] == ["", "2022-04-11"]


def test_a_lost_quotation_mark_does_not_turn_the_rest_into_speech() -> None:
    texts = ["“我们都很高兴。", "他说“好”。", "昨天下了雨。"]
    (time,) = when.read_sentences(texts, "2022-04-12")[2]
    assert time.start == "2022-04-11"
    (time,) = when.read_sentences(texts[::2], "2022-04-12", paragraphs=[0, 1])[1]
    assert time.start == "2022-04-11"


def test_the_end_of_the_day_is_said_in_the_rule() -> None:
    (time,) = when.read("截至2月9日24时", "2020-02-10")
    assert (time.end, time.clock) == ("2020-02-10T00:00", "24:00")
    assert "24h" in time.rule


def test_bounds_of_a_length_that_is_not_exact() -> None:
    more, between, less = when.read("10多个小时，三四个小时，不到半小时")
    assert (more.value, more.at_least, more.at_most) == (10, 10, None)
    assert (between.value, between.at_least, between.at_most) == (3.5, 3, 4)
    assert (less.value, less.at_least, less.at_most) == (0.5, None, 0.5)


def test_a_rate_keeps_both_its_numbers() -> None:
    (rate,) = when.read("三天两测")
    assert (rate.value, rate.unit, rate.times) == (3, "day", 2)


def test_on_may_be_a_date_or_its_iso_string() -> None:
    assert when.read("昨天", date(2022, 1, 1)) == when.read("昨天", "2022-01-01")
    assert when.read("昨天", datetime(2022, 1, 1, 8)) == when.read("昨天", "2022-01-01")
    for wrong in ("never", "2022-02-30", "2022/1/1", float("nan")):
        with pytest.raises(ValueError, match="is not a date like 2020-02-10"):
            when.read("昨天", wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize("on", ["0001-01-01", "9999-12-31", "2024-02-29", None])
def test_the_ends_of_the_calendar(on: str | None) -> None:
    text = (
        "昨天、明天、上周三、下周末、三天前、一万年前、半年后、去年春节、明年元旦、正月初五、除夕、"
        "12月31日24时、第99999天、今冬明春、近三年来、未来三天、前段时间、上个月、下个月底、9999年底、"
        "2月29日、冬至、今年以来、连续工作的第800000天、年底、即日起至明年3月、99999个月前、去年冬天"
    )
    check_invariants(text, when.read(text, on))


TIME_CHARACTERS = (
    "0123456789一二三四五六七八九十百半几多个年月日号天周时点分秒初正腊上下前后今昨明当次第每近早晚"
    "凌晨午夜至到起自从以来截，。“”：、- —的在连续"
)


@given(st.text(), st.dates() | st.none())
def test_any_text_can_be_read(text: str, on: date | None) -> None:
    check_invariants(text, when.read(text, on))


@given(st.text(alphabet=TIME_CHARACTERS, max_size=40), st.dates() | st.none())
def test_any_jumble_of_the_words_of_time_can_be_read(text: str, on: date | None) -> None:
    check_invariants(text, when.read(text, on))


#: One word of each kind, numbers with their units, and what joins them.
PIECES = sorted({kind: word for word, kind, *_ in lexicon.entries()}.values()) + (
    "2022-03-21 05:45:12|2月30日|3月5日|5日|十时|五一时|8点|晚8点|三天|两小时|半年"
    "|每周二|第5天|2021年|至|到|—|、|和|从|自|截至|起|开始|以来|前|后|内|左右|期间|近|连续|未来|的|，|。|：|“|”|将于"
).split("|")


@given(st.lists(st.sampled_from(PIECES), max_size=7).map("".join), st.dates() | st.none())
@example("从今天起至晚上8点", date(2022, 8, 5))
@example("2月30日2022-03-21 05:45:12", None)
@example("3月12日上午五一时", date(2022, 3, 12))
def test_times_joined_anyhow_can_be_read(text: str, on: date | None) -> None:
    check_invariants(text, when.read(text, on))


@given(st.dates(date(1950, 1, 2), date(2090, 12, 30)))
def test_a_full_date_is_read_as_itself(day: date) -> None:
    for text in (f"{day.year}年{day.month}月{day.day}日", day.isoformat()):
        (time,) = when.read(text)
        assert (time.kind, time.start, time.end) == ("date", day.isoformat(), day.isoformat())


@given(st.dates(date(1950, 1, 2), date(2090, 6, 30)), st.integers(1, 20), st.integers(1, 60))
def test_a_numbered_heading_counts_from_one_with_its_day(day: date, first: int, on: int) -> None:
    # a diary: 2020年2月8日 第1天 … 第3天, with an hour below each
    head = f"{day.year}年{day.month}月{day.day}日 第{first}天"
    lines = [head, "早上7点，我们到了。", f"第{first + on}天 晴", "早上7点，我们走了。"]
    *_, (named,), (clock,) = when.read_sentences(lines, None, paragraphs=range(4))
    there = date.fromordinal(day.toordinal() + on).isoformat()
    assert (named.start, named.end, clock.start) == (there, there, f"{there}T07:00")


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("4月8日 星期五 晴", "2022-04-08"),
        ("4月8日，小雨转阴", "2022-04-08"),
        ("【4月8日 07:30】", "2022-04-08"),
        ("4月8日 14:20 社区门口", "2022-04-08"),
        # what says more than when heads nothing
        ("4月8日的雨", ""),
        ("4月8日 社区门口", ""),
        ("4月8日 14:20 记者 王芳", ""),
        ("写于4月8日", ""),
    ],
)
def test_a_line_that_says_when_heads_those_below(line: str, day: str) -> None:
    below = when.read_sentences([line, "早上六点，他来了。"], "2022-04-12", paragraphs=[0, 1])[1]
    assert below[0].start == (f"{day}T06:00" if day else "")


@given(st.dates(date(1950, 1, 2), date(2090, 12, 30)), st.integers(0, 60))
def test_a_count_day_counts_its_first_day(day: date, back: int) -> None:
    (time,) = when.read(f"连续值守的第{back + 1}天", day)
    assert time.end == day.isoformat()
    assert (date.fromisoformat(time.end) - date.fromisoformat(time.start)).days == back


@pytest.mark.parametrize("unit", ["第一时间", "3月5日", "自疫情以来", "“3月5日", "1", "十", "以来"])
def test_a_text_without_punctuation_is_read_like_its_parts(unit: str) -> None:
    text = unit * 2000
    check_invariants(text, when.read(text, "2022-01-20"))
