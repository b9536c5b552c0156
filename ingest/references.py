"""Which law every reference means: full names, 该法 and 前款, in force or not, what came after.

A word for a law means the last one that the same speaker cited: what a party's 该法 means is
never looked for in the court's reasoning.
"""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from corpus.law import full_name, law_named
from corpus.passage import Sentence
from corpus.provision import predecessors_of, provision_at, successors_of
from corpus.statute import CitedStatute
from corpus.statute_list import Naming, Place
from corpus.statute_notation import Name, Pointer, citations_in
from corpus.voice import COURT_VOICES, Voice

REMEMBERED = 20
"""Laws, and articles of a sentence, among which a word like 该条例 looks for its own."""

LONGEST_QUOTE = 1000
"""Characters of the longest quoted article that is looked over for what stands before it."""

_QUOTED = re.compile(r"”[、，,和及与以]{0,2}$")

NEAR = 2
"""Sentences after a citation in which 上述规定 and 前款 still mean it."""


def references_in(
    text: str, sentences: Sequence[Sentence], date: str | None
) -> tuple[CitedStatute, ...]:
    """Every reference to a law's article with its law resolved, in text order.

    `date` is the day of the decision (ISO): it tells whether the law was in force and which
    article was meant where numbers moved. A reference to 该法 whose law is not told has none; a
    bare article without a law is left out, as it may be a contract's; so is a word like 上述规定
    where it could mean several articles.
    """
    return tuple(_resolved(place, voice, date) for place, voice in _walk(text, sentences))


def _resolved(place: Place, voice: Voice, date: str | None) -> CitedStatute:
    law, article = place.law, place.article or None
    known = law_named(law) if law else None
    row = None
    if law and article and not place.suffix:
        row = provision_at(law, article, place.paragraph, date)
    return CitedStatute(
        law=law,
        article=article,
        suffix=place.suffix,
        paragraph=place.paragraph,
        item=place.item,
        span=place.span,
        voice=voice,
        in_force=known.in_force(date) if known else None,
        successors=successors_of(law, article, place.paragraph, date) if law else (),
        predecessors=predecessors_of(law, article, date) if law else (),
        gist=row.gist if row else None,
    )


@dataclass(slots=True)
class _Speaker:
    """What one speaker has cited so far, until another speaks."""

    # Full names, the last one last; what was said before these is forgotten.
    laws: deque[str] = field(default_factory=lambda: deque(maxlen=REMEMBERED))
    about_law: bool = False  # the last title was a law's, so a bare 第三条 is its article
    # Cited in the last sentence that cites.
    last: deque[Place] = field(default_factory=lambda: deque(maxlen=REMEMBERED))
    sentence: int = -NEAR - 1  # that sentence
    cited_at: deque[tuple[int, str]] = field(default_factory=lambda: deque(maxlen=REMEMBERED))

    def name(self, law: str, is_law: bool) -> None:
        self.about_law = is_law
        if is_law:
            self.laws.append(law)

    def cite(self, place: Place, sentence: int) -> None:
        if sentence != self.sentence:
            self.last.clear()
            self.sentence = sentence
        self.last.append(place)
        if place.law:
            self.cited_at.append((place.span.start, place.law))
        if place.law and not (self.laws and self.laws[-1] == place.law):
            self.laws.append(place.law)
            self.about_law = True

    def law_before(self, end: int) -> str:
        """The law last cited or named before a place; the last of all if none is remembered."""
        before = [law for start, law in self.cited_at if start < end]
        after = [law for start, law in self.cited_at if start >= end]
        return before[-1] if before and after else self.laws[-1]

    def law_of(self, kind: str) -> str | None:
        """The last law cited that is of the kind the word says: 该解释, 该条例, 该法."""
        for law in reversed(self.laws):
            code = law.endswith(("法", "典", "通则", "总则"))
            if code if kind in ("法", "法律") else kind in law[-10:]:
                return law
        return None


