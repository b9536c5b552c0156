"""Questions with what is known of their answers, and the names that gold files use for voices."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from analysis.answer import Turn
from corpus.passage import Span
from corpus.voice import Voice, voice_named

FALSE_PREMISE = "false_premise"
"""The `type` of a question that assumes something its judgment contradicts."""

NO_TYPE = "未分类"
"""The type of a question whose row names none."""

GOLD_VOICES: dict[str, Voice] = {
    "plaintiff_claim": Voice.PLAINTIFF_CLAIM,
    "appellant_claim": Voice.PLAINTIFF_CLAIM,  # in an appeal, the appellant is who claims
    "defendant_argument": Voice.DEFENDANT_ARGUMENT,
    "appellee_argument": Voice.DEFENDANT_ARGUMENT,
    "third_party": Voice.THIRD_PARTY,
    "party_evidence": Voice.PARTY_EVIDENCE,
    "lower_court": Voice.LOWER_COURT,
    "evidence_ruling": Voice.EVIDENCE_RULING,
    "court_finding": Voice.COURT_FINDING,
    "issue": Voice.ISSUE,
    "court_reasoning": Voice.COURT_REASONING,
    "order": Voice.ORDER,
    "costs_notice": Voice.COSTS_NOTICE,
    "procedure": Voice.PROCEDURE,
    "commentary": Voice.COMMENTARY,
    "other": Voice.OTHER,
    # names that only the map of the first sample judgment uses
    "holding": Voice.ORDER,
    "case_fact": Voice.COURT_FINDING,
    "procedural_fact": Voice.PROCEDURE,
    "article_author": Voice.COMMENTARY,
    "metadata": Voice.OTHER,
    "connective": Voice.OTHER,
    "unknown": Voice.OTHER,
}
"""How hand-made gold files name the voices, in English."""

NO_VOICE = frozenset({"", "none", "null"})
"""How gold files write that a question has no voice: it cannot be answered."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place that proves the answer; without `doc`, in the judgment the question is about."""

    span: Span
    voice: str | None = None  # as the file names it; None where only the question names one
    doc: str | None = None  # a source_id


@dataclass(frozen=True, slots=True)
class Question:
    """One question with what is known of its answer; None or empty where the row does not say.

    `answerable` is None where the row says neither that nor where the evidence is. Without
    `doc`, offsets count in whatever judgment is found: for libraries of a single document.
    """

    id: str
    question: str
    answerable: bool | None = None
    evidence: tuple[Evidence, ...] = ()
    doc: str | None = None  # a source_id
    voice: str | None = None  # as the file names it
    type: str = NO_TYPE
    answer: str = ""
    history: tuple[Turn, ...] = ()
    answers: tuple[str, ...] = ()  # of several annotators, "" where one found none

    def doc_of(self, evidence: Evidence) -> str | None:
        """The document that this evidence lies in: its own, else the question's."""
        return self.doc if evidence.doc is None else evidence.doc

    @property
    def docs(self) -> tuple[str, ...]:
        """Every document that is named: the question's, then those of its evidence, each once."""
        named = (self.doc, *map(self.doc_of, self.evidence))
        return tuple(dict.fromkeys(doc for doc in named if doc is not None))


def gold_voice(name: str | None) -> Voice | None:
    """The voice a gold file means, by its English or Chinese name; None for none or unknown.

    >>> gold_voice("holding").value, gold_voice("法院说理").value, gold_voice("none")
    ('判决主文', '法院说理', None)
    """
    if has_no_voice(name):
        return None
    assert name is not None
    cleaned = name.strip()
    if cleaned.lower() in GOLD_VOICES:
        return GOLD_VOICES[cleaned.lower()]
    try:
        return voice_named(cleaned)
    except ValueError:
        return None


def has_no_voice(name: str | None) -> bool:
    """Whether the row says that there is no voice, as against a voice we do not know."""
    return name is None or name.strip().lower() in NO_VOICE


def unknown_voices(questions: Iterable[Question]) -> Counter[str]:
    """Voice names of the file that mean nothing to us, with how often each stands there."""
    questions = tuple(questions)
    names = [q.voice for q in questions] + [e.voice for q in questions for e in q.evidence]
    return Counter(n for n in names if n and not has_no_voice(n) and gold_voice(n) is None)
