"""A corpus as a notebook reads it."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from wucheng import corpus


def test_a_table_shows_the_words_of_a_page_as_they_are(built: Path, root: Path) -> None:
    c = corpus.load(built, root / "lexicons")
    words = "价格$5到$6 <script>alert(1)</script>"
    shown = c.documents.head(1).assign(title=words)._repr_html_()
    assert "<script" not in shown
    assert 'class="dataframe tex2jax_ignore mathjax_ignore"' in shown
    assert not pd.get_option("display.html.use_mathjax")
