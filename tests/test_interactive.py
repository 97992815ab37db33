"""The interactive timeline: all events in it, hostile text harmless, usable by mouse and keys."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from html.parser import HTMLParser
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from wucheng import corpus, tables, timeline
from wucheng.corpus import Corpus
from wucheng.figures import interactive

#: What a page must not be able to bring into another page.
HOSTILE = (
    "</script><script>document.title='X'</script></style><!-- "
    "<img src=x onerror=a()> \u2028\"'&amp;"
)

EVENTS = [
    ("a-001", 0, "2022-04-12", "2022-04-12", "day", "publication", "reported", ""),
    ("a-002", 1, "2022-04-03", "2022-04-03", "day", "sealing", "reported", "fixed"),
    ("a-003", 1, "2022-04-03T18:30", "2022-04-03T18:30", "hour", "reopening", "said", ""),
    ("a-004", 2, "2022-05-01", "", "interval", "testing", "planned", ""),
    ("a-005", 2, "", "", "undated", "disaster", "negated", "added"),
    ("b-001", 0, "", "", "undated", "supplies", "habitual", ""),
]


@pytest.fixture(scope="module")
def c(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Two documents, one without city and date, with hostile text wherever text can be."""
    folder = tmp_path_factory.mktemp("interactive")
    documents = [
        {"doc_id": "a", "city": "长春", "date": "2022-04-12"},
        {"doc_id": "b", "city": "", "date": ""},
    ]
    keys = {"paragraph": 0, "kind": "body", "raw_start": 0, "raw_end": 9, "runs": ""}
    sentences = [
        {"doc_id": doc_id, "sentence": number, "text": f"第{number}句，社区封控{HOSTILE}。"} | keys
        for doc_id, number in (("a", 0), ("a", 1), ("a", 2), ("b", 0))
    ]
    names = "event sentence start end precision type status corrected".split()
    events = [
        dict(zip(names, row, strict=True))
        | {"doc_id": row[0][0], "what": f"社区封控{HOSTILE}", "quote": f"社区封控{HOSTILE}"}
        | {"when": HOSTILE if row[2] else "", "actors": HOSTILE, "place": HOSTILE}
        for row in EVENTS
    ]
    for name, rows in (("documents", documents), ("sentences", sentences), ("events", events)):
        tables.write(folder / f"{name}.csv", tables.csv(tables.frame(name, rows)))
    return corpus.load(folder)


def embedded(fragment: str) -> dict[str, Any]:
    """The data inside a view, read as a browser reads it."""
    found = re.search(r'<script type="application/json" id="wct-data">(.*?)</script>', fragment)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_event_with_its_sentence_is_there(built: Path, lang: str) -> None:
    c = corpus.load(built)
    view = interactive.view(c, lang)
    data = embedded(view.fragment)
    rows = [dict(zip(data["columns"], row, strict=True)) for row in data["events"]]
    assert sorted(row["event"] for row in rows) == sorted(c.events["event"]) and view.events
    undated = timeline.undated(c)["event"].tolist()
    assert [row["event"] for row in rows if row["from"] is None] == undated
    for row in rows:
        assert row["quote"] in data["sentences"][row["text"]]
        assert row["status"] in data["words"]["status"]
        assert row["from"] is None or row["until"] > row["from"]
    assert {row["city"] for row in rows} == {city["name"] for city in data["cities"]}


def test_text_of_the_corpus_is_data_and_never_markup(c: Corpus) -> None:
    view = interactive.view(c)
    scripts = re.findall(r"<script[^>]*>", view.fragment)
    assert len(scripts) == 2 and view.fragment.count("</script>") == 2
    assert "<!--" not in view.fragment and "\u2028" not in view.fragment
    assert view.fragment.count("</style>") == 1 and "<img" not in view.fragment
    data = embedded(view.fragment)
    assert all(HOSTILE in text for text in data["sentences"])


def test_the_frame_of_a_notebook_holds_the_page(c: Corpus) -> None:
    class Frames(HTMLParser):
        found: list[dict[str, str | None]]

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            self.found.append({"": tag, **dict(attrs)})

    parser = Frames()
    parser.found = []
    view = interactive.view(c)
    parser.feed(view._repr_html_())
    assert [tag[""] for tag in parser.found] == ["iframe"]
    assert parser.found[0]["srcdoc"] == interactive.page(view)
    assert parser.found[0]["sandbox"] == "allow-scripts"


def test_the_page_asks_for_nothing_from_anywhere(c: Corpus) -> None:
    page = interactive.page(interactive.view(c))
    assert "default-src 'none'" in page
    script = resources.files("wucheng.figures").joinpath("interactive.js").read_text("utf-8")
    for way in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "fetch(",
    ):
        assert way not in script
    assert not re.search(r"(?:src|href)=[\"']?(?:https?:)?//", page)


