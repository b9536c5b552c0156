"""Where in a judgment's text a field stands, so that a count can be checked by reading."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from corpus.amount import SumRole
from corpus.case_number import instance_of
from corpus.judgment import Judgment
from corpus.passage import Sentence, Span
from corpus.voice import Voice

HEAD = 1500
"""Characters in which a head's lines stand."""

MOST_SUMS = 3
"""Sentences that are quoted for a sum that is made of several."""

LONGEST = 400
"""Characters of the longest sentence that is quoted whole; of a longer one what was read alone."""

_INSTANCE_WORDS = {
    "一审": r"一审|原告|公诉机关|自诉人",
    "二审": r"二审|上诉人",
    "再审": r"再审申请人|申诉人|再审",
    "再审审查": r"再审申请人|申请再审人",
    "特别程序": r"特别程序|申请人",
}
"""What shows the instance where the case number does not."""

_DECIDES = {
    "维持": r"驳回上诉|维持",
    "部分改判": r"撤销|变更|改判",
    "发回": r"发回|发还",
}
_ALONGSIDE = re.compile(r"连带|优先受偿|抵押|质押|质权|最高额|最高本金|保证责任")
_REFUSES = re.compile(r"驳回")


def head_place(judgment: Judgment, *names: str) -> tuple[Span, ...]:
    """Where the first of these fields of the head that was located stands."""
    for name in names:
        if place := judgment.header.place_of(name):
            return (place,)
    return ()


def any_place(judgment: Judgment) -> tuple[Span, ...]:
    """What shows the judgment itself: its number or court, its order, or its first sentence."""
    named = head_place(judgment, "case_number", "court", "date", "cause")
    said = (*_ordered(judgment), *judgment.sentences)
    return named or tuple(islice(_quotable(judgment, said), 1))


def instance_places(judgment: Judgment) -> tuple[Span, ...]:
    """The case number where its mark tells the instance, else the word in the head that does."""
    number = judgment.header.place_of("case_number")
    instance = judgment.header.instance
    if number and instance and instance_of(number.of(judgment.text)) == instance:
        return (number,)
    words = _INSTANCE_WORDS.get(instance or "")
    found = re.search(words, judgment.text[:HEAD]) if words else None
    return (Span(*found.span()),) if found else ()


def kind_places(judgment: Judgment) -> tuple[Span, ...]:
    """The kind of document as the head writes it: 民 事 判 决 书."""
    kind = judgment.header.doc_type
    if not kind:
        return ()
    found = re.search(r"\s*".join(map(re.escape, kind)), judgment.text)
    return (Span(*found.span()),) if found else ()


def disposition_places(judgment: Judgment) -> tuple[Span, ...]:
    """The items of the order that say what became of the judgment under appeal."""
    pattern = _DECIDES.get(judgment.header.disposition or "")
    if pattern is None:
        return ()
    said = (s for s in _ordered(judgment) if re.search(pattern, s.span.of(judgment.text)))
    return tuple(islice(_quotable(judgment, said), 2))


def refusal_places(judgment: Judgment) -> tuple[Span, ...]:
    """The items of the order that refuse a claim."""
    said = (s for s in _ordered(judgment) if _REFUSES.search(s.span.of(judgment.text)))
    return tuple(islice(_quotable(judgment, said), 2))


def awarded_places(judgment: Judgment) -> tuple[Span, ...]:
    """The sentences of the order with the sums awarded; where it upholds, what it upholds.

    Of an order that grants nothing, the refusal.
    """
    own = _with_sums(judgment, SumRole.AWARDED, (Voice.ORDER,))
    if not judgment.header.awarded_amount:
        return refusal_places(judgment)
    if own and judgment.header.disposition != "维持":
        return own
    upheld = _with_sums(judgment, SumRole.EARLIER, (Voice.LOWER_COURT,))
    return (*disposition_places(judgment), *(own or upheld))


def claimed_places(judgment: Judgment) -> tuple[Span, ...]:
    """The sentences with the sums that were claimed."""
    return _with_sums(
        judgment, SumRole.CLAIMED, (Voice.PLAINTIFF_CLAIM, Voice.PROCEDURE, Voice.LOWER_COURT)
    )


def name_places(judgment: Judgment, name: str) -> tuple[Span, ...]:
    """A party's name where it first stands; nothing if it is written with spaces there."""
    start = judgment.text.find(name)
    return (Span(start, start + len(name)),) if name and start >= 0 else ()


def sentence_around(judgment: Judgment, span: Span) -> Span:
    """The sentence that a span begins in, without white space around it; the span if too long."""
    for sentence in judgment.sentences:
        if sentence.span.start <= span.start < sentence.span.end:
            whole = _trimmed(judgment, sentence.span)
            return whole if whole.end - whole.start <= LONGEST and whole.end >= span.end else span
    return span


def _with_sums(judgment: Judgment, role: SumRole, voices: Sequence[Voice]) -> tuple[Span, ...]:
    """The sentences that hold sums of this role, in text order, of the first voice that has any.

    Only one sentence if a sum in it is the whole of what was read; those on who stands surety for
    a sum only if there are no others.
    """
    whole = {
        SumRole.CLAIMED: judgment.header.claimed_amount,
        SumRole.AWARDED: judgment.header.awarded_amount,
        SumRole.EARLIER: judgment.header.awarded_amount,
    }[role]
    for voice in voices:
        sums = [a for a in judgment.amounts if a.role is role and a.voice is voice]
        if role is SumRole.EARLIER and not sums:
            sums = [a for a in judgment.amounts if a.voice is voice and a.yuan == whole]
        if not sums:
            continue
        alone = [a for a in sums if a.yuan == whole]
        spans = dict.fromkeys(sentence_around(judgment, a.span) for a in alone[-1:] or sums)
        owed = [s for s in spans if not _ALONGSIDE.search(s.of(judgment.text))]
        return tuple((owed or list(spans))[:MOST_SUMS])
    return ()


def _ordered(judgment: Judgment) -> Iterator[Sentence]:
    return (s for s in judgment.sentences if s.voice is Voice.ORDER)


def _quotable(
    judgment: Judgment, sentences: Sequence[Sentence] | Iterator[Sentence]
) -> Iterator[Span]:
    for sentence in sentences:
        if judgment.text[slice(sentence.span.start, sentence.span.end)].strip():
            span = _trimmed(judgment, sentence.span)
            yield Span(span.start, min(span.end, span.start + LONGEST))


def _trimmed(judgment: Judgment, span: Span) -> Span:
    words = span.of(judgment.text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))
