"""The recipe of the embedded model, step by step on texts small enough to check by hand."""

import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from retrieval.analyze import Analyzer
from retrieval.model.bm25 import Bm25
from retrieval.model.contrastive import Batch, train
from retrieval.model.pairs import MIX, SelfSupervision
from retrieval.model.quantize import quantize
from retrieval.model.questions import Supervision, read_consultations
from retrieval.model.texts import (
    CONSULTATIONS,
    JUDGMENTS,
    LAWS,
    MEASURED_ON,
    Kind,
    MeasuredText,
    training_text,
)
from retrieval.model.vocabulary import Encoded, Ids, choose, numbers

SHARED = "本院查明被告于二〇二〇年三月五日向原告借款十万元整"


@pytest.mark.parametrize(
    ("sentence", "kept"),
    [
        (SHARED + "。", False),  # word for word
        ("本院查明：被告于二〇二〇年三月五日，向原告借款十万元整。", False),  # other punctuation
        ("被告于二〇二〇年三月五日向原告借款十万元整", False),  # from the middle of a sentence
        ("本院查明被告于二〇二〇年三月五日向原告借款二十万元整。", True),  # another sum
        ("原告借款十万元整。", True),  # shorter than 20 characters: a stock phrase
    ],
)
def test_measured_sentences_are_left_out(sentence: str, kept: bool) -> None:
    measured = MeasuredText(iter([{"text": f"经审理，{SHARED},至今未还"}]))
    assert measured.clear([sentence]) == ((sentence,) if kept else ())
    assert measured.dropped == (0 if kept else 1)


def test_training_text_reads_every_source(tmp_path: Path) -> None:
    article = {"id": "甲法第一条", "text": "第一句。第二句。", "meta": {"law": "甲法"}}
    for name in (*LAWS, *JUDGMENTS, *CONSULTATIONS, MEASURED_ON):
        row: dict[str, Any] = {**article, "answer": math.nan} if "answers" in name else article
        if "answers" in name:
            del row["text"]
        write_rows(tmp_path / name, [row])
    found = training_text(tmp_path)
    assert [p.kind for p in found] == (  # the NaN answer is left out
        [Kind.ARTICLE] * len(LAWS) + [Kind.JUDGMENT] * len(JUDGMENTS) + [Kind.CONSULTATION]
    )
    assert found[0].heading == "甲法 "
    assert found[0].sentences == ("第一句。", "第二句。")


def test_vocabulary_counts_paragraphs_not_places() -> None:
    paragraphs = [[["原告", "借款"], ["借款"]]] * 4 + [[["借据"], ["借据", "借据", "借据"]]]
    assert choose(paragraphs) == ("借款", "原告")  # equal counts: by code point
    assert numbers(["借款", "借据", "原告"], {"原告": 0, "借款": 1}).tolist() == [1, 0]


def test_quantizing_is_off_by_half_a_step_at_most() -> None:
    vectors = np.random.default_rng(1).standard_normal((50, 8)).astype(np.float32)
    vectors[3] = 0
    small = quantize(vectors)
    assert small.vectors.dtype == np.int8
    assert not small.vectors[3].any()
    error = np.abs(small.vectors * small.scales[:, None] - vectors)
    assert (error <= small.scales[:, None] / 2 + 1e-6).all()


def test_bm25_by_hand() -> None:
    pytest.importorskip("scipy", reason="needs the train extra")
    index = Bm25([["a", "b"], ["a", "a", "c", "c"]], k1=1.5, b=0.75)
    # N 2, n(a) 2: idf ln(1 + 0.5 / 2.5). Mean length 3.
    idf = math.log(1 + 0.5 / 2.5)
    first = idf * 1 * 2.5 / (1 + 1.5 * (0.25 + 0.75 * 2 / 3))
    second = idf * 2 * 2.5 / (2 + 1.5 * (0.25 + 0.75 * 4 / 3))
    assert index.scores(["a", "unknown"]) == pytest.approx([first, second], rel=1e-5)
    assert index.scores(["a", "a"]) == pytest.approx([2 * first, 2 * second], rel=1e-5)
    assert index.scores([]).tolist() == [0, 0]