def test_too_many_events_are_cut_and_said(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interactive, "MOST", 40)
    c = corpus.load(built)
    view = interactive.view(c)
    assert view.events == 40
    assert f"The 40 first of {len(c.events)} events are here" in view.fragment


def test_a_corpus_without_events(tmp_path: Path) -> None:
    for name in ("documents", "sentences", "events"):
        tables.write(tmp_path / f"{name}.csv", tables.csv(tables.frame(name, [])))
    assert interactive.view(corpus.load(tmp_path)).events == 0


NODE = """
const { passes, lanes, extent, zoomed, ticks } = require(process.argv[1]);
const all = {
  cities: new Set(["a"]), statuses: new Set(["reported"]), type: "", words: "", retold: false,
};
const event = { city: "a", status: "reported", same: "", type: "t", text: "封控", what: "解封" };
console.log(JSON.stringify([
  passes(event, all),
  passes({ ...event, same: "x" }, all),
  passes({ ...event, same: "x" }, { ...all, retold: true }),
  passes({ ...event, status: "planned" }, all),
  passes(event, { ...all, words: "封控" }),
  passes(event, { ...all, words: "核酸" }),
  passes(event, { ...all, type: "u" }),
  lanes([[0, 5], [1, 3], [4, 9], [6, 7]], 0),
  extent([{ from: 0, until: 100 }, { from: null, until: null }]),
  extent([{ from: null, until: null }]),
  zoomed([0, 10], 0.5, 5),
  zoomed([0, 10], 0, 5)[1] > 5,
  ticks([18993, 18996], 6, false).map(([day, label]) => label),
  ticks([18262, 19358], 4, true).map(([day, label]) => label),
  ticks([18993, 19023], 5, false).map(([day, label]) => label),
]));
"""


@pytest.mark.skipif(not shutil.which("node"), reason="needs node")
def test_the_reckoning_of_the_script() -> None:
    with resources.as_file(resources.files("wucheng.figures") / "interactive.js") as script:
        run = subprocess.run(
            ["node", "-e", NODE, str(script)], capture_output=True, text=True, check=True
        )
    assert json.loads(run.stdout) == [
        True,
        False,
        True,
        False,
        True,
        False,
        False,
        [0, 1, 1, 0],
        [-4, 104],
        None,
        [2.5, 7.5],
        True,
        ["01-01", "12:00", "01-02", "12:00", "01-03", "12:00", "01-04"],
        ["2020年", "2021年", "2022年", "2023年"],
        ["2022-01-06", "2022-01-13", "2022-01-20", "2022-01-27"],
    ]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A browser to click in; without one these tests are left out."""
    playwright = pytest.importorskip("playwright.sync_api")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        pytest.skip("needs chromium")
    with playwright.sync_playwright() as running:
        opened = running.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        yield opened
        opened.close()


def test_a_mark_opens_its_sentence_by_mouse_and_by_keys(c: Corpus, browser: Any) -> None:
    page = browser.new_page(viewport={"width": 900, "height": 700})
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("console", lambda message: said.append(message.text))
    page.set_content(interactive.page(interactive.view(c)))
    assert page.locator(".mark").count() == len(EVENTS)
    assert page.title() == "Interactive timeline"  # no text of the corpus has run as a script
    page.locator('[data-event="a-002"]').click()
    assert HOSTILE.replace("\u2028", "") in page.locator("blockquote").inner_text().replace(
        "\u2028", ""
    )
    assert "corrected by hand" in page.locator(".wct-panel").inner_text()
    page.locator('[data-event="a-004"]').focus()
    page.keyboard.press("Enter")
    assert "planned" in page.locator(".wct-panel p").first.inner_text()
    page.locator("select").select_option("sealing")
    assert page.locator(".mark").count() == 1
    page.locator("select").select_option("")
    page.locator("input[type=search]").fill("没有这句")
    assert page.locator(".mark").count() == 0
    page.locator("input[type=search]").fill("")
    page.get_by_label("planned").uncheck()
    assert page.locator(".mark").count() == len(EVENTS) - 1
    page.locator("svg[tabindex]").focus()
    for _ in range(5):
        page.keyboard.press("+")
    assert page.locator(".mark").count() < len(EVENTS) - 1
    page.keyboard.press("0")
    assert page.locator(".mark").count() == len(EVENTS) - 1
    assert not said
    page.close()


def test_a_frame_in_an_exported_notebook_runs(c: Corpus, browser: Any) -> None:
    page = browser.new_page()
    page.set_content(f"<html><body>{interactive.view(c, 'zh')._repr_html_()}</body></html>")
    frame = page.frame_locator("iframe")
    frame.locator('[data-event="b-001"]').click()
    assert "反复发生" in frame.locator(".wct-panel").inner_text()
    page.close()
