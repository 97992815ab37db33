"""A report: the same blocks as Word, web page and PDF, every mention leading to what it names."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

import corpora
import shapes
from wucheng import cli, corpus, profile
from wucheng.errors import WuchengError
from wucheng.figures import formats
from wucheng.report import contents, report, typeset, web, word
from wucheng.report.contents import Exhibit, Paragraph, Ref, Table

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HOSTILE = '<script>alert(1)</script> </style> #set page() *_$x$ =1+1 "quoted" & \\'


@pytest.fixture(scope="module")
def made(c: corpus.Corpus) -> contents.Report:
    return contents.compose(c, ["top_terms", "voices"])


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> contents.Report:
    """A report whose title and texts try to be markup of every format."""
    documents = {"a": ("天津", ["社区 <script>alert(1)</script> 。"]), "b": ("=1+1", ["社区 。"])}
    c = corpora.build(tmp_path_factory.mktemp("hostile"), documents)
    return contents.compose(c, ["top_terms"], title=HOSTILE)


@pytest.fixture(scope="module")
def file(made: contents.Report) -> bytes:
    return word.docx(made)


@pytest.fixture(scope="module")
def printed(made: contents.Report) -> bytes:
    return typeset.pdf(made)


def blocks(made: contents.Report, kind: type) -> list:
    return [block for block in made.blocks if isinstance(block, kind)]


def body(data: bytes) -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return ElementTree.fromstring(archive.read("word/document.xml"))


def test_every_mention_is_of_something_in_the_report(made: contents.Report) -> None:
    there = {block.ref for block in (*blocks(made, Exhibit), *blocks(made, Table))}
    mentioned = {p for block in blocks(made, Paragraph) for p in block.parts if isinstance(p, Ref)}
    assert len(there) == 2 + 4
    assert len({ref.key for ref in there}) == len(there)
    assert mentioned <= there
    assert {block.ref for block in blocks(made, Exhibit)} <= mentioned


def test_tables_are_numbered_in_order_and_hold_the_first_rows_drawn(
    made: contents.Report,
) -> None:
    tables = blocks(made, Table)
    assert [table.number for table in tables] == [1, 2, 3, 4]
    data = blocks(made, Exhibit)[0].figure.data
    shown = tables[1]
    at = shown.columns.index("term")
    assert [row[at] for row in shown.rows] == list(data["term"][: contents.MOST_ROWS])
    assert f"{contents.MOST_ROWS} of {len(data)} rows" in shown.caption


def test_without_tables_only_texts_and_origin_are_tables(c: corpus.Corpus) -> None:
    bare = contents.compose(c, ["top_terms"], tables=False)
    assert [table.number for table in blocks(bare, Table)] == [1, 2]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_each_city_has_a_paragraph_if_wanted(c: corpus.Corpus, lang: str) -> None:
    with_profiles = contents.compose(c, [], lang, profiles=True)
    told = [
        part
        for block in with_profiles.blocks
        if isinstance(block, Paragraph)
        for part in block.parts
    ]
    for name in c.documents["city"]:
        text = profile.city(c, name, lang).text
        assert text in told and not re.search(r"\*\*|\\", text)
    assert len(with_profiles.blocks) == len(contents.compose(c, [], lang).blocks) + 6


def test_a_chinese_report_speaks_chinese(c: corpus.Corpus) -> None:
    chinese = contents.compose(c, ["top_terms"], "zh")
    assert chinese.title.startswith("文本所述：")
    assert blocks(chinese, Exhibit)[0].ref.label == "图 1"
    assert "gloss" not in blocks(chinese, Table)[1].columns


def test_word_counts_captions_by_fields_and_refers_to_bookmarks(
    made: contents.Report, file: bytes
) -> None:
    document = body(file)
    codes = [field.get(f"{W}instr", "").split() for field in document.iter(f"{W}fldSimple")]
    marks = {mark.get(f"{W}name") for mark in document.iter(f"{W}bookmarkStart")}
    counted = [code[1] for code in codes if code[0] == "SEQ"]
    assert counted.count("Figure") == len(blocks(made, Exhibit))
    assert counted.count("Table") == len(blocks(made, Table))
    referred = {code[1] for code in codes if code[0] == "REF"}
    assert referred and referred <= marks
    ids = [mark.get(f"{W}id") for mark in document.iter(f"{W}bookmarkStart")]
    assert len(set(ids)) == len(ids)


def test_words_tables_are_tables_with_all_cells(made: contents.Report, file: bytes) -> None:
    document = body(file)
    for element, block in zip(document.iter(f"{W}tbl"), blocks(made, Table), strict=True):
        cells = [
            ["".join(text.itertext()) for text in row.iter(f"{W}tc")]
            for row in element.iter(f"{W}tr")
        ]
        assert cells == [list(block.columns), *map(list, block.rows)]


def test_pictures_in_word_fit_the_page_and_have_a_text_for_the_blind(
    made: contents.Report, file: bytes
) -> None:
    document = body(file)
    drawing = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
    about = [element.get("descr") for element in document.iter(f"{drawing}docPr")]
    assert about == [block.figure.alt for block in blocks(made, Exhibit)]
    per_mm = 36_000
    for size in document.iter(f"{drawing}extent"):
        assert int(size.get("cx", 0)) <= 160.01 * per_mm
        assert int(size.get("cy", 0)) <= 190.01 * per_mm


def test_the_web_page_links_to_anchors_that_exist_and_fetches_nothing(
    made: contents.Report,
) -> None:
    page = web.page(made)
    anchors = set(re.findall(r'id="([^"]+)"', page))
    links = set(re.findall(r'href="#([^"]+)"', page))
    assert links and links <= anchors
    assert not re.findall(r'(?:src|href)="(?!#|data:)', page)
    for block in blocks(made, Table):
        for row in block.rows:
            for cell in row:
                assert html.escape(cell) in page


def test_the_same_report_is_the_same_bytes(
    made: contents.Report, file: bytes, printed: bytes
) -> None:
    assert word.docx(made) == file
    assert typeset.pdf(made) == printed
    assert web.page(made) == web.page(made)


def test_hostile_text_is_text_in_every_format(hostile: contents.Report) -> None:
    page = web.page(hostile)
    assert "<script" not in page
    assert html.escape(HOSTILE) in page
    shown = "".join(body(word.docx(hostile)).itertext())
    assert HOSTILE in shown
    assert typeset.pdf(hostile).startswith(b"%PDF-")


def test_the_pdf_is_tagged_for_screen_readers(printed: bytes) -> None:
    assert b"/StructTreeRoot" in printed
    assert b"/MarkInfo" in printed


def test_control_characters_do_not_break_word(c: corpus.Corpus) -> None:
    odd = contents.compose(c, [], title="a\x00b\x1fc")
    assert "abc" in "".join(body(word.docx(odd)).itertext())


def test_a_title_of_many_cities_names_the_first(c: corpus.Corpus) -> None:
    many = contents.compose(shapes.many(c), [])
    assert many.title.startswith("What the texts say: 天津 Tianjin, ")
    assert many.title.endswith(" and 9 other cities")
    chinese = contents.compose(shapes.many(c), [], "zh").title
    assert chinese.startswith("文本所述：天津、") and chinese.endswith("等 15 个城市")
    assert word.docx(many)


def test_a_title_longer_than_word_takes_is_cut_in_its_properties(c: corpus.Corpus) -> None:
    file = word.docx(contents.compose(c, [], title="社区" * 200))
    assert "社区" * 200 in "".join(body(file).itertext())


def test_one_text_is_one_text(c: corpus.Corpus) -> None:
    one = shapes.only(c, c.documents["doc_id"][:1])
    said = blocks(contents.compose(one, []), Paragraph)[0].parts
    lead = "".join(part for part in said if isinstance(part, str))
    assert "describes 1 text from 1 city (天津 Tianjin), published on 2022-10-13: " in lead
    open_ = contents.compose(shapes.cityless(one, one.documents["doc_id"].iloc[0]), [])
    assert open_.title == "What the texts say"


def test_save_takes_the_format_from_the_name(c: corpus.Corpus, tmp_path: Path) -> None:
    path = report.save(c, tmp_path / "mine.html", ["voices"])
    assert path.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    with pytest.raises(WuchengError, match="docx, html, pdf"):
        report.save(c, tmp_path / "mine.odt", ["voices"])
    with pytest.raises(WuchengError, match="no figure 'nothing'"):
        report.save(c, tmp_path / "mine.html", ["nothing"])


def test_the_command_writes_a_report(built: Path, tmp_path: Path) -> None:
    out = tmp_path / "r.docx"
    said = ["report", "--to", "docx", "--corpus", str(built), "--out", str(out)]
    assert cli.main([*said, "voices", "--title", "卷首"]) == cli.DONE
    assert "卷首" in "".join(body(out.read_bytes()).itertext())
    assert cli.main([*said, "no_such_figure"]) == cli.REFUSED


def test_a_picture_in_a_report_is_the_figure_as_saved(made: contents.Report, file: bytes) -> None:
    fig = blocks(made, Exhibit)[0].figure
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        pictures = [archive.read(name) for name in archive.namelist() if name.endswith(".png")]
    assert formats.png(fig) in pictures


def test_a_figure_is_asked_for_when_the_one_before_is_drawn(c: corpus.Corpus) -> None:
    asked: list[str] = []

    def names() -> Iterator[str]:
        for name in ("voices", "voices", "nothing", "top_terms"):
            asked.append(name)
            yield name

    with pytest.raises(WuchengError, match="nothing"):
        contents.compose(c, names(), tables=False)
    assert asked == ["voices", "voices", "nothing"]
