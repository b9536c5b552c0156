"""Cross-encoders: the adapter over a model made here, and the order that scores make."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from made_up_library import MadeUpJudgment
from numpy.typing import NDArray
from small_models import make_cross_encoder

from corpus.errors import Unavailable
from corpus.voice import Voice
from retrieval.cross_encoder import RERANKED, CrossEncoderScorer, open_scorer, reordered

WORDS = ("原告诉称欠款三万元。", "本院认为，借款三万元。", "判决支付违约金五万元。", "如下。")
LOAN = MadeUpJudgment([(Voice.OTHER, words) for words in WORDS], title="借款")


class FakeScorer:
    """Scores as they are given, in the order of the texts; what it was asked is kept."""

    def __init__(self, *scores: float) -> None:
        self._scores = scores
        self.asked: list[tuple[str, list[str]]] = []

    def scores(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        self.asked.append((question, list(texts)))
        return np.array(self._scores[: len(texts)], dtype=np.float32)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_cross_encoder(tmp_path_factory.mktemp("models") / "cross")


def test_a_model_s_scores_do_not_hang_on_batches_or_company(folder: Path) -> None:
    scorer = CrossEncoderScorer(str(folder), device="cpu", batch_size=2)
    scores = scorer.scores("借款", WORDS)
    assert scores.dtype == np.float32 and scores.shape == (4,)
    assert len(set(scores.tolist())) == 4
    alone = [scorer.scores("借款", [words])[0] for words in WORDS]
    assert scores == pytest.approx(alone, abs=1e-5)
    assert scores != pytest.approx(scorer.scores("违约金", WORDS), abs=1e-3)
    assert scorer.scores("借款", []).shape == (0,)


def test_nothing_is_drawn_while_a_model_is_loaded_and_scores(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    CrossEncoderScorer(str(folder), device="cpu", batch_size=1).scores("借款", WORDS)
    assert capfd.readouterr() == ("", "")  # transformers: "Loading weights: 100%|██████████|"


def test_a_model_reorders_hits(folder: Path) -> None:
    scorer = open_scorer(str(folder), device="cpu")
    assert scorer is not None
    hits = LOAN.hits()
    scores = scorer.scores("借款", [f"借款\n{hit.passage.text}" for hit in hits])
    ordered = reordered("借款", hits, scorer)
    expected = sorted(range(4), key=lambda place: -scores[place])
    assert expected != [0, 1, 2, 3]  # else nothing would be shown
    assert [hit.passage.text for hit in ordered] == [WORDS[place] for place in expected]


@pytest.mark.parametrize(
    ("scores", "order"),
    [
        ((0.1, 0.4, 0.2, 0.3), [1, 3, 2, 0]),
        ((0.5, 0.5, 0.9, 0.5), [2, 0, 1, 3]),  # ties stay as they came
        ((-3.0, -1.0, -2.0, -4.0), [1, 2, 0, 3]),  # raw scores below 0
        ((0.1, float("nan"), 0.9, 0.2), [0, 1, 2, 3]),  # no number: no help
    ],
)
def test_reordered(scores: tuple[float, ...], order: list[int]) -> None:
    hits = LOAN.hits(4.0, 3.0, 2.0, 1.0)
    scorer = FakeScorer(*scores)
    ordered = reordered("谁还款？", hits, scorer)
    assert [hit.passage.text for hit in ordered] == [WORDS[place] for place in order]
    assert [hit.score for hit in ordered] == [4.0, 3.0, 2.0, 1.0]  # the search's own scale
    assert scorer.asked == [("谁还款？", [f"借款\n{words}" for words in WORDS])]


def test_only_the_first_are_read_again() -> None:
    long = MadeUpJudgment([(Voice.OTHER, f"第{n}句。") for n in range(RERANKED + 3)])
    hits = long.hits()
    ordered = reordered("问", hits, FakeScorer(*range(RERANKED + 3)))
    assert ordered[:RERANKED] != tuple(hits[:RERANKED])
    assert ordered[RERANKED:] == tuple(hits[RERANKED:])
    assert reordered("问", [], FakeScorer()) == ()


def test_none_is_no_model() -> None:
    assert open_scorer(None) is None


def test_a_model_of_classes_is_no_scorer(tmp_path: Path) -> None:
    scorer = CrossEncoderScorer(str(make_cross_encoder(tmp_path / "classes", 3)), device="cpu")
    with pytest.raises(Unavailable, match=r"有 3 个输出.*PANDU_RERANKER"):
        scorer.scores("问", ["答"])


def test_a_folder_without_a_model_is_told_when_it_is_used(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="重排模型.*加载失败.*去掉 PANDU_RERANKER"):
        CrossEncoderScorer(str(tmp_path)).scores("问", ["答"])
    with pytest.raises(Unavailable, match="找不到重排模型目录"):
        open_scorer("./no-such-model")
