"""How the questions of an evaluation are put to a library: the command's way, and the page's."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from analysis import Assistant, open_assistant
from analysis.answer import Answer
from analysis.settings import NO_MODEL, Settings
from corpus.errors import PanduError, UsageError
from corpus.judgment import Judgment
from corpus.scope import Scope
from ui.conditions import Conditions

if TYPE_CHECKING:
    from evals.answerer import Answerer, Ask
    from evals.dataset import Question


@dataclass(frozen=True, slots=True)
class Asking:
    """How the questions are put: what a process of its own needs to put them too."""

    settings: Settings
    scope: Scope
    model: str | None

    def of(self, assistant: Assistant) -> "Ask":
        """What answers a question from this assistant's library."""

        def ask(question: "Question") -> Answer:
            return assistant.ask(
                question.question, scope=self.scope, history=question.history, model=self.model
            )

        return ask

    @contextmanager
    def __call__(self) -> Iterator["Ask"]:
        """The same in another process, over a library that it opens for itself."""
        with open_assistant(self.settings) as assistant:
            yield self.of(assistant)

    @property
    def is_heavy(self) -> bool:
        """Whether a second process would be no good: it waits for a model's reply, or would hold
        embedding and reranking models of its own."""
        set_ = self.settings
        asks_model = (self.model or set_.model) != NO_MODEL
        return asks_model or bool(set_.embedding_model) or bool(set_.reranker)


def answerer_of(assistant: Assistant, asking: Asking, jobs: int) -> "Answerer":
    """What answers the questions, `jobs` at once: beside this process where that is any good."""
    from evals.answerer import Answerer

    return Answerer(
        asking.of(assistant),
        jobs,
        None if asking.is_heavy else asking,
        judgment_of(assistant),
    )


def judgment_of(assistant: Assistant) -> Callable[[str], Judgment | None]:
    """What the library has of a judgment by its id; None where it has none."""

    def look_up(judgment_id: str) -> Judgment | None:
        try:
            return assistant.read(judgment_id)
        except PanduError:  # the report says less; the answer stands
            return None

    return look_up


def texts_of(assistant: Assistant, scope: Scope) -> Callable[[str | None], str]:
    """The text of the judgment a row names; without a name, of the only one in the scope."""

    def text_of(doc: str | None) -> str:
        if doc is not None:
            return assistant.read(doc).text
        ids = scope.judgment_ids
        if ids is None:
            ids = tuple(entry.judgment_id for entry in assistant.entries())
        if len(ids) != 1:
            raise UsageError(f"没有写是哪份文书，而范围内有 {len(ids)} 份。")
        return assistant.read(ids[0]).text

    return text_of


def setting_of(assistant: Assistant, conditions: Conditions, model: str | None) -> dict[str, str]:
    """Whatever the answers depend on."""
    settings = assistant.settings
    setting: dict[str, Any] = {
        "model": model or settings.model,
        "embedding_model": settings.embedding_model or "embedded",
        "library_generation": assistant.generation,
        "in": "、".join(conditions.names),
    }
    told = {"reranker": settings.reranker, "filter": conditions.words}
    return setting | {name: words for name, words in told.items() if words}
