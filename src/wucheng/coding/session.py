"""One coder at work: where they are, what they chose and on which words. No screen, no file."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

import pandas as pd

from wucheng.coding import files

#: A sentence of a document.
Key = tuple[str, int]

#: What is chosen for a sentence: frames, each with the phrases it rests on; there may be none.
Chosen = dict[str, tuple[str, ...]]


class Session:
    """The state of a coder's work.

    Args:
        sentences: a table with doc_id, sentence, text, as from `sample`.
        frames: what can be chosen.
        done: what was chosen before, by sentence: frames, or frames with their phrases.
    """

    def __init__(
        self,
        sentences: pd.DataFrame,
        frames: Sequence[str],
        done: Mapping[Key, Collection[str] | Mapping[str, Iterable[str]]] | None = None,
    ) -> None:
        columns = (sentences["doc_id"], sentences["sentence"], sentences["text"])
        self._sentences = [(str(d), int(s), str(t)) for d, s, t in zip(*columns, strict=True)]
        self.frames = tuple(frames)
        self._texts = {(doc_id, number): text for doc_id, number, text in self._sentences}
        self._chosen: dict[Key, Chosen] = {
            key: self._ordered(chosen) for key, chosen in (done or {}).items() if key in self._texts
        }
        self._before: list[tuple[int, Chosen | None]] = []
        coded = [(doc_id, n) in self._chosen for doc_id, n, _ in self._sentences]
        self.position = coded.index(False) if False in coded else 0

    def __len__(self) -> int:
        return len(self._sentences)

    @property
    def done(self) -> int:
        """How many sentences are coded."""
        return len(self._chosen)

    @property
    def key(self) -> Key:
        """The sentence to code: its document and number."""
        return self._sentences[self.position][:2] if self._sentences else ("", 0)

    @property
    def text(self) -> str:
        """The sentence to code."""
        return self._texts.get(self.key, "")

    @property
    def coded(self) -> bool:
        """Whether this sentence is coded, be it with no frame."""
        return self.key in self._chosen

    @property
    def chosen(self) -> frozenset[str]:
        """The frames chosen for this sentence; empty if it has none or isn't coded yet."""
        return frozenset(self._chosen.get(self.key, {}))

    @property
    def cues(self) -> Chosen:
        """The phrases of the frames chosen for this sentence, where any were marked."""
        return {frame: words for frame, words in self._chosen.get(self.key, {}).items() if words}

    def code(self, chosen: Iterable[str], cues: Mapping[str, Iterable[str]] | None = None) -> None:
        """Code this sentence, none included, and go on to the next one.

        Args:
            chosen: its frames.
            cues: the phrases a frame rests on; any frame may go without.

        Raises ValueError, and nothing is coded, for what is no frame, for a phrase that doesn't
        stand in the sentence, and for one of a frame that isn't chosen.
        """
        frames = set(chosen)
        phrases = {frame: tuple(words) for frame, words in (cues or {}).items()}
        unknown = sorted((frames | set(phrases)) - set(self.frames))
        if unknown:
            raise ValueError(f"not a frame: {', '.join(unknown)}")
        if loose := sorted(set(phrases) - frames):
            raise ValueError(f"a phrase, but the frame isn't chosen: {', '.join(loose)}")
        if foreign := [w for words in phrases.values() for w in words if w not in self.text]:
            raise ValueError(f"not in the sentence: {'、'.join(foreign)}")
        if self._sentences:
            self._before.append((self.position, self._chosen.get(self.key)))
            self._chosen[self.key] = self._ordered({f: phrases.get(f, ()) for f in frames})
            self.move(1)

    def undo(self) -> bool:
        """Take back what was coded last in this session and go there; False if there is nothing."""
        if not self._before:
            return False
        self.position, before = self._before.pop()
        if before is None:
            self._chosen.pop(self.key, None)
        else:
            self._chosen[self.key] = before
        return True

    def move(self, steps: int) -> None:
        """Go forward or back without coding; stops at either end."""
        self.position = min(max(self.position + steps, 0), max(len(self) - 1, 0))

    def sheet(self) -> pd.DataFrame:
        """All sentences with what was chosen: doc_id, sentence, text, coded, frames, cues."""
        rows = []
        for doc_id, sentence, text in self._sentences:
            chosen = self._chosen.get((doc_id, sentence), {})
            rows.append(
                {
                    "doc_id": doc_id,
                    "sentence": sentence,
                    "text": text,
                    "coded": (doc_id, sentence) in self._chosen,
                    "frames": ";".join(chosen),
                    "cues": files.written(chosen),
                }
            )
        return pd.DataFrame(rows, columns=["doc_id", "sentence", "text", "coded", "frames", "cues"])

    def _ordered(self, chosen: Collection[str] | Mapping[str, Iterable[str]]) -> Chosen:
        phrases = chosen if isinstance(chosen, Mapping) else dict.fromkeys(chosen, ())
        # what an older lexicon had stays, at the end
        order = [f for f in self.frames if f in phrases] + sorted(set(phrases) - set(self.frames))
        return {frame: tuple(dict.fromkeys(phrases[frame])) for frame in order}
