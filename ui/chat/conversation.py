"""What a conversation on the page consists of; values only, kept in the session between reruns."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from analysis.answer import Answer, Citation, Statement, Turn
from corpus.errors import UsageError
from corpus.judgment import Header, Judgment
from corpus.passage import Span

AROUND = 80
"""Characters of the judgment shown before and after a quote, beside the answer."""

SHOWN_AT_ONCE = 12
"""Exchanges on the page; more would be drawn anew at every touch."""

REMEMBERED_TURNS = 6
"""Earlier turns that a follow-up question may lean on."""


@dataclass(frozen=True, slots=True)
class CitedPassage:
    """A numbered citation with the text around it; both sides empty if its place is unknown.

    `before` and `after` are exact slices of the judgment; `cut_before` and `cut_after` say
    whether the judgment goes on beyond them. `gone` says that the judgment is no longer in the
    library.
    """

    number: int  # from 1, in the order of first mention
    citation: Citation
    before: str = ""
    after: str = ""
    cut_before: bool = False
    cut_after: bool = False
    spun: bool = False
    partial: bool = False
    header: Header = Header()
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and what became of it.

    An exchange begins without answer and failure; one that stays so was interrupted.
    """

    number: int  # from 1, in this conversation
    question: str
    scope: str  # which judgments were searched, as the reader is told it
    answer: Answer | None = None
    cited: tuple[CitedPassage, ...] = ()
    model_failure: str = ""  # why the model's own answer was not used
    failure: str = ""  # Chinese, if answering broke off
    stands_alone: bool = False  # put so by the reader: nothing before it was leaned on

    @property
    def is_follow_up(self) -> bool:
        """Whether the question was rewritten to stand alone."""
        return self.answer is not None and self.answer.standalone_question != self.question.strip()


def turns_of(exchanges: Sequence[Exchange]) -> tuple[Turn, ...]:
    """The answered turns that the next question may lean on, oldest first."""
    answered = [Turn(e.question, e.answer.text) for e in exchanges if e.answer is not None]
    return tuple(answered[-REMEMBERED_TURNS:])


def cited_passages(
    statements: Sequence[Statement], read: Callable[[str], Judgment]
) -> tuple[CitedPassage, ...]:
    """Every citation of the statements once, numbered as they come.

    `read` gives a judgment by its id and is asked once for each; UsageError means that the
    library has it no longer. A quote cited twice from the same place has one number.
    """
    judgments: dict[str, Judgment | None] = {}
    cited: dict[tuple[object, ...], CitedPassage] = {}
    for citation in (c for statement in statements for c in statement.citations):
        key = place_key(citation)
        if key in cited:
            continue
        number = len(cited) + 1
        if citation.span is None:
            cited[key] = CitedPassage(number, citation)
            continue
        id_ = citation.judgment_id
        if id_ not in judgments:
            judgments[id_] = None
            with suppress(UsageError):
                judgments[id_] = read(id_)
        judgment = judgments[id_]
        if judgment is None:
            cited[key] = CitedPassage(number, citation, gone=True)
        else:
            cited[key] = _surrounded(number, citation, citation.span, judgment)
    return tuple(cited.values())


def place_key(citation: Citation) -> tuple[object, ...]:
    """What makes two citations the same one."""
    return (citation.judgment_id, citation.span, citation.quote, citation.verified)


def _surrounded(number: int, citation: Citation, span: Span, judgment: Judgment) -> CitedPassage:
    start = max(0, span.start - AROUND)
    end = min(len(judgment.text), span.end + AROUND)
    return CitedPassage(
        number,
        citation,
        before=judgment.text[start : span.start],
        after=judgment.text[span.end : end],
        cut_before=start > 0,
        cut_after=end < len(judgment.text),
        spun=judgment.quality.spun,
        partial=judgment.quality.partial,
        header=judgment.header,
    )
