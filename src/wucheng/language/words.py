"""Words: jieba behind one adapter. No other module imports jieba.

The tokenizer is private. jieba's global one is shared state: a word added for one count would
change the next. Its dictionary is read from an own cache, because jieba keeps its cache under a
fixed name in a folder that anyone can write to.
"""

from __future__ import annotations

import hashlib
import logging
import marshal
import os
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

from wucheng.errors import LexiconError
from wucheng.lexicon import Row

with warnings.catch_warnings():  # jieba 0.42.1 has invalid escapes and an old resource loader
    warnings.simplefilter("ignore")
    import jieba

jieba.setLogLevel(logging.ERROR)

#: token, part of speech, start, end; text[start:end] == token
Token = tuple[str, str, int, int]

_NUMBER = re.compile(
    r"[0-9０-９.,%+\-]*[0-9０-９][0-9０-９.,%+\-]*|[〇一二三四五六七八九十百千万亿两]+"
)
#: Function characters that no new word begins with, or ends with.
_PRONOUNS = frozenset("我你他她它您这那")
_OPENING = _PRONOUNS | frozenset("每各将就都也还又已最先连很不没要会能把被让给之地")
_CLOSING = frozenset("了着过得到时把要会里")
#: What the dictionary has been seen no more than so often is not known to be a word.
_HARDLY = 3
#: A half of a phrase that is a common word itself.
_COMMON = 1000
#: Tags of what the dictionary itself calls a phrase, a verb or a name of another kind. Its nouns
#: of four characters (智能手机) name one thing more often than not.
_PHRASES = frozenset("i l v vn a ad d t nz".split())
_ASPECTS = frozenset("着到出")
#: What a number may go on with before its measure word.
_TAILS = frozenset("多余万亿")

#: jieba takes time by the square of a stretch of Chinese that it has no words for. No text of the
#: genre has so many characters without a mark: those that do are read in pieces.
_LONGEST = 1000
_UNBROKEN = re.compile(rf"[\u4e00-\u9fff]{{{_LONGEST + 1}}}")
_LATIN = re.compile(r"[A-Za-zＡ-Ｚａ-ｚ][A-Za-z0-9.\-_#&+]*")
_WORD = re.compile(r"\w")
#: The tag of a character that jieba has no tag for, and marks like punctuation: 凰, 俐.
_MORPHEME = "g"


