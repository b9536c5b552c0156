"""Long work behind the page: one at a time, told of, stopped, and ended in words."""

import threading

import pytest

from corpus.errors import UsageError
from ui.configuration.work import Desk, Outcome, Stage, Tell


def test_it_tells_how_far_it_is_and_how_it_ended() -> None:
    go = threading.Event()

    def do(tell: Tell) -> Outcome:
        tell("处理文书", 3, 4)
        go.wait(5)
        return Outcome("好了", made=7)

    desk = Desk()
    assert desk.begin("a", "重建", do)
    work = desk.of("a")
    assert work is not None and not work.wait(0.05)
    assert work.stage == Stage("处理文书", 3, 4) and work.stage.share == 0.75
    assert desk.busy == "重建"
    assert not desk.begin("b", "备份", do)  # one at a time
    desk.put_away("a")
    assert desk.of("a") is work  # not while it goes on
    go.set()
    assert work.wait(5) and work.outcome == Outcome("好了", made=7)
    assert desk.busy == ""
    desk.put_away("a")
    assert desk.of("a") is None


def test_it_stops_at_its_next_word() -> None:
    def do(tell: Tell) -> Outcome:
        while True:
            tell("写入", 1, 2)

    desk = Desk()
    desk.begin("a", "备份", do)
    work = desk.of("a")
    assert work is not None
    work.stop()
    assert work.wait(5) and work.outcome == Outcome("已停止备份，没有改动任何内容。")


@pytest.mark.parametrize(
    ("error", "said"), [(UsageError("已经存在"), "已经存在"), (RuntimeError("secret"), "编号")]
)
def test_a_fault_ends_it_in_words(
    error: Exception, said: str, caplog: pytest.LogCaptureFixture
) -> None:
    def do(_: Tell) -> Outcome:
        raise error

    desk = Desk()
    desk.begin("a", "备份", do)
    work = desk.of("a")
    assert work is not None and work.wait(5) and work.outcome is not None
    assert work.outcome.failed and said in work.outcome.words
    assert "secret" not in work.outcome.words
    assert desk.begin("a", "备份", do)  # and it can be tried again
