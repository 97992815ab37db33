"""What a result rests on: hashes that change when, and only when, what they are of changes."""

from __future__ import annotations

from pathlib import Path

import corpora
from wucheng import corpus
from wucheng.build import origin

TEXTS = {"a": ("天津", ["社区 防线 。"]), "b": ("深圳", ["社区 。"])}


def test_an_origin_depends_on_the_corpus_and_the_lexicons_alone(tmp_path: Path) -> None:
    first = corpora.build(tmp_path / "one", TEXTS)
    second = corpora.build(tmp_path / "two", TEXTS)
    before = first.origin
    assert before == second.origin

    (second.lexicons / "stopwords.txt").write_text("社区\n", encoding="utf-8")
    after = corpus.load(second.folder).origin
    assert after["lexicons"] != before["lexicons"]
    assert {**after, "lexicons": ""} == {**before, "lexicons": ""}


def test_the_cache_of_tokens_is_no_part_of_it(tmp_path: Path) -> None:
    c = corpora.build(tmp_path, TEXTS)
    before = origin.of(c.folder, c.lexicons)
    (c.folder / "tokens.csv").unlink()
    assert origin.of(c.folder, c.lexicons) == before


def test_line_ends_do_not_count_but_contents_and_names_do(tmp_path: Path) -> None:
    unix, windows, other = (tmp_path / name for name in ("u/a.csv", "w/a.csv", "o/b.csv"))
    for path, data in ((unix, b"x\ny\n"), (windows, b"x\r\ny\r\n"), (other, b"x\ny\n")):
        path.parent.mkdir()
        path.write_bytes(data)
    assert origin.digest([unix]) == origin.digest([windows])
    assert origin.digest([unix]) != origin.digest([other])
    assert origin.digest([unix]) != origin.digest([tmp_path / "u" / "missing.csv"])