def test_every_kind_of_pair_can_be_drawn_and_the_seed_decides() -> None:
    paragraphs = tuple(
        Encoded(
            kind, f"work {n // 3}", ids(1, 2, 1, 2), (ids(*range(3, 13)), ids(*range(13, 23))) * 2
        )
        for n in range(6)
        for kind in (Kind.ARTICLE, Kind.JUDGMENT)
    )
    once, again, other = (
        list(SelfSupervision(paragraphs, seed).batches(2, 64)) for seed in (1, 1, 2)
    )
    assert sum(MIX.values()) == pytest.approx(1)
    assert all(len(b.queries) == len(b.passages) == 64 for b in once)
    assert all(len(text) >= 4 for b in once for text in (*b.queries, *b.passages))
    same = [np.array_equal(a, b) for a, b in zip(once[1].queries, again[1].queries, strict=True)]
    assert all(same)
    assert any(
        not np.array_equal(a, b) for a, b in zip(once[1].queries, other[1].queries, strict=True)
    )


def test_training_moves_pairs_together_and_spares_masked_ones() -> None:
    start = np.random.default_rng(1).standard_normal((6, 16)).astype(np.float32)
    masked = np.zeros((2, 3), dtype=bool)
    masked[0, 2] = True
    batch = Batch([ids(0), ids(1)], [ids(2), ids(3), ids(4)], masked)
    trained = train(start, [batch] * 40, 40, 0.05, seed=1)
    assert np.array_equal(trained, train(start, [batch] * 40, 40, 0.05, seed=1))
    assert np.array_equal(trained[5], start[5])  # in no text
    for query, right, wrong in ((0, 2, 3), (1, 3, 4)):
        assert cosine(trained, query, right) > cosine(trained, query, wrong) + 0.3
    unmasked = train(start, [Batch(batch.queries, batch.passages)] * 40, 40, 0.05, seed=1)
    assert cosine(trained, 0, 4) > cosine(unmasked, 0, 4)


def test_questions_and_answers_ask_for_every_gold_article(tmp_path: Path) -> None:
    pytest.importorskip("scipy", reason="needs the train extra")
    folder = tmp_path / "lecoqa-train"
    write_rows(folder / "queries.jsonl", [{"id": "q1", "text": "借款要还吗"}])
    write_rows(folder / "answers.jsonl", [{"id": "q1", "answer": "借款应当返还"}])
    (folder / "qrels.tsv").write_text(
        "query-id\tcorpus-id\tscore\nq1\t甲法第一条\t1\nq1\t甲法第二条\t1\n", encoding="utf-8"
    )
    articles = ["借款应当返还", "借款人返还借款", "离婚自由", "婚姻登记", "继承开始"]
    places = ["甲法第一条", "甲法第二条", "乙法第一条", "乙法第二条", "丙法第一条"]
    (consultation,) = read_consultations(tmp_path, places)
    assert consultation.gold == {0, 1}

    words = sorted({w for a in articles for w in Analyzer().embedding_tokens(a)})
    supervision = Supervision(articles, {w: n for n, w in enumerate(words)}, Analyzer())
    batches = list(supervision.batches([consultation], seed=1))
    assert len(batches) == supervision.steps([consultation])
    for batch in batches:
        # 2 texts × 2 gold articles, then 2 wrong articles for each
        assert (len(batch.queries), len(batch.passages)) == (4, 12)
        assert batch.masked is not None
        # Every gold place but the row's own is masked; no wrong article is.
        assert batch.masked[:, :4].sum(axis=1).tolist() == [3] * 4
        assert not batch.masked[:, 4:].any()


def cosine(vectors: NDArray[np.float32], one: int, other: int) -> float:
    a, b = vectors[one], vectors[other]
    return float(a @ b / np.linalg.norm(a) / np.linalg.norm(b))


def ids(*given: int) -> Ids:
    return np.array(given, dtype=np.int32)


def write_rows(path: Path, rows: list[dict[str, Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8"
    )
