"""Text to terms: the one analyzer behind both indexes, and the only module that knows jieba.

Both sides, passages and questions, must go through the same analyzer; `fingerprint` says which
one a library was made with.
"""

import hashlib
import logging
import os
import re
import sys
import tempfile
import threading
import warnings
from array import array
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import platformdirs

LEGAL_TERMS = Path(__file__).with_name("legal_terms.txt")
ANALYZER_VERSION = 1
"""Raise it with every change here that changes a term; libraries then ask for a rebuild."""

_HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# A run of Chinese characters, or a run of any other letters and digits: 京01民终123号.
_RUN = re.compile(rf"([{_HAN}]+)|[^\W_{_HAN}]+")

LINES_KEPT = 4096
"""Lines whose words are remembered, some 20 MB by estimate: a passage is cut for the index of
passages, for its vector and for the index of judgments, one soon after the other. jieba knows no
word that crosses a line's end."""

# İ is the only code point whose lower case is longer than itself (i and a combining dot).
_FOLDED = {0x3000: " ", 0x130: "i"} | {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def fold(text: str) -> str:
    """The text in half-width forms and lower case, code point for code point: offsets stay true.

    >>> fold("（２０２１）京０１民终１２３号 ＡＩ")
    '(2021)京01民终123号 ai'
    """
    return text.translate(_FOLDED).lower()


class Analyzer:
    """Cuts text into terms. Making one is cheap: the dictionary is loaded at first use, once.

    Terms come in text order with repeats; punctuation and white space are never terms. Empty
    text, or text without a letter or digit, has no terms. Safe to share between threads.
    """

    def __init__(self, cache: Path | None = None) -> None:
        """`cache` is a folder to keep the loaded dictionary in; by default the user's own."""
        with warnings.catch_warnings():
            # Unescaped patterns in its source, and pkg_resources where an old setuptools has it.
            warnings.simplefilter("ignore")
            import jieba
        jieba.setLogLevel(logging.WARNING)
        self._jieba: Any = jieba.Tokenizer()
        self._lock = threading.Lock()
        self._cache = cache or platformdirs.user_cache_path("pandu", appauthor=False)
        terms = hashlib.sha256(LEGAL_TERMS.read_bytes()).hexdigest()[:12]
        self._fingerprint = f"jieba-{jieba.__version__}+{terms}+v{ANALYZER_VERSION}"
        self._cut = lru_cache(LINES_KEPT)(self._cut_anew)

    @property
    def fingerprint(self) -> str:
        """What decides the terms: jieba's version, our dictionary's hash, our own version."""
        return self._fingerprint

    def words(self, text: str) -> list[str]:
        """Words in search mode: before each long word, the dictionary's 2- and 3-grams in it."""
        return [word for line in fold(text).split("\n") for word in self._cut(line)]

    def knows(self, word: str) -> bool:
        """Whether the dictionary has the word; what was cut from between words it has not."""
        self._load()
        return bool(self._jieba.FREQ.get(fold(word)))

    def bigrams(self, text: str) -> list[str]:
        """Pairs of neighbouring Chinese characters; a lone one, or another run, is kept whole."""
        return list(_grams(fold(text)))

    def unigrams(self, text: str) -> list[str]:
        """Single Chinese characters; runs of other letters and digits are kept whole."""
        terms: list[str] = []
        for run in _RUN.finditer(fold(text)):
            terms.extend(run.group() if run.group(1) else [run.group()])
        return terms

    def lexical_terms(self, text: str) -> list[str]:
        """Words, then bigrams: each finds what the other misses, and one index holds both."""
        return self.words(text) + self.bigrams(text)

    def embedding_tokens(self, text: str) -> list[str]:
        """Words, then single characters: these speak for words that the model does not know."""
        return self.words(text) + self.unigrams(text)

    def _cut_anew(self, line: str) -> tuple[str, ...]:
        self._load()
        return tuple(w for w in self._jieba.cut_for_search(line) if any(map(str.isalnum, w)))

    def _load(self) -> None:
        if self._jieba.initialized:
            return
        with self._lock:
            if self._jieba.initialized:
                return
            file = self._cache / f"words-{self._fingerprint}-{sys.byteorder}.cache"
            frequencies = _read_cache(file)
            if frequencies is None:
                frequencies = self._build()
                _write_cache(file, frequencies)
            self._jieba.FREQ = frequencies
            self._jieba.total = sum(frequencies.values())
            self._jieba.initialized = True  # last: other threads look at it without the lock

    def _build(self) -> dict[str, int]:
        """jieba's dictionary with ours, folded as the text will be; 0 marks a mere prefix."""
        with self._jieba.get_dict_file() as lines:
            raw, _ = self._jieba.gen_pfdict(lines)
        frequencies: dict[str, int] = {}
        for word, frequency in raw.items():
            folded = fold(word)
            frequencies[folded] = max(frequency, frequencies.get(folded, 0))
        for line in LEGAL_TERMS.read_text(encoding="utf-8").splitlines():
            word, frequency, _ = line.split(" ")
            folded = fold(word)
            frequencies[folded] = max(int(frequency), frequencies.get(folded, 0))
            for end in range(1, len(folded)):
                frequencies.setdefault(folded[:end], 0)
        return frequencies


def _grams(folded: str) -> Iterator[str]:
    for run in _RUN.finditer(folded):
        text = run.group()
        if run.group(1) is None or len(text) == 1:
            yield text
        else:
            yield from (text[i : i + 2] for i in range(len(text) - 1))


# jieba's own cache takes 0.5 s to load; one list of words and one array of numbers takes 0.16 s.
# A cache that cannot be read or written costs time, never the command.


def _read_cache(path: Path) -> dict[str, int] | None:
    try:
        content = path.read_bytes()
    except OSError:
        return None
    digest, size, body = content[:32], content[32:40], content[40:]
    if hashlib.sha256(body).digest() != digest:
        return None  # cut short or damaged: build it anew
    split = int.from_bytes(size, "big")
    return dict(zip(body[split:].decode().split("\n"), array("I", body[:split]), strict=True))


def _write_cache(path: Path, frequencies: dict[str, int]) -> None:
    numbers = array("I", frequencies.values()).tobytes()
    body = numbers + "\n".join(frequencies).encode()
    head = hashlib.sha256(body).digest() + len(numbers).to_bytes(8, "big")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Written aside and moved: a second process never sees half a cache.
        handle, aside = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(head + body)
        Path(aside).replace(path)
    except OSError:
        return
