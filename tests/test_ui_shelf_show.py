"""What the page 文库 draws as HTML: escaped, counted, in plain words."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from test_ui_shelf_rows import APPEAL, LOAN, OURS, SILENT

from analysis.watch import Seen
from corpus.catalog_copies import WaitingCopy
from corpus.catalog_failures import Failure
from corpus.catalog_trash import Removed
from ingest.report import IngestReport, Status
from ui.shelf.outcome import Kind, UploadOutcome
from ui.shelf.show import (
    MOST_OUTCOMES,
    chosen_html,
    copies_html,
    counted,
    failure_html,
    figures_of,
    head_html,
    moment,
    outcomes_html,
    seen_html,
    summary_html,
    trash_cells,
    why_copy,
)

HOSTILE = "<img src=x onerror=alert(1)>"
AT = "2026-03-01T08:00:00+00:00"


def removed(id_: str, searched: str) -> Removed:
    sources = (("/a.txt", "a.txt"), ("/b.txt", "b.txt"))
    return Removed(id_, "b", AT, searched, "借款案", None, None, None, 9, sources)


def test_the_head_counts_and_marks_what_asks_for_care_by_more_than_colour() -> None:
    figures = figures_of([LOAN, APPEAL, SILENT, OURS], copies=2, failures=0)
    assert (figures.judgments, figures.passages, figures.digests) == (4, 12, 1)
    drawn = head_html(figures, HOSTILE)
    assert drawn.count("<h1>") == 1 and drawn.count("pd-care") == 2  # one garbled, one partial
    assert HOSTILE not in drawn


def test_outcomes_put_failures_first_and_are_counted() -> None:
    outcomes = [
        UploadOutcome("好.txt", "已加入，3 段"),
        UploadOutcome(HOSTILE, "没有导入：空的", Kind.FAILED),
        UploadOutcome("后.txt", "已停止，没有读", Kind.UNREAD),
    ]
    drawn = outcomes_html(outcomes)
    assert drawn.index("没有导入") < drawn.index("已停止") < drawn.index("好.txt")
    assert HOSTILE not in drawn and drawn.count("pd-alarm") == 2
    assert "共 3 份：失败 1 份，没有读 1 份，已加入 1 份" in summary_html(outcomes)
    many = outcomes_html([UploadOutcome("好.txt", "")] * (MOST_OUTCOMES + 2))
    assert many.count("<tr") == MOST_OUTCOMES + 1 and "另有 2 份" in many


def test_the_chosen_are_linked_to_be_read_in_a_tab_of_their_own() -> None:
    drawn = chosen_html([replace(LOAN, title=HOSTILE)] * 7)
    assert drawn.count('target="_blank"') == 5 and "等 7 份" in drawn
    assert 'href="read?doc=' in drawn and HOSTILE not in drawn


@pytest.mark.parametrize(
    ("origin", "name", "there", "uploaded", "told"),
    [
        ("/案卷/坏.txt", "坏.txt", True, False, ["<bdi>坏.txt</bdi>", "/案卷/坏.txt"]),
        ("/案卷/坏.txt", "坏.txt", False, False, ["文件已不在"]),
        ("/库/uploads/坏.txt", "坏.txt", False, True, ["没有保留；请改正后重新上传"]),
        ("/案卷/批.jsonl::3", "loan-3", True, False, ["批.jsonl › loan-3"]),
        ("C:\\案卷\\坏.txt", "坏.txt", True, False, ["<bdi>坏.txt</bdi>"]),
    ],
)
def test_a_failure_is_told_by_name_reason_and_place(
    origin: str, name: str, there: bool, uploaded: bool, told: list[str]
) -> None:
    file = origin.partition("::")[0]
    drawn = failure_html(
        Failure(origin, name, f"{file} 是空文件{HOSTILE}", AT), there=there, uploaded=uploaded
    )
    assert all(words in drawn for words in told) and HOSTILE not in drawn
    assert "是空文件" in drawn and "/库/" not in drawn


def test_a_copy_says_why_it_is_one() -> None:
    plain = WaitingCopy("c", LOAN.judgment_id, "借款案", False, True, ("纸.pdf",))
    garbled = WaitingCopy("d", LOAN.judgment_id, "借款案", True, False, (HOSTILE,))
    assert why_copy(plain, LOAN) == "同文不同版式"
    assert why_copy(garbled, LOAN) == "疑为机器改写本"
    assert why_copy(garbled, APPEAL) == "同文不同版式"  # both are garbled: no rewriting of it
    whole = replace(LOAN, source_ids=("借款.txt", "纸.pdf", HOSTILE))
    drawn = copies_html(whole, [plain, garbled])
    assert "检索用这一份</span> <bdi>借款.txt</bdi>" in drawn  # and not its copies' names
    assert "文字可能不全" in drawn and HOSTILE not in drawn


@pytest.mark.parametrize(
    ("seen", "paused", "told"),
    [
        (Seen(), False, "还没有看过"),
        (Seen(), True, "已暂停"),
        (Seen(datetime(2026, 3, 1, tzinfo=UTC), 2), False, "2 个文件等待读入"),
        (Seen(datetime(2026, 3, 1, tzinfo=UTC), problem="打不开"), False, "打不开"),
    ],
)
def test_a_watched_folder(seen: Seen, paused: bool, told: str) -> None:
    assert told in seen_html("/案卷", seen, paused=paused)


def test_what_the_watch_read_and_what_failed_is_told_latest_first() -> None:
    reports = (
        IngestReport("/a", "先.txt", Status.ADDED),
        IngestReport("/b", "后.txt", Status.FAILED, reason=HOSTILE),
    )
    drawn = seen_html(
        "/案卷", Seen(datetime(2026, 3, 1, tzinfo=UTC), reports=reports), paused=False
    )
    assert drawn.index("失败　<bdi>后.txt") < drawn.index("已加入　<bdi>先.txt")
    assert HOSTILE not in drawn


def test_the_trash_names_copies_and_the_day_until_which_it_keeps() -> None:
    title, _, _, sources, at, until = trash_cells(removed("c", "x"), timedelta(days=30))
    assert title == "借款案（副本）" and sources == "a.txt、b.txt"
    assert at == moment(AT) and until in ("2026-03-30", "2026-03-31", "2026-04-01")  # local time


@pytest.mark.parametrize(
    ("ids", "told"),
    [
        ([("a", "a")], "1 份"),
        ([("a", "a"), ("b", "a"), ("c", "a")], "1 份（连同 2 份副本）"),
        ([("b", "a")], "1 份副本"),
    ],
)
def test_how_many_went(ids: list[tuple[str, str]], told: str) -> None:
    assert counted(removed(*pair) for pair in ids) == told
