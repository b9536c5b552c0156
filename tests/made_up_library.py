"""A library of a few made-up judgments in memory, for tests of answering."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import log

from analysis.reader import Reader
from corpus.judgment import DIGEST, Header, Judgment, Party, Quality, judgment_id_of
from corpus.passage import Passage, Sentence, Span
from corpus.voice import Voice
from retrieval.analyze import Analyzer
from retrieval.hit import Hit

ANALYZER = Analyzer()


@dataclass(frozen=True)
class MadeUpJudgment:
    """Sentences with their voices, as a judgment, its passages and the hits search would give."""

    sentences: Sequence[tuple[Voice, str]]
    title: str = "甲公司诉乙公司案"
    spun: bool = False
    digest: bool = False
    places: dict[str, str] = field(default_factory=dict)  # header field -> words it was read from
    parties: tuple[Party, ...] = ()
    instance: str | None = None
    court: str | None = None
    totals: tuple[float, float] | None = None  # claimed and awarded

    @property
    def text(self) -> str:
        return "".join(words for _, words in self.sentences)

    @property
    def judgment(self) -> Judgment:
        places = tuple(
            (name, Span(self.text.index(words), self.text.index(words) + len(words)))
            for name, words in self.places.items()
        )
        header = Header(
            court=self.court,
            case_number=self.places.get("case_number"),
            doc_type=DIGEST if self.digest else None,
            instance=self.instance,
            parties=self.parties,
            claimed_amount=self.totals[0] if self.totals else None,
            awarded_amount=self.totals[1] if self.totals else None,
            places=places,
        )
        sentences = tuple(Sentence(p.span, p.voice) for p in self.passages)
        return Judgment(
            judgment_id_of(self.text), self.title, self.text, header, sentences, Quality(self.spun)
        )

    @property
    def passages(self) -> tuple[Passage, ...]:
        found, start, id_ = [], 0, judgment_id_of(self.text)
        for number, (voice, words) in enumerate(self.sentences):
            span = Span(start, start + len(words))
            search_text = f"{self.title} {words}"
            found.append(Passage(f"{id_}#{number:04d}", id_, span, voice, words, search_text))
            start = span.end
        return tuple(found)

    def hits(self, *scores: float) -> list[Hit]:
        """A hit a passage, best first; scores fall from 1 unless they are given."""
        given = scores or tuple(1 - number / 100 for number in range(len(self.passages)))
        hits = [
            Hit(passage, f"{self.title}.txt", self.title, score, self.digest, self.spun)
            for passage, score in zip(self.passages, given, strict=True)
        ]
        return sorted(hits, key=lambda hit: -hit.score)


@dataclass(frozen=True)
class MadeUpReading:
    """Words as our analyzer cuts them; telling by how few of these judgments hold them."""

    texts: Sequence[str]

    def words(self, text: str) -> list[str]:
        return ANALYZER.words(text)

    def knows(self, word: str) -> bool:
        return ANALYZER.knows(word)

    def rarity(self, word: str) -> float:
        holding = sum(word in text.lower() for text in self.texts)
        return log(1 + (len(self.texts) - holding + 0.5) / (holding + 0.5))


def reader_of(*judgments: MadeUpJudgment) -> Reader:
    """What extraction reads, over these judgments."""
    by_id = {judgment.judgment.id: judgment for judgment in judgments}
    return Reader(
        lambda id_: by_id[id_].judgment,
        lambda id_: by_id[id_].passages,
        MadeUpReading([judgment.text for judgment in judgments]),
        lambda _, id_: by_id[id_].hits(*[1.0] * len(by_id[id_].sentences)),
    )
