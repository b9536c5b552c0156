"""Running an evaluation: what is written, and that it goes on after any kind of end."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from made_up_answers import answer, cited, hit

from analysis.answer import Answer, Outcome
from corpus.errors import ModelUnavailable, UsageError
from evals.answerer import Answerer
from evals.dataset import Question
from evals.folder import LOCK, METRICS, REPORT, RESULTS, RUN, RunFolder
from evals.question_file import read_questions
from evals.run import TABLE_CSV, TABLE_XLSX, Standing, evaluate
from evals.summary import Metrics

SETTING = {"model": "none", "library_generation": "3", "in": ""}
ROWS = [
    {"id": "a", "question": "问一", "evidence": [{"start": 10, "end": 20}], "voice": "order"},
    {"id": "b", "question": "问二", "answerable": False},
    {"id": "c", "question": "问三", "answerable": True},
]


class Asked:
    """Answers every question the same way, notes who asked, and fails where told to."""

    def __init__(self, failing: dict[str, BaseException] | None = None) -> None:
        self.ids: list[str] = []
        self._failing = failing or {}

    def __call__(self, question: Question) -> Answer:
        self.ids.append(question.id)
        if question.id in self._failing:
            raise self._failing[question.id]
        return answer(cited(10, 20), hits=(hit(10, 20),), text="断\u2028行与\u0085换行")


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    path = tmp_path / "questions.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in ROWS), encoding="utf-8")
    return path


def run(
    questions: Path,
    ask: Callable[[Question], Answer],
    setting: dict[str, str] = SETTING,
    progress: Callable[[Standing], None] = lambda standing: None,
    jobs: int = 1,
) -> Metrics:
    return evaluate(
        read_questions(questions),
        questions.parent / "out",
        Answerer(ask, jobs),
        setting=setting,
        progress=progress,
        date="2026-11-23",
    )


def results(questions: Path) -> list[dict[str, Any]]:
    lines = (questions.parent / "out" / RESULTS).read_bytes().split(b"\n")
    assert lines.pop() == b""
    return [json.loads(line) for line in lines]


def test_a_whole_run(questions: Path) -> None:
    told: list[Standing] = []
    metrics = run(questions, Asked(), progress=told.append)
    # b must not be answered, and is
    standings = [(0, 0, 0), (1, 1, 0), (2, 1, 1), (3, 2, 1)]
    assert told == [Standing(done, 3, 0, right=r, wrong=w) for done, r, w in standings]
    assert [row["id"] for row in results(questions)] == ["a", "b", "c"]
    assert results(questions)[0]["scores"]["hit@1"] == 1
    assert results(questions)[0]["text"] == "断\u2028行与\u0085换行"
    assert metrics.counts["questions"] == 3
    written = json.loads((questions.parent / "out" / METRICS).read_bytes())
    assert written["settings"] == SETTING
    assert written["date"] == "2026-11-23"
    assert written["counts"] == metrics.counts
    assert written["questions"]["file"] == "questions.jsonl"
    assert str(questions.parent) not in json.dumps(written)  # no place on this machine
    for name in (REPORT, TABLE_CSV, TABLE_XLSX):
        assert (questions.parent / "out" / name).stat().st_size > 0


def test_a_second_run_asks_nothing_and_says_the_same(questions: Path) -> None:
    first, before = run(questions, Asked()), results(questions)
    asked = Asked()
    assert run(questions, asked) == first
    assert asked.ids == []
    assert results(questions) == before


def test_an_unavailable_answer_is_counted_apart_and_asked_again(questions: Path) -> None:
    told: list[Standing] = []
    failing = Asked({"b": ModelUnavailable("模型没有回应，请检查地址。")})
    metrics = run(questions, failing, progress=told.append)
    assert told[-1] == Standing(3, 3, before=0, unavailable=1, right=2)
    row = results(questions)[1]
    assert (row["outcome"], row["warnings"]) == ("unavailable", ["模型没有回应，请检查地址。"])
    assert set(row["scores"].values()) == {None}
    assert (metrics.counts["unavailable"], metrics.counts["wrong"]) == (1, 0)
    asked = Asked()
    run(questions, asked)
    assert asked.ids == ["b"]
    assert [row["id"] for row in results(questions)] == ["a", "b", "c"]  # in their order


ENDS = [KeyboardInterrupt(), RuntimeError("a bug")]


@pytest.mark.parametrize("end", ENDS)
def test_an_interrupted_run_goes_on(questions: Path, end: BaseException) -> None:
    with pytest.raises(type(end)):
        run(questions, Asked({"b": end}))
    assert [row["id"] for row in results(questions)] == ["a"]
    asked = Asked()
    told: list[Standing] = []
    run(questions, asked, progress=told.append)
    assert asked.ids == ["b", "c"]
    assert told == [
        Standing(done, 3, 1, right=r, wrong=w) for done, r, w in ((1, 1, 0), (2, 1, 1), (3, 2, 1))
    ]


def test_a_file_torn_at_any_byte_goes_on(questions: Path) -> None:
    run(questions, Asked())
    out = questions.parent / "out"
    whole, described = (out / RESULTS).read_bytes(), json.loads((out / RUN).read_bytes())
    ends = [n + 1 for n, byte in enumerate(whole) if byte == ord("\n")]
    near_ends = {end + step for end in [0, *ends] for step in (-2, -1, 0, 1)}
    cuts = near_ends | set(range(0, len(whole), 11))
    for cut in sorted(n for n in cuts if 0 <= n <= len(whole)):
        (out / RESULTS).write_bytes(whole[:cut])
        with RunFolder(out) as folder:
            rows = folder.resume(described)
        assert len(rows) == sum(end <= cut for end in ends)
        assert (out / RESULTS).read_bytes() == whole[: max([0, *(e for e in ends if e <= cut)])]


def test_a_run_killed_outright_goes_on(questions: Path) -> None:
    # A process of its own that kills itself with no clean-up while it answers the third question.
    script = f"""
