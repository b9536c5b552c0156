"""The context in which each citation of an answer opens, made when the answer is drawn.

It is not kept with the conversation: a session would hold several times what it shows.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

from corpus.errors import UsageError
from corpus.judgment import Judgment
from ui.chat.conversation import CitedPassage
from ui.reading.context import context_html

IN_CONTEXT = 400
"""Characters of the judgment on each side of a quote that is opened in its context."""


def contexts_of(
    cited: Sequence[CitedPassage], read: Callable[[str], Judgment]
) -> Mapping[int, str]:
    """HTML of the text around each quote, by its number; none where the judgment is gone, the
    quote was not found, or its place is unknown."""
    contexts: dict[int, str] = {}
    judgments: dict[str, Judgment] = {}
    for passage in cited:
        citation = passage.citation
        if passage.gone or not citation.verified or citation.span is None:
            continue
        id_ = citation.judgment_id
        with suppress(UsageError):  # gone since
            judgment = judgments[id_] if id_ in judgments else judgments.setdefault(id_, read(id_))
            contexts[passage.number] = context_html(judgment, citation.span, around=IN_CONTEXT)
    return contexts
