"""The workbook in a real browser: JupyterLab runs it, controls answer, marks open their sentences.

`make browser` runs it on a machine that has Chromium.
"""

from __future__ import annotations

import io
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
import openpyxl
import pandas as pd
import pytest

from wucheng import corpus
from wucheng.display import datatable
from wucheng.report import report

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, NAMES)), None)

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.browser,
]

#: Milliseconds; a busy machine takes its time to start a kernel.
PATIENCE = 120_000


@pytest.fixture(scope="module")
def workbook(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the workbook whose notebooks have not been run, with the settings of `make lab`."""
    folder = tmp_path_factory.mktemp("workbook")
    for name in ("codings", "corpus", "lexicons", "notebooks", "seeds", "figures"):
        shutil.copytree(root / name, folder / name)
    for path in (folder / "notebooks").glob("*.ipynb"):
        notebook = nbformat.read(path, as_version=4)
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.outputs, cell.execution_count = [], None
        nbformat.write(notebook, path)
    (folder / "settings").mkdir()
    shutil.copy(root / "src" / "wucheng" / "lab.json", folder / "settings" / "overrides.json")
    return folder


@pytest.fixture(scope="module")
def lab(workbook: Path) -> Iterator[str]:
    """The address of a JupyterLab that serves the workbook."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    own = {f"JUPYTER_{name}_DIR": str(workbook / name) for name in ("CONFIG", "RUNTIME")}
    own |= {f"JUPYTERLAB_{name}_DIR": str(workbook / name) for name in ("SETTINGS", "WORKSPACES")}
    options = [f"--port={port}", "--no-browser", "--allow-root", "--IdentityProvider.token="]
    places = [
        f"--ServerApp.root_dir={workbook}",
        f"--LabApp.app_settings_dir={workbook / 'settings'}",
    ]
    server = subprocess.Popen(
        [sys.executable, "-m", "jupyterlab", *options, *places],
        env=os.environ | own,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(240):
            try:
                urllib.request.urlopen(f"{address}/api")
                break
            except OSError:
                time.sleep(0.5)
        yield address
    finally:
        server.terminate()
        server.wait()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 1400, "height": 1400})
    opened.set_default_timeout(PATIENCE)
    yield opened
    opened.close()


def run_all(page: Page, lab: str, name: str) -> None:
    """Opens a notebook and runs all of it through the menu; waits until every cell has run."""
    page.goto(f"{lab}/lab/tree/notebooks/{name}?reset")
    page.wait_for_selector("text=/\\| Idle/")  # the kernel, which has started by itself
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_text("Run All Cells", exact=True).click()
    page.wait_for_function(
        """() => {
            const cells = document.querySelectorAll('.jp-CodeCell .jp-InputPrompt');
            const run = cell => /^\\[\\d+\\]:$/.test(cell.textContent.trim());
            const failed = '[data-mime-type="application/vnd.jupyter.error"]';
            return document.querySelector(failed) || (cells.length && [...cells].every(run));
        }"""
    )
    failed = page.locator('[data-mime-type="application/vnd.jupyter.error"]')
    assert not failed.count(), failed.first.inner_text()


NOTEBOOKS = sorted(
    path.name for path in Path(__file__).parents[1].joinpath("notebooks").glob("[0-9]*.ipynb")
)


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_every_notebook_runs_from_the_menu(page: Page, lab: str, name: str) -> None:
    run_all(page, lab, name)


def test_a_control_moved_is_answered_and_cited(page: Page, lab: str) -> None:
    run_all(page, lab, "07_explore.ipynb")
    words = page.locator(".jp-OutputArea input[type=text]").first
    words.wait_for()
    page.locator(".jp-OutputArea select[multiple]").first.select_option(index=0)
    page.wait_for_function("document.body.innerText.includes('cities=')")
    words.fill("居民")
    words.press("Enter")
    page.wait_for_function("document.body.innerText.includes('words=居民')")
    assert page.locator(".jp-OutputArea mark:has-text('居民')").count()


def test_all_that_was_found_can_be_paged_through_and_saved(page: Page, lab: str) -> None:
    run_all(page, lab, "07_explore.ipynb")
    page.get_by_role("button", name="Clear").first.click()
    more = page.get_by_role("button", name="more sentences").first
    page.wait_for_function("document.body.innerText.includes('Sentences 1 to 40 of ')")
    more.click()
    page.wait_for_function("document.body.innerText.includes('Sentences 41 to 80 of ')")
    page.get_by_role("button", name="Make Excel of all").first.click()
    with page.expect_download() as saved:
        page.get_by_text("Save choice.xlsx").first.click()
    book = openpyxl.load_workbook(io.BytesIO(Path(saved.value.path()).read_bytes()))
    told = page.get_by_text("Save choice.xlsx").first.inner_text()
    assert f": {book['sentences'].max_row - 1} sentences" in told