class Segmenter:
    """Cuts text into words with a user dictionary; tags are jieba's (n, v, nr, ns, m, x …).

    Args:
        rows: rows of words.tsv (word, freq, pos). An empty freq asks for just enough to keep the
            word whole, computed from the frequencies of its parts; 0 for never one word.
        hmm: let jieba guess words that are in no dictionary.

    Raises LexiconError for a row without a word or with a freq that is no whole number.
    """

    def __init__(self, rows: Iterable[Row] = (), *, hmm: bool = True) -> None:
        base, total, tags = _dictionary()
        self._hmm = hmm
        self._tags = tags | _untagged()
        self._user: dict[str, str] = {}
        self._apart: set[str] = set()
        self._tokenizer = jieba.Tokenizer()
        self._tokenizer.FREQ = base.copy()
        self._tokenizer.total = total
        self._tokenizer.initialized = True
        for row in rows:
            self._add(row["word"], row.get("freq", ""), row.get("pos", "") or "n")

    def cut(self, text: str) -> list[Token]:
        """The tokens of a text in order; joined they are the text."""
        tokens: list[Token] = []
        user, known = self._user.get, self._tags.get
        end = 0
        for token in self._whole(text):
            start, end = end, end + len(token)
            tokens.append((token, user(token) or known(token) or self.tag(token), start, end))
        return tokens

    def _whole(self, text: str) -> Iterator[str]:
        before = ""
        unbroken = len(text) > _LONGEST and _UNBROKEN.search(text)
        pieces = self._pieces(text) if unbroken else (text,)
        tokens = (token for piece in pieces for token in self._tokenizer.cut(piece, HMM=self._hmm))
        for token in self._committees(tokens):
            if token in self._apart or self._glued(token):
                yield from self._tokenizer.cut(token, HMM=False)
            elif len(token) == 1:
                yield token
            else:
                # 70|余名 and 4.85|万名: the measure word is not part of the number's tail
                tail = len(token) == 2 and token[0] in _TAILS and _NUMBER.fullmatch(before)
                at = 1 if tail else self._seam(token)
                yield from (token[:at], token[at:]) if at else (token,)
            before = token

    def _pieces(self, text: str) -> Iterator[str]:
        """A text in pieces of at most twice _LONGEST characters and a word.

        Cut before a word that jieba knows, a text gives the tokens that it would give whole, as
        jieba guesses only between such words. Where none comes, it is cut all the same.
        """
        start = end = 0
        for word in self._tokenizer.cut(text, HMM=False):
            size = end - start
            if size >= 2 * _LONGEST or (size >= _LONGEST and len(word) > 1 and word in self):
                yield text[start:end]
                start = end
            end += len(word)
        yield text[start:]

    def _committees(self, tokens: Iterable[str]) -> Iterator[str]:
        """江夏区|委 as 江夏|区委: what follows a place is its Party committee, not half of one."""
        waiting = ""
        for token in tokens:
            if token == "委" and len(waiting) > 2 and waiting[-1] in "省市区县":
                yield waiting[:-1]
                waiting = waiting[-1] + token
                continue
            if waiting:
                yield waiting
            waiting = token
        if waiting:
            yield waiting

    def _glued(self, token: str) -> bool:
        """Whether the HMM has made one word of a word and a function character.

        It does so with runs of single characters that the dictionary leaves: 建/了, 我/会/用.
        Of 72 words that it guesses in the five bodies, 18 are such, and none of those split here is
        a word; names keep theirs (their tag is nr, or ns).
        """
        if len(token) not in (2, 3) or self._tokenizer.FREQ.get(token) or not self._hmm:
            return False
        opens = token[0] in (_OPENING if len(token) == 2 else _PRONOUNS)
        closes = len(token) == 2 and token[1] in _CLOSING
        return (opens or closes) and not self.tag(token).startswith(("nr", "ns", "m"))

    def _seam(self, token: str) -> int:
        """Where a phrase of the dictionary that is hardly ever seen falls into two words, else 0.

        The dictionary has tens of thousands of entries with a count of 3 that nobody counted:
        诸多困难, 共同奋斗, 紧急会议, 牵挂着. Whole, they take hits away from 困难 and 奋斗, and
        another text gets them for 很多困难. Of 300 drawn at random with two common halves, 3 were
        set phrases (危机重重, 左右夹攻, 心神领会).
        """
        if len(token) not in (3, 4) or token in self._user:
            return 0
        freq = self._tokenizer.FREQ
        if not 0 < freq.get(token, 0) <= _HARDLY:
            return 0
        if len(token) == 3:
            return 2 if token[2] in _ASPECTS and freq.get(token[:2], 0) > _HARDLY else 0
        halves = min(freq.get(token[:2], 0), freq.get(token[2:], 0))
        return 2 if halves >= _COMMON and self._tags.get(token) in _PHRASES else 0

    def keep(self, tokens: Iterable[Token], names: Iterable[tuple[int, int]]) -> list[Token]:
        """The tokens with each of these stretches as one token, tagged nr (a personal name).

        A word that runs over the edge of a stretch is cut there. Joined, the tokens are the text
        as before. jieba's dictionary has 光荣 and 封锁 as names of people; what is tagged as one
        outside these stretches, and not by the user dictionary, is a noun (n).

        Args:
            tokens: of one text, as from `cut`.
            names: (start, end) in characters, sorted, not overlapping.
        """
        kept: list[Token] = []
        waiting = [self._no_name(token) for token in tokens][::-1]
        for start, end in names:
            name = ""
            while waiting and waiting[-1][2] < end:
                token, pos, first, last = waiting.pop()
                if last <= start:
                    kept.append((token, pos, first, last))
                    continue
                before, after = max(start - first, 0), min(end, last) - first
                if before:
                    kept.append(self._no_name(self._piece(token[:before], first)))
                name += token[before:after]
                if last > end:
                    waiting.append(self._no_name(self._piece(token[after:], end)))
            kept.append((name, "nr", start, end))
        return kept + waiting[::-1]

    def _piece(self, token: str, start: int) -> Token:
        return token, self.tag(token), start, start + len(token)

    def _no_name(self, token: Token) -> Token:
        word, pos, start, end = token
        if pos.startswith("nr") and word not in self._user:
            pos = "n"
        return word, pos, start, end

    def tag(self, token: str) -> str:
        """The part of speech of a token taken by itself.

        From the user dictionary, else jieba's, else by its characters; only a word that is in no
        dictionary goes through jieba's tagger, so that one text has one tokenisation.
        """
        known = self._user.get(token) or self._tags.get(token)
        if known:
            return known
        if not _WORD.search(token):
            tag = "x"
        elif _NUMBER.fullmatch(token):
            tag = "m"
        elif _LATIN.fullmatch(token):
            tag = "eng"
        else:
            tag = self._guess(token)
        self._tags[token] = tag
        return tag

    def __contains__(self, word: str) -> bool:
        return bool(self._tokenizer.FREQ.get(word))

    def _add(self, word: str, freq: str, pos: str) -> None:
        if not word or (freq and not freq.isdecimal()):
            raise LexiconError(f"words.tsv: {word!r} needs a whole number as freq, not {freq!r}.")
        tokenizer = self._tokenizer
        # the table of divisions gives 3 for all its names; 北京市 is no rarer for being in it
        known = tokenizer.FREQ.get(word) or 0
        count = max(int(freq), known if int(freq) else 0) if freq else self._enough(word)
        tokenizer.total += count - tokenizer.FREQ.get(word, 0)
        tokenizer.FREQ[word] = count
        for end in range(1, len(word)):
            tokenizer.FREQ.setdefault(word[:end], 0)
        if count:
            self._user[word] = pos
            self._apart.discard(word)
        else:
            self._apart.add(word)

    def _enough(self, word: str) -> int:
        """The least frequency at which the word wins against its parts."""
        tokenizer = self._tokenizer
        share = 1.0
        for part in tokenizer.cut(word, HMM=False):
            share *= tokenizer.FREQ.get(part, 1) / tokenizer.total
        return max(int(share * tokenizer.total) + 1, tokenizer.FREQ.get(word) or 0, 1)

    def _guess(self, token: str) -> str:
        pieces = list(self._tagger.cut(token))
        tag = str(pieces[-1].flag) if pieces else "x"
        return tag if tag != "x" else _MORPHEME

    @cached_property
    def _tagger(self) -> Any:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from jieba import posseg
        # its __init__ would read the whole dictionary again
        tagger = posseg.POSTokenizer.__new__(posseg.POSTokenizer)
        tagger.tokenizer = self._tokenizer
        tagger.word_tag_tab = self._tags
        return tagger


