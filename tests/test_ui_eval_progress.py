"""How far an evaluation is, in words: a line now and then where nobody watches."""

import pytest

from evals.run import Standing
from ui.command.eval_progress import QUIET_SECONDS, EvalProgress, in_words

WORDS = [
    (Standing(0, 70, before=0), 0.0, ""),  # nothing to go by
    (Standing(7, 70, before=0), 70.0, "每分钟 6.0 题，约剩 10 分 30 秒"),  # 63 left at 10 s each
    (Standing(30, 70, before=0), 10.0, "每秒 3.0 题，约剩 13 秒"),  # 40 / 3
    (Standing(70, 70, before=0), 75.0, "每分钟 56.0 题，用时 1 分 15 秒"),
    # 50 of an earlier run say nothing of the rate: 10 in 20 s, 10 left
    (Standing(60, 70, before=50), 20.0, "每分钟 30.0 题，约剩 20 秒，此前已答 50"),
    (Standing(50, 70, before=50), 0.1, "此前已答 50"),
    # neither right nor wrong
    (
        Standing(10, 10, before=0, unavailable=2, unreadable=1),
        10.0,
        "每秒 1.0 题，用时 10 秒，未能作答 2，模型回答不可用 1",
    ),
]


@pytest.mark.parametrize(("standing", "seconds", "words"), WORDS)
def test_in_words(standing: Standing, seconds: float, words: str) -> None:
    assert in_words(standing, seconds) == words


class Clock:
    """Seconds as the test has them."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_lines_are_few_without_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    clock = Clock()
    progress = EvalProgress(quiet=False, clock=clock)
    for done in range(1001):
        progress.update(Standing(done, 1000, before=0))
        clock.now += 0.1
    progress.close()
    out, err = capsys.readouterr()
    lines = err.splitlines()
    assert out == ""
    assert len(lines) == 2 + int(100 // QUIET_SECONDS)  # 100 s: the first, each 30 s, the last
    assert lines[0] == "评测 0/1000" and lines[-1].startswith("评测 1000/1000　每秒 10.0 题")


def test_quiet_is_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    progress = EvalProgress(quiet=True)
    progress.update(Standing(1, 1, before=0))
    progress.close()
    assert capsys.readouterr().err == ""