import os, signal, sys
from pathlib import Path
sys.path[:0] = [{str(Path(__file__).parent)!r}, {str(Path(__file__).parents[1])!r}]
from test_evals_run import Asked, run
class Killed(Asked):
    def __call__(self, question):
        if question.id == "c":
            os.kill(os.getpid(), signal.SIGKILL)
        return super().__call__(question)
run(Path({str(questions)!r}), Killed())
"""
    ended = subprocess.run([sys.executable, "-c", script], check=False, env=dict(os.environ))
    assert ended.returncode == -signal.SIGKILL
    asked = Asked()
    run(questions, asked)  # the lock of a dead process holds nobody up
    assert asked.ids == ["c"]


def test_another_setting_is_refused_by_name(questions: Path) -> None:
    run(questions, Asked())
    with pytest.raises(UsageError) as refused:
        run(questions, Asked(), {"model": "deepseek-chat", "in": "loan-7"})
    message = str(refused.value)
    assert "模型原为“none”，现为“deepseek-chat”" in message
    assert "文库版次原为“3”，现为“无”" in message
    assert "检索范围原为“无”，现为“loan-7”" in message
    assert "--out" in message


def test_other_questions_are_refused(questions: Path) -> None:
    run(questions, Asked())
    questions.write_text('{"question": "另一问"}', encoding="utf-8")
    with pytest.raises(UsageError, match="问题文件内容已改动"):
        run(questions, Asked())


def test_a_folder_in_use_is_refused(questions: Path) -> None:
    out = questions.parent / "out"
    out.mkdir()
    with FileLock(out / LOCK), pytest.raises(UsageError, match="正被另一次评测使用"):
        run(questions, Asked())


SPOILT = [
    (RUN, b"{", "读不懂"),
    (RUN, b"[]", "读不懂"),
    (RUN, None, "却没有 run.json"),  # taken away
    (RESULTS, b'{"id": "a"}\n{}\n', "第 1 行读不懂"),  # a hand was at work, not a crash
]


@pytest.mark.parametrize(("name", "content", "fault"), SPOILT)
def test_a_spoilt_folder_is_refused(
    questions: Path, name: str, content: bytes | None, fault: str
) -> None:
    run(questions, Asked())
    path = questions.parent / "out" / name
    path.unlink() if content is None else path.write_bytes(content)
    with pytest.raises(UsageError, match=fault):
        run(questions, Asked())


def test_an_output_that_is_a_file_is_refused(questions: Path) -> None:
    (questions.parent / "out").write_text("")
    with pytest.raises(UsageError, match="用不了输出目录"):
        run(questions, Asked())


def test_bad_questions_leave_no_folder_behind(questions: Path) -> None:
    questions.write_text("{}", encoding="utf-8")
    with pytest.raises(UsageError):
        run(questions, Asked())
    assert not (questions.parent / "out").exists()


def test_a_model_folder_is_named_without_its_place(questions: Path) -> None:
    run(questions, Asked(), {"embedding_model": "/opt/models/bge-small"})
    described = (questions.parent / "out" / RUN).read_text(encoding="utf-8")
    assert '"bge-small"' in described
    assert "/opt" not in described


def test_text_that_utf_8_cannot_carry_is_kept(questions: Path) -> None:
    run(questions, lambda question: answer(text="坏字\ud800"))
    assert results(questions)[0]["text"] == "坏字\ud800"
    assert run(questions, Asked()).counts["questions"] == 3  # read back, and the page is written


def test_outcomes_are_as_the_answer_says(questions: Path) -> None:
    metrics = run(questions, lambda question: answer(outcome=Outcome.DECLINED))
    assert (metrics.counts["right"], metrics.counts["wrong"]) == (1, 2)