@cache
def general_counts() -> Mapping[str, int]:
    """Counts of words in general Chinese: those of jieba's own dictionary (349,045 words)."""
    counts, _, tags = _dictionary()
    return MappingProxyType({word: counts[word] for word in tags})


@cache
def dictionary_names() -> tuple[str, ...]:
    """The words that jieba's dictionary tags as personal names: many are, some only look so."""
    _, _, tags = _dictionary()
    return tuple(word for word, tag in tags.items() if tag == "nr")


@cache
def _dictionary() -> tuple[dict[str, int], int, dict[str, str]]:
    """jieba's dictionary: frequencies (0 for mere prefixes), their sum, tags. Never changed."""
    source = Path(jieba.__file__).parent / "dict.txt"
    cache = _cache_folder() / f"jieba-{jieba.__version__}-{source.stat().st_size}.marshal"
    try:
        digest, _, data = cache.read_bytes().partition(b"\n")
        if hashlib.sha256(data).hexdigest().encode() == digest:
            loaded: tuple[dict[str, int], int, dict[str, str]] = marshal.loads(data)
            return loaded
    except (OSError, ValueError, EOFError, TypeError):
        pass
    parsed = _parse(source.read_text(encoding="utf-8"))
    data = marshal.dumps(parsed)
    try:  # without a cache everything works, half a second later
        cache.parent.mkdir(parents=True, exist_ok=True)
        part = cache.with_suffix(f".{os.getpid()}.part")
        part.write_bytes(hashlib.sha256(data).hexdigest().encode() + b"\n" + data)
        part.replace(cache)
    except OSError:
        pass
    return parsed


@cache
def _untagged() -> dict[str, str]:
    """What the dictionary holds without a tag of its own, as morphemes: some 370 characters."""
    return dict.fromkeys((word for word, tag in _dictionary()[2].items() if tag == "x"), _MORPHEME)


def _parse(text: str) -> tuple[dict[str, int], int, dict[str, str]]:
    freq: dict[str, int] = {}
    tags: dict[str, str] = {}
    total = 0
    for line in text.splitlines():
        word, count, tag = line.split(" ")
        freq[word] = int(count)
        total += int(count)
        tags[word] = tag
        for end in range(1, len(word)):
            freq.setdefault(word[:end], 0)
    return freq, total, tags


def _cache_folder() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("wucheng", appauthor=False)
