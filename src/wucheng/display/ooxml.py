"""What Word and Excel files (Office Open XML) share: text that XML holds, no time of writing."""

from __future__ import annotations

import io
import re
import zipfile

#: What XML can't hold: control characters, halves of surrogate pairs, and two that are none.
_IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

_WRITTEN = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")


def clean(text: str) -> str:
    """A text without the characters that such a file can't hold."""
    return _IMPOSSIBLE.sub("", text)


def undated(data: bytes) -> bytes:
    """The same file without the time of writing, in it or around its parts."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _WRITTEN.sub(rb"\g<1>2020-01-01T00:00:00Z\g<2>", content)
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            new.writestr(entry, content)
    return packed.getvalue()
