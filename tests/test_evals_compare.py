"""Two evaluations side by side."""

import json
from pathlib import Path

import pytest
from made_up_runs import scored, write_run

from analysis.answer import Outcome
from corpus.errors import UsageError
from evals.compare import Comparison, Direction, compare, paired
from evals.compare_report import render_comparison
from evals.compare_runs import load_run
from evals.compare_words import in_words

DECLINED, UNAVAILABLE = Outcome.DECLINED, Outcome.UNAVAILABLE

FIRST = (
    scored("1", evidence_cited=0.0, evidence_recall=0.0, seconds=0.1),
    scored("2", evidence_cited=1.0, evidence_recall=0.5, seconds=0.1),
    scored("3", evidence_cited=1.0, evidence_recall=1.0, holding_from_party=0.0),
    scored("4", evidence_cited=1.0, evidence_recall=1.0),
    scored("5", evidence_cited=1.0),
    scored("6", DECLINED, outcome_right=1.0),
    scored("7", DECLINED),
    scored("8", evidence_cited=1.0),
)
SECOND = (
    scored("7", UNAVAILABLE),  # an outcome, and no value in both
    scored("1", evidence_cited=1.0, evidence_recall=0.8, seconds=0.9),
    scored("2", evidence_cited=0.0, evidence_recall=0.7, seconds=0.9),  # both ways
    scored("3", evidence_cited=1.0, evidence_recall=1.0, holding_from_party=2.0),  # more is worse
    scored("4", evidence_cited=1.0, evidence_recall=1.0, seconds=0.2),  # the same
    scored("5", evidence_cited=None),  # no value now: nothing to compare
    # Nothing was said before; now a plea is shown for a holding.
    scored("6", outcome_right=1.0, holding_from_party=1.0),
    scored("9", evidence_cited=0.0),
)


@pytest.fixture
def found(tmp_path: Path) -> Comparison:
    before = write_run(tmp_path / "before", *FIRST)
    after = write_run(tmp_path / "after", *SECOND, model="qwen3")
    return compare(load_run(before), load_run(after))


def test_which_questions_went_where(found: Comparison) -> None:
    went = {question.id: question.direction for question in found.questions}
    assert went == {
        "1": Direction.BETTER,
        "2": Direction.MIXED,
        "3": Direction.WORSE,
        "6": Direction.WORSE,
        "7": Direction.OTHER,
    }
    first = found.questions[0]
    assert (first.question, first.outcomes) == ("第1问？", ("answered", "answered"))
    assert [(c.key, c.before, c.after) for c in first.changes] == [  # not its seconds
        ("evidence_cited", 0, 1), ("evidence_recall", 0, 0.8),
    ]  # fmt: skip


def test_only_questions_in_both_count(found: Comparison) -> None:
    assert found.shared == 7
    assert found.only_in == (("8",), ("9",))
    cited = next(change for change in found.measures if change.key == "evidence_cited")
    assert (cited.n, cited.before, cited.after) == (4, 3 / 4, 3 / 4)  # 1 to 4; 5 has no value now
    assert (cited.better, cited.worse) == (1, 1)
    nothing = next(change for change in found.measures if change.key == "hit@1")
    assert (nothing.n, nothing.before, nothing.apart) == (0, None, None)


def test_what_is_set_differently_is_said(found: Comparison) -> None:
    assert found.settings == {"模型": ("none", "qwen3")}


def test_it_is_told_in_words_and_json(found: Comparison) -> None:
    words = "\n".join(in_words(found))
    for told in (
        "从 before 到 after，对照两次都有的 7 题",
        "只在 before 里的 1 题未计入：8",
        "模型：none → qwen3",
        "变差的 2 题",
        "↓他人之言 0 → 2",
        "说明无据 → 未能作答",
    ):
        assert told in words
    assert words.index("变差的") < words.index("有好有坏的") < words.index("变好的")
    document = json.loads(json.dumps(found.as_json(), allow_nan=False))
    assert document["only_in_second"] == ["9"]
    assert document["measures"]["evidence_cited"]["better"] == 1
    assert document["questions"][0]["direction"] == "better"