def _walk(text: str, sentences: Sequence[Sentence]) -> Iterator[tuple[Place, Voice]]:
    """Every reference under its law's full name, with who cites it."""
    speaker, speaks = _Speaker(), Voice.OTHER
    short: dict[str, str] = {}  # names given by 以下简称, for the whole document
    cited_in: dict[int, set[str]] = {}  # the laws of which an article of this number was cited
    number = 0
    for cited in citations_in(text):
        while sentences[number].span.end <= cited.span.start:
            number += 1
        voice = sentences[number].voice
        if _side(voice) is not _side(speaks):
            speaker = _Speaker()
        speaks = voice
        if isinstance(cited, Name):
            law = short.get(cited.law) or full_name(cited.law)
            if cited.short and cited.is_law:
                short[cited.short] = law
            speaker.name(law, cited.is_law)
            continue
        if isinstance(cited, Place):
            place = _placed(text, cited, speaker, short)
            if place is None and voice is Voice.OTHER and _heads_a_line(text, cited):
                place = _appended(cited, cited_in)
        elif voice is Voice.OTHER or _quoted(text, cited):
            continue  # the law's own words, printed or quoted: 前款 is a paragraph of its own
        else:
            place = _pointed(cited, speaker, number)
        if place is not None:
            if isinstance(cited, Place):
                speaker.cite(place, number)
            if place.law:
                cited_in.setdefault(place.article, set()).add(place.law)
            yield place, voice


def _side(voice: Voice) -> Voice:
    """Who speaks: the court is one speaker in its findings, its reasoning and its order."""
    return Voice.COURT_REASONING if voice in COURT_VOICES else voice


def _quoted(text: str, cited: Pointer) -> bool:
    """Whether it stands in an open “, of which the end is yet to come."""
    start = max(0, cited.span.start - LONGEST_QUOTE)
    return text.count("“", start, cited.span.start) > text.count("”", start, cited.span.start)


def _placed(text: str, cited: Place, speaker: _Speaker, short: dict[str, str]) -> Place | None:
    if cited.naming is Naming.NAMED:
        law = short.get(cited.law or "") or full_name(cited.law or "")
    elif cited.naming is Naming.THAT:
        return _with_law(cited, speaker.law_of(cited.law or ""))
    elif speaker.about_law and speaker.laws:
        law = speaker.law_before(_reopened(text, cited.span.start))
    else:
        return None
    return _with_law(cited, law)


def _reopened(text: str, start: int) -> int:
    """Where the quote began that ends right before a bare article; `start` if none does.

    《…解释》第一条“婚姻法第三条所称……”及第二条: the second article is the interpretation's, not
    that of the law that the quote names.
    """
    end = _QUOTED.search(text, max(0, start - 4), start)
    if end is None:
        return start
    depth = 0
    for place in range(end.start(), max(0, start - LONGEST_QUOTE), -1):
        depth += {"”": 1, "“": -1}.get(text[place], 0)
        if depth == 0:
            return place
    return start


def _heads_a_line(text: str, cited: Place) -> bool:
    before = text[max(0, cited.span.start - 3) : cited.span.start].rstrip(" 　")
    return not before or before[-1] in "\n。：:…；"


def _appended(cited: Place, cited_in: dict[int, set[str]]) -> Place | None:
    """An article printed after the judgment, of the one law of which it was cited before."""
    laws = cited_in.get(cited.article, set())
    return _with_law(cited, next(iter(laws))) if len(laws) == 1 else None


def _pointed(cited: Pointer, speaker: _Speaker, sentence: int) -> Place | None:
    """The one article that 前款 or 上述规定 means, or the one interpretation; None if unclear."""
    if "解释" in cited.word and "规定" not in cited.word:
        law = speaker.law_of("解释")
        return Place(Naming.THAT, law, 0, None, None, None, cited.span) if law else None
    if not speaker.last or sentence - speaker.sentence > NEAR:
        return None
    meant = speaker.last[-1]
    paragraph = None
    if cited.word == "前款":
        # Within one paragraph's text the one before is meant; without its number none is told.
        paragraph = max(0, (meant.paragraph or 0) - 1) or None
    elif cited.word != "该条":
        if len({(p.law, p.article, p.suffix) for p in speaker.last}) > 1:
            return None
        paragraph = meant.paragraph
    return Place(Naming.THAT, meant.law, meant.article, meant.suffix, paragraph, None, cited.span)


def _with_law(cited: Place, law: str | None) -> Place:
    return Place(
        cited.naming,
        law,
        cited.article,
        cited.suffix,
        cited.paragraph,
        cited.item,
        cited.span,
    )