def test_a_tick_leads_to_its_sentence(page: Page, lab: str) -> None:
    run_all(page, lab, "07_explore.ipynb")
    ticks = page.locator(".jp-OutputArea map").first.locator("area")
    tick = ticks.nth(ticks.count() - 1)
    row = page.locator(f"tr[id='{str(tick.get_attribute('href'))[1:]}']")
    assert str(tick.get_attribute("title"))[:3] in row.inner_text()
    tick.dispatch_event("click")
    page.wait_for_function(
        "row => { const box = row.getBoundingClientRect();"
        " return box.top >= 0 && box.bottom <= innerHeight }",
        arg=row.element_handle(),
    )


CODER = "王 小明 <b>"


@pytest.fixture(scope="module")
def desk(workbook: Path) -> str:
    """A notebook with a coder's desk and the one where two settle."""
    notebook = nbformat.v4.new_notebook()
    notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3"}
    sources = (
        "from wucheng import corpus, workbench\nc = corpus.load()",
        f"workbench.Workbench(c, {CODER!r}, size=12)",
        "workbench.Settling(c, 'lexicon_author', 'second_reader')",
    )
    notebook.cells = [nbformat.v4.new_code_cell(source) for source in sources]
    nbformat.write(notebook, workbook / "notebooks" / "desk.ipynb")
    return "desk.ipynb"


def _told(page: Page, number: int, words: str) -> None:
    page.wait_for_function(
        "([at, words]) => document.querySelectorAll('.wct-desk')[at]?.innerText.includes(words)",
        arg=[number, words],
    )


def test_a_coder_works_by_keys_and_goes_on_another_day(
    page: Page, lab: str, desk: str, workbook: Path
) -> None:
    run_all(page, lab, desk)
    _told(page, 0, "0 of 12 coded")
    place = page.locator(".wct-desk").first
    keys = place.get_by_placeholder("keys, then Enter")
    text = place.locator(".wct-text").inner_text().strip()
    keys.press_sequentially("13")
    words = place.get_by_placeholder("on which words?").first
    words.fill(text[1:4])
    words.press("Tab")
    place.locator("mark", has_text=text[1:4]).wait_for()
    for number, typed in enumerate(("", "2", "0", "45", "6", "7", "8", "9", "a", "1"), start=1):
        keys.press_sequentially(typed)
        keys.press("Enter")
        _told(page, 0, f"{number} of 12 coded")
    keys.press("Enter")
    _told(page, 0, "Type 0, then Enter")
    keys.press_sequentially("u")
    keys.press("Enter")
    _told(page, 0, "9 of 12 coded; this is 10, not coded yet")
    run_all(page, lab, desk)  # another day
    _told(page, 0, "9 of 12 coded; this is 10, not coded yet")
    (path,) = (workbook / "codings").glob("*%3Cb%3E.csv")
    rows = pd.read_csv(path, keep_default_na=False)
    assert len(rows) == 9 and set(rows["coder"]) == {CODER}
    assert rows.loc[rows["cues"] != "", ["cues", "text"]].to_numpy().tolist() == [
        [f"war:{text[1:4]}", text]
    ]


def test_two_coders_settle_in_the_notebook(page: Page, lab: str, desk: str, workbook: Path) -> None:
    run_all(page, lab, desk)
    _told(page, 1, "0 are settled")
    place = page.locator(".wct-desk").nth(1)
    place.get_by_role("button", name="Settle, next").click()
    _told(page, 1, "needs a verdict")
    assert not (workbook / "codings" / "agreed.csv").exists()
    for choice in place.locator(".widget-toggle-buttons").all():
        choice.get_by_role("button").first.click()
    place.get_by_role("button", name="Settle, next").click()
    _told(page, 1, "1 are settled")
    assert len(pd.read_csv(workbook / "codings" / "agreed.csv")) == 1


HOSTILE = pd.DataFrame(
    {
        "text": [
            "=1+1",
            "社区",
            '<img src=x onerror="alert(1)">',
            "@x",
            "007",
            'a,"b"',
            "天津",
            "-",
        ],
        "n": [1.5, 10, 2, -1, float("nan"), 1e6, 3, 4],
    }
)


@pytest.fixture
def table(page: Page, tmp_path: Path) -> Page:
    """A page on its own, as an export is, with one table."""
    path = tmp_path / "table.html"
    path.write_text(f'<html lang="en"><meta charset="utf-8">{datatable.html(HOSTILE)}', "utf-8")
    page.on("dialog", lambda _: pytest.fail("a text of the table was run"))
    page.goto(path.as_uri())
    return page


def column(page: Page, number: int) -> list[str]:
    """What a column of the first table shows, from top to bottom."""
    return page.evaluate(
        "at => [...document.querySelector('tbody').rows].filter(row => !row.hidden)"
        ".map(row => row.cells[at].textContent)",
        number,
    )


