"""Cues: the phrases that tell who speaks, read from cues.tsv, where each has its own example.

Columns of cues.tsv
  kind     turn     the sentence opens a stretch of this voice, which lasts until the next turn
           side     as turn, by a party named without its role: the role of that name decides
           local    this sentence alone, and the rest of a list that it opens
           lead     this sentence, after which the order follows: …判决如下：
           heading  a line that names the part that follows; the pattern is the line itself
           strong   tells even a clause that stands alone, in a shuffled text
  within   the parts in which it counts: H head and unknown, P pleas, E evidence of the parties,
           L lower court, F findings, R reasoning, O order, C costs; with r only in a report of
           a case, which calls the court 法院 and never 本院
  voice    the voice it tells
  pattern  what a sentence opens with; {原告} and the like stand for the macros below
  example  a sentence that it tells, which the tests try
  source   the form of judgment, rule or habit behind it

The order of rows matters: the first that matches wins.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from corpus.voice import Voice

_WHICH = r"(?:(?:本案|上列|以上|该|上述)?(?:[一二两三四五六七八九十]|[各全]体?|原审|一审|反诉)?)"

MACROS = {
    "原告": _WHICH
    + "(?:原告|上诉人|再审申请人|申请再审人|申诉人|申请人|起诉人|自诉人"
    + "|附带民事诉讼原告|附带民事诉讼上诉人)",
    "被告": _WHICH + "(?:被告|被上诉人|再审被申请人|被申请人|被申诉人|附带民事诉讼被告)",
    "第三人": _WHICH + "(?:第三人)",
    "当事人": "(?:双方当事人|当事人|双方|各方|原、?被告|原告和被告|原告、被告)",
    "名": r"[^，。；：:,;“”！？!?\n]{0,60}?",
}

# What may stand before the words that count: list numbers and marks of a page.
OPENING = re.compile(
    r"[\s\W_]*?(?:(?:[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)]?[、.．：:]\s*)|[（(][一二三四五六七八九十\d]{1,2}[）)])?"
)


HEADING = re.compile(
    r"\s*(?:(?P<marks>#{1,6})\s+|[【\[〔［]\s*)?(?P<name>.*?)\s*[】\]〕］]?[：:。]?\s*$"
)


# What a pattern may do without is taken out, and what is left are words that it needs.
_CLASS = re.compile(r"\\.|\[(?:\\.|[^\]])*\]|\{\D[^}]*\}")
_ASKED_FOR = re.compile(r"\(\?=\.\*([\u4e00-\u9fff]+)\)")
_INNERMOST = re.compile(r"\([^()]*\)")
_OPTIONAL = re.compile(r".(?:[?*]|\{\d)")
_CHINESE = re.compile("[\u4e00-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Cue:
    """One row of cues.tsv; `pattern` is matched at the opening of a sentence.

    No sentence matches without `word`; most lack it, which is seen in a fifth of the time.
    """

    kind: str
    within: str
    voice: Voice
    pattern: re.Pattern[str]
    word: str  # may be empty
    example: str
    source: str


@cache
def cues_of(kind: str) -> tuple[Cue, ...]:
    """The cues of these kinds, in the order of the table; kinds are parted by spaces."""
    return tuple(cue for cue in _rows() if cue.kind in kind.split())


@cache
def walked_in(part: str) -> tuple[Cue, ...]:
    """The cues that count in a part of running text, in the order of the table."""
    return tuple(cue for cue in cues_of("turn side local lead") if part in cue.within)


@cache
def headings() -> dict[str, Voice]:
    """The voice that follows a heading, by the heading's bare words."""
    return {cue.pattern.pattern: cue.voice for cue in cues_of("heading")}


def is_heading(words: str) -> bool:
    """Whether a sentence is nothing but the name of a part, Markdown or the page's own.

    >>> is_heading("## 说理\\n"), is_heading("【裁判结果】"), is_heading("判决结果如下：")
    (True, True, False)
    """
    bare = words.strip()
    if not bare or not (words.endswith("\n") or bare[0] in "#【[〔［"):
        return False  # nearly all sentences, told without the pattern
    match = HEADING.match(words)
    if match is None:
        return False
    return bool(match["marks"]) or (_named(match["name"]) is not None and _stands_alone(words))


def heading_in(words: str) -> tuple[Voice | None, bool]:
    """The voice of the part that a heading opens (None if unknown), and whether it is Markdown."""
    match = HEADING.match(words)
    return (_named(match["name"]), bool(match["marks"])) if match else (None, False)


def _named(name: str) -> Voice | None:
    return headings().get(OPENING.sub("", name, count=1)) or headings().get(name)


def _stands_alone(words: str) -> bool:
    return words.endswith("\n") or words.strip()[0] in "【[〔［"


@cache
def _rows() -> tuple[Cue, ...]:
    return tuple(_parse(files("ingest").joinpath("cues.tsv").read_text("utf-8")))


def _parse(table: str) -> Iterator[Cue]:
    lines = [line for line in table.splitlines() if not line.startswith("#")]
    for line in lines[1:]:
        kind, within, voice, pattern, example, source = line.split("\t")
        compiled = re.compile(expanded(pattern))
        yield Cue(kind, within, Voice(voice), compiled, needed(pattern), example, source)


def needed(pattern: str) -> str:
    """The longest Chinese word that each match of a pattern holds; of several the first.

    Such a word stands outside all groups, but for a (?=.*…) of it alone, and is not optional.
    Empty if there is none, or if the pattern as a whole has alternatives.

    >>> needed("(?=.*质证)(?:经|对)此?质证意见"), needed("质证(?:的)?意见?"), needed("质证|认证")
    ('质证意见', '质证', '')
    """
    bare = _ASKED_FOR.sub(r"_\1_", _CLASS.sub("_", pattern))
    while (less := _INNERMOST.sub("_", bare)) != bare:
        bare = less
    words = [] if "|" in bare else _CHINESE.findall(_OPTIONAL.sub("_", bare))
    return max(words, key=len, default="")


def expanded(pattern: str) -> str:
    """A pattern of the table with its macros filled in."""
    for name, meaning in MACROS.items():
        pattern = pattern.replace("{" + name + "}", meaning)
    return pattern
