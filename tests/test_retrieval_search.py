"""The search recipe, over an index and a catalog made of dictionaries."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
from made_up_library import ANALYZER, MadeUpJudgment

from corpus.judgment import DIGEST
from corpus.passage import Passage
from corpus.record import Entry
from corpus.scope import EVERYTHING, Scope
from corpus.voice import Voice
from retrieval.lexical import QuestionTerms, Scored
from retrieval.search import Asked, search

ONE = MadeUpJudgment(
    [(Voice.ORDER, "驳回。"), (Voice.COURT_REASONING, "本院不予支持。")], title="甲"
)
TWO = MadeUpJudgment([(Voice.ORDER, "被告归还借款。")], title="乙", digest=True)
PASSAGES = {p.id: p for j in (ONE, TWO) for p in j.passages}
A, B, C = PASSAGES  # two of one judgment, one of the other


PLAIN = "是否借款？"  # a question: nothing in it is looked for letter for letter


@dataclass
class FakeIndex:
    """Gives back what it was made with, within the scope; remembers the scopes."""

    words_found: dict[str, float] = field(default_factory=dict)
    vectors_found: dict[str, float] = field(default_factory=dict)
    judgments_found: dict[str, float] = field(default_factory=dict)
    scopes: list[Scope] = field(default_factory=list)

    def lexical(self, question: str, limit: int, scope: Scope) -> list[Scored]:
        return self._within(self.words_found, limit, scope)

    def dense(self, question: str, limit: int, scope: Scope) -> list[Scored]:
        return self._within(self.vectors_found, limit, scope)

    def judgments(self, question: str, limit: int, scope: Scope) -> list[Scored]:
        self.scopes.append(scope)
        return [Scored(*found) for found in self.judgments_found.items()]

    def holding(self, forms: Sequence[str], limit: int, scope: Scope) -> list[Scored]:
        return [Scored(p.id, 1.0) for p in PASSAGES.values() if any(f in p.text for f in forms)]

    def question_terms(self, text: str) -> QuestionTerms:
        terms = tuple(dict.fromkeys(ANALYZER.lexical_terms(text)))
        holding = tuple(sum(t in p.text for p in PASSAGES.values()) for t in terms)
        words = frozenset(ANALYZER.words(text))
        return QuestionTerms(terms, (1.0,) * len(terms), holding, words, len(PASSAGES))

    def words(self, text: str) -> list[str]:
        return ANALYZER.words(text)

    def _within(self, found: dict[str, float], limit: int, scope: Scope) -> list[Scored]:
        self.scopes.append(scope)
        return [
            Scored(id_, score)
            for id_, score in found.items()
            if scope.judgment_ids is None or PASSAGES[id_].judgment_id in scope.judgment_ids
        ][:limit]


class FakeCatalog:
    """Holds the passages that are in sight."""

    def __init__(self, *ids: str) -> None:
        self.ids = ids or tuple(PASSAGES)

    def passages(self, passage_ids: list[str]) -> dict[str, Passage]:
        return {id_: PASSAGES[id_] for id_ in passage_ids if id_ in self.ids}

    def passages_of_all(self, judgment_ids: Sequence[str]) -> list[Passage]:
        return [p for p in PASSAGES.values() if p.judgment_id in judgment_ids and p.id in self.ids]

    def entries_by_id(self, judgment_ids: set[str]) -> dict[str, Entry]:
        return {
            made_up.judgment.id: Entry(
                judgment_id=made_up.judgment.id,
                title=made_up.title,
                source_ids=(f"{made_up.title}.txt", "another"),
                origins=("/1", "/2"),
                doc_type=DIGEST if made_up.digest else None,
                court=None,
                case_number=None,
                date=None,
                spun=False,
                partial=False,
                page_starts=(),
                characters=1,
                passages=1,
            )
            for made_up in (ONE, TWO)
            if made_up.judgment.id in judgment_ids
        }


def found(index: FakeIndex, catalog: FakeCatalog | None = None, limit: int = 10) -> list[str]:
    result = search(PLAIN, index=index, catalog=catalog or FakeCatalog(), limit=limit)
    return [hit.passage.id for hit in result.hits]


def test_either_engine_may_find_a_passage() -> None:
    assert set(found(FakeIndex({A: 7.0}, {C: 0.9, A: 0.2}))) == {A, C}


def test_of_passages_without_the_words_the_nearer_comes_first() -> None:
    assert found(FakeIndex({A: 10.0, B: 9.0}, {A: 0.1, B: 0.9})) == [B, A]


def test_the_judgment_that_fits_lifts_its_passages_and_brings_in_the_others() -> None:
    index = FakeIndex({C: 9.0, A: 9.0}, {}, {ONE.judgment.id: 5.0})
    hits = search("结果如何？", index=index, catalog=FakeCatalog()).hits
    assert [hit.passage.id for hit in hits] == [*sorted([A, B]), C]


def test_a_judgment_out_of_sight_brings_in_nothing() -> None:
    index = FakeIndex({C: 9.0}, {}, {ONE.judgment.id: 5.0})
    assert found(index, FakeCatalog(C)) == [C]


def test_equal_scores_come_by_id_and_the_limit_cuts() -> None:
    index = FakeIndex({B: 1.0, A: 1.0})
    assert found(index) == sorted([A, B])
    assert found(index, limit=1) == sorted([A, B])[:1]


def test_who_may_answer_goes_first() -> None:
    index = FakeIndex({A: 1.0, B: 1.0})
    asked = Asked("如何处理？", voices=frozenset({Voice.COURT_REASONING}))
    hits = search(asked, index=index, catalog=FakeCatalog()).hits
    assert [hit.passage.id for hit in hits] == [B, A]


def test_what_is_quoted_is_found_and_goes_first() -> None:
    index = FakeIndex({C: 9.0})  # neither engine brought it up
    hits = search("谁说“不予支持”？", index=index, catalog=FakeCatalog()).hits
    assert [hit.passage.id for hit in hits] == [B, C]


def test_the_parts_add_up_to_the_score() -> None:
    index = FakeIndex({A: 9.0, C: 4.0}, {A: 0.5, C: 0.4}, {TWO.judgment.id: 5.0})
    for hit in search("被告何时归还借款？", index=index, catalog=FakeCatalog()).hits:
        assert hit.score == pytest.approx(sum(value for _, value in hit.parts))


@pytest.mark.parametrize("index", [FakeIndex({A: 2.0, C: 1.0}), FakeIndex({}, {A: 0.9, C: 0.8})])
def test_what_is_out_of_sight_is_not_found(index: FakeIndex) -> None:
    assert found(index, FakeCatalog(C)) == [C]


def test_nothing_found_is_nothing() -> None:
    assert found(FakeIndex()) == []


def test_every_engine_is_asked_within_the_scope() -> None:
    index = FakeIndex({A: 1.0, C: 1.0}, {C: 1.0}, {ONE.judgment.id: 1.0})
    scope = Scope((ONE.judgment.id,), (Voice.ORDER,))
    result = search(PLAIN, index=index, catalog=FakeCatalog(), scope=scope)
    assert [hit.passage.id for hit in result.hits] == [A]
    assert all(s.judgment_ids == (ONE.judgment.id,) for s in index.scopes)
    assert all(s.voices == (Voice.ORDER,) for s in index.scopes)


def test_a_hit_tells_what_it_is() -> None:
    result = search("借款", index=FakeIndex({C: 3.0}), catalog=FakeCatalog(), scope=EVERYTHING)
    (hit,) = result.as_json()["hits"]
    assert hit["source_id"] == "乙.txt"  # its first name
    assert hit["digest"] is True
    assert (hit["start"], hit["end"], hit["voice"]) == (0, 7, "判决主文")
    assert hit["text"] == "被告归还借款。"
    assert result.as_json()["query"] == "借款"
