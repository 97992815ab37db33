"""What a result rests on: which corpus, which lexicons, which versions of which programs.

Two results with the same origin and the same parameters are the same. Nothing here depends on the
day or on the machine.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
from collections.abc import Iterable
from pathlib import Path

from wucheng import lexicon, tables

#: What cuts words, counts, converts, computes and draws.
LIBRARIES = ("jieba", "matplotlib", "numpy", "opencc", "pandas", "scipy", "wordcloud")

#: Tables that are a cache: cut anew from the others.
_CACHED = frozenset({"tokens"})


def of(folder: Path, lexicons: Path, taggers: Iterable[str] = ()) -> dict[str, str]:
    """The origin of what is made from the corpus in a folder: name → value.

    `corpus` and `lexicons` are SHA-256 hashes of the tables and of the lexicons (their first 16 of
    64 digits); the rest are versions. `names` is there if taggers were asked for names too.
    """
    made = [folder / table.file for name, table in tables.TABLES.items() if name not in _CACHED]
    asked = sorted(set(taggers) - {""})
    return {
        "corpus": digest(made),
        "lexicons": digest(lexicons / name for name in lexicon.COLUMNS),
        "wucheng": importlib.metadata.version("wucheng"),
        **{name: importlib.metadata.version(name) for name in LIBRARIES},
        **({"names": f"rules, and {', '.join(asked)}"} if asked else {}),
    }


def digest(files: Iterable[Path]) -> str:
    """One hash over the names and contents of some files; a missing one counts as empty.

    Line ends don't count: a checkout on Windows has the same hash.
    """
    whole = hashlib.sha256()
    for path in sorted(files):
        data = path.read_bytes().replace(b"\r\n", b"\n") if path.is_file() else b""
        whole.update(f"{path.name}\0{len(data)}\0".encode())
        whole.update(data)
    return whole.hexdigest()[:16]
