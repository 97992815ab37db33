"""General Chinese as a reference: known words are compared, unknown ones are said to be."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import corpora
from wucheng import general_chinese
from wucheng.errors import CorpusError
from wucheng.language import words
from wucheng.statistics import contrast

TEXTS = {"a": ("天津", ["社区 社区 社区 的 时间 时间 网格员 网格员"]), "b": ("", ["时间"])}


def test_known_words_are_compared_and_unknown_ones_stand_at_the_end(tmp_path: Path) -> None:
    """社区 community is far commoner here, 时间 time common anywhere, 网格员 not in the list."""
    c = corpora.build(tmp_path, TEXTS)
    found = general_chinese.compare(c, at_least=1)
    assert list(found["term"]) == ["社区", "时间", "网格员"]
    assert list(found["known"]) == [True, True, False]
    row, counts = found.iloc[0], words.general_counts()
    cells = (3, counts["社区"], 9, sum(counts.values()))
    assert row["lrc"] == pytest.approx(contrast.lrc(*cells, tests=2))
    assert row["g2"] == pytest.approx(contrast.log_likelihood(*cells))
    assert np.isnan(found.iloc[2]["lrc"])
    assert found.iloc[1]["documents"] == 2


def test_one_group(tmp_path: Path) -> None:
    c = corpora.build(tmp_path, TEXTS)
    assert set(general_chinese.compare(c, "天津", at_least=1)["tokens"]) == {8}
    with pytest.raises(CorpusError, match="北京"):
        general_chinese.compare(c, "北京")


def test_words_too_rare_to_compare_are_no_error(tmp_path: Path) -> None:
    assert general_chinese.compare(corpora.build(tmp_path, TEXTS), at_least=100).empty