def test_a_table_sorts_by_its_heads(table: Page) -> None:
    as_it_was = column(table, 1)
    head = table.get_by_role("button", name="n", exact=True)
    by_size = sorted((text for text in as_it_was if text != "NaN"), key=float)
    for expected in (by_size + ["NaN"], by_size[::-1] + ["NaN"], as_it_was):
        head.click()
        assert column(table, 1) == expected


def test_a_table_filters(table: Page) -> None:
    table.get_by_role("searchbox").fill("天")
    assert column(table, 0) == ["天津"]
    assert "1 of 8 rows" in table.locator("body").inner_text()
    table.get_by_role("searchbox").fill("")
    assert len(column(table, 0)) == len(HOSTILE)


def test_a_table_downloads_as_a_spreadsheet_may_read_it(table: Page) -> None:
    with table.expect_download() as saved:
        table.get_by_text("CSV").click()
    text = Path(saved.value.path()).read_text(encoding="utf-8-sig")
    rows = [line.split(",", 1)[0] for line in text.splitlines()]
    assert rows[:5] == ["text", "'=1+1", "社区", '"<img src=x onerror=""alert(1)"">"', "'@x"]
    made = pd.read_csv(saved.value.path(), dtype={"text": "str"}, keep_default_na=False)
    assert made["text"].str.lstrip("'").tolist() == HOSTILE["text"].tolist()
    with table.expect_download() as saved:
        table.get_by_text("Excel").click()
    found = openpyxl.load_workbook(io.BytesIO(Path(saved.value.path()).read_bytes())).worksheets[0]
    cells = list(found.iter_rows(values_only=True))
    assert [text for text, _ in cells] == ["text", *HOSTILE["text"]]
    assert [n for _, n in cells[1:]] == [1.5, 10, 2, -1, None, 1e6, 3, 4]
    assert not [c for row in found.iter_rows() for c in row if c.data_type == "f"]
    assert found.auto_filter.ref == f"A1:B{len(HOSTILE) + 1}"


def test_a_notebook_that_is_exported_keeps_its_tables_alive(page: Page, root: Path) -> None:
    from nbconvert import HTMLExporter

    shown, _ = HTMLExporter().from_filename(str(root / "notebooks" / "07_explore.ipynb"))
    page.set_content(shown)
    button = page.get_by_role("button", name="sentences found").first
    button.click()
    page.wait_for_selector("th[aria-sort=ascending]")


def test_a_click_on_a_mark_opens_its_sentences(page: Page, workbook: Path) -> None:
    page.goto((workbook / "figures" / "keyness.html").as_uri())
    mark = page.locator('svg a[href="#of-mark-1"]').first
    mark.dispatch_event("click")
    opened = page.locator("#of-mark-1")
    page.wait_for_function("document.querySelector('#of-mark-1').open")
    assert opened.locator("blockquote").first.inner_text().strip()


def test_chinese_shows_as_chinese(page: Page, workbook: Path) -> None:
    """Two different characters are drawn differently: neither is the box of a missing glyph."""
    page.goto((workbook / "figures" / "keyness.html").as_uri())
    drawn = page.evaluate(
        """() => ['社', '区', '\\u{10FFFD}'].map(text => {
            const canvas = document.createElement('canvas');
            canvas.width = canvas.height = 40;
            const context = canvas.getContext('2d');
            context.font = '30px ' + getComputedStyle(document.body).fontFamily;
            context.fillText(text, 2, 34);
            return canvas.toDataURL();
        })"""
    )
    assert len(set(drawn)) == 3


def test_every_figure_of_the_gallery_shows(page: Page, workbook: Path) -> None:
    page.goto((workbook / "figures" / "index.html").as_uri())
    page.evaluate("for (const image of document.images) image.loading = 'eager'")
    page.wait_for_function("[...document.images].every(image => image.complete)")
    sizes = page.evaluate(
        "[...document.images].map(image => [image.naturalWidth, image.alt.length])"
    )
    assert sizes and all(width > 500 and alt > 20 for width, alt in sizes)


def test_pages_have_no_fault_that_a_checker_of_accessibility_finds(
    browser: Browser, root: Path, workbook: Path
) -> None:
    """The rules are those of axe-core: names, contrast, headings, languages, roles.

    All pages are made in the same way; these have marks of every sort between them.
    """
    from axe_playwright_python.sync_playwright import Axe

    c = corpus.load(root / "corpus")
    report.save(c, workbook / "figures" / "report.html", ["keyness", "timeline"])
    page = browser.new_page(bypass_csp=True)
    faults = {}
    for name in ("index", "keyness", "timeline", "voice_frames", "word_clouds", "report"):
        page.goto((workbook / "figures" / f"{name}.html").as_uri())
        for fault in Axe().run(page).response["violations"]:
            faults[name, fault["id"]] = fault["nodes"][0]["html"][:200]
    page.close()
    assert not faults