def test_the_page_stands_alone_and_is_escaped(tmp_path: Path) -> None:
    asked = scored("<b>", evidence_cited=0.0) | {"question": "<script>alert(1)</script>"}
    better = asked | {"scores": scored("<b>", evidence_cited=1.0)["scores"]}
    before = write_run(tmp_path / "a", asked)
    after = write_run(tmp_path / "b", better)
    page = render_comparison(compare(load_run(before), load_run(after)))
    assert "<script>alert" not in page and "&lt;script&gt;alert" in page
    assert "default-src &#x27;none&#x27;" in page and "src=" not in page and "href=" not in page


PAIRS = [
    # before, after, whether the interval leaves out 0
    ([0.0] * 40, [1.0] * 10 + [0.0] * 30, True),  # ten better, none worse
    ([1.0, 0.0] * 20, [0.0, 1.0] * 20, False),  # as many better as worse
    ([1.0] * 40, [1.0] * 40, False),
    ([0.0], [1.0], True),  # a single question resamples to itself
]


@pytest.mark.parametrize(("before", "after", "expected"), PAIRS)
def test_the_difference_is_paired(before: list[float], after: list[float], expected: bool) -> None:
    apart = paired(before, after)
    assert apart is not None
    assert apart.mean == pytest.approx(sum(after) / len(after) - sum(before) / len(before))
    assert (not apart.low <= 0 <= apart.high) is expected


def test_pairing_cancels_what_questions_share() -> None:
    # Hard and easy questions far apart, each a little better: the means' own intervals are wide.
    before = [0.0, 0.9] * 20
    apart = paired(before, [value + 0.1 for value in before])
    assert apart is not None
    assert (apart.low, apart.high) == pytest.approx((0.1, 0.1))


def test_nothing_changed(tmp_path: Path) -> None:
    runs = [load_run(write_run(tmp_path / name, *FIRST)) for name in "ab"]
    found = compare(*runs)
    assert not found.questions
    assert "没有一题的得分或结局有变化。" in list(in_words(found))


def test_other_questions_are_refused(tmp_path: Path) -> None:
    first = load_run(write_run(tmp_path / "a", scored("1"), scored("2")))
    reworded = scored("1") | {"question": "另一问？"}
    for name, rows in (("none shared", [scored("3")]), ("reworded", [reworded, scored("2")])):
        second = load_run(write_run(tmp_path / name, *rows, sha256="b" * 64))
        with pytest.raises(UsageError, match="不是同一份问题"):
            compare(first, second)


def test_another_file_with_the_same_questions_is_told(tmp_path: Path) -> None:
    first = load_run(write_run(tmp_path / "a", scored("1"), scored("2")))
    second = load_run(write_run(tmp_path / "b", scored("1"), scored("3"), sha256="b" * 64))
    found = compare(first, second)
    assert found.shared == 1 and "问题文件不同" in found.notes[0]


def test_measures_that_one_run_does_not_know_are_left_out(tmp_path: Path) -> None:
    old = scored("1", evidence_cited=1.0)
    del old["scores"]["yes_no_match"]
    runs = [write_run(tmp_path / "a", old), write_run(tmp_path / "b", scored("1"))]
    found = compare(*map(load_run, runs))
    assert "yes_no_match" not in {change.key for change in found.measures}
    assert "是否相符" in found.notes[0]


def test_folders_that_hold_no_evaluation_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="metrics.json"):
        load_run(tmp_path)
    benchmark = write_run(tmp_path / "benchmark", {"id": "q", "text": "…", "systems": {}})
    with pytest.raises(UsageError, match="第 1 行"):
        load_run(benchmark)
    (benchmark / "metrics.json").write_text('{"set": "lecoqa"}')
    with pytest.raises(UsageError, match="不是 pandu eval 的结果"):
        load_run(benchmark)
    torn = write_run(tmp_path / "torn", scored("1"))
    with (torn / "results.jsonl").open("a") as results:
        results.write('{"id": ')
    with pytest.raises(UsageError, match="第 2 行"):
        load_run(torn)
    with pytest.raises(UsageError, match="是空的"):
        load_run(write_run(tmp_path / "empty"))
