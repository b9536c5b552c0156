"""Which judgments the table of 文库 shows, in what order, and as a list for a spreadsheet."""

import csv
import io
from dataclasses import replace

import pytest

from corpus.judgment import DIGEST
from corpus.record import Entry
from ui.shelf.rows import (
    COLUMNS,
    Condition,
    Order,
    Wanted,
    as_csv,
    cells,
    conditions_of,
    fitting,
    in_order,
    offered,
    search_key,
)


def entry(name: str, **fields: object) -> Entry:
    plain = Entry(
        judgment_id=name,
        title=f"{name}案",
        source_ids=(f"{name}.txt",),
        origins=(f"/案卷/{name}.txt",),
        doc_type="民事判决书",
        court=None,
        case_number=None,
        date=None,
        spun=False,
        partial=False,
        page_starts=(),
        characters=100,
        passages=3,
    )
    return replace(plain, **fields)  # type: ignore[arg-type]


LOAN = entry(
    "借款",
    court="上海市浦东新区人民法院",
    case_number="（2021）沪0115民初88号",
    date="2021-05-06",
    year=2021,
    cause="民间借贷纠纷",
    instance="一审",
)
APPEAL = entry(
    "上诉",
    court="上海市第一中级人民法院",
    case_number="（2022）沪01民终9号",
    date="2022-01-02",
    year=2022,
    cause="民间借贷纠纷",
    instance="二审",
    spun=True,
    characters=900,
)
SILENT = entry("无头", partial=True, source_ids=("扫描件.pdf", "导出-7"))
OURS = entry("摘要", doc_type=DIGEST, year=2020, date="2020-03-04", cause="侵权责任纠纷")
ALL = [APPEAL, LOAN, OURS, SILENT]  # as they come: by title


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(), ALL),
        (Wanted(text=" 借款 "), [LOAN]),
        (Wanted(text="(2021)沪0115民初88号"), [LOAN]),  # half-width brackets, as people type
        (Wanted(text="沪01 借贷"), [APPEAL, LOAN]),  # every word, wherever it stands
        (Wanted(text="扫描件"), [SILENT]),  # a source
        (Wanted(text="PDF"), [SILENT]),
        (Wanted(court="中级"), [APPEAL]),
        (Wanted(first=2021), [APPEAL, LOAN]),  # one that says no year is not of these years
        (Wanted(last=2021), [LOAN, OURS]),
        (Wanted(first=2021, last=2021), [LOAN]),
        (Wanted(first=2022, last=2021), []),
        (Wanted(causes=("民间借贷纠纷",), instances=("二审",)), [APPEAL]),
        (Wanted(causes=("民间借贷纠纷", "侵权责任纠纷")), [APPEAL, LOAN, OURS]),
        (Wanted(conditions=("完好",)), [LOAN]),
        (Wanted(conditions=("疑似改写", "可能不全")), [APPEAL, SILENT]),
        (Wanted(conditions=("摘要",)), [OURS]),
        (Wanted(text="没有的词"), []),
    ],
)
def test_filters(wanted: Wanted, found: list[Entry]) -> None:
    assert fitting(ALL, [search_key(e) for e in ALL], wanted) == found


@pytest.mark.parametrize(
    ("order", "found"),
    [
        (Order.TITLE, ALL),
        (Order.NEWEST, [APPEAL, LOAN, OURS, SILENT]),  # without a date: last either way
        (Order.OLDEST, [OURS, LOAN, APPEAL, SILENT]),
        (Order.COURT, [LOAN, APPEAL, OURS, SILENT]),  # 上海市浦 < 上海市第 by code point
        (Order.LONGEST, [APPEAL, LOAN, OURS, SILENT]),  # equal ones stay by title
    ],
)
def test_orders(order: Order, found: list[Entry]) -> None:
    assert in_order(ALL, order) == found


def test_what_is_offered_is_what_some_judgment_says() -> None:
    offer = offered(ALL)
    assert offer.years == (2022, 2021, 2020)
    assert offer.causes == ("民间借贷纠纷", "侵权责任纠纷")
    assert offer.instances == ("一审", "二审")
    assert offered([]) == offered([SILENT])


def test_a_judgment_can_be_garbled_and_cut_off_at_once() -> None:
    both = replace(LOAN, spun=True, partial=True)
    assert conditions_of(both) == (Condition.SPUN, Condition.PARTIAL)
    assert cells(both)[COLUMNS.index("质量")] == "疑似改写、可能不全"


def test_the_list_opens_in_a_spreadsheet_and_runs_nothing_there() -> None:
    hostile = entry("=HYPERLINK(1)", court="@SUM(A1)", source_ids=("＋1.txt",))
    written = as_csv([LOAN, hostile])
    assert written.startswith(b"\xef\xbb\xbf")
    head, loan, harmless = csv.reader(io.StringIO(written.decode("utf-8-sig")))
    assert head == list(COLUMNS)
    assert loan[:2] == ["借款案", "（2021）沪0115民初88号"] and loan[-2:] == ["100", "借款.txt"]
    assert harmless[0] == "'=HYPERLINK(1)案" and harmless[2] == "'@SUM(A1)"
    assert harmless[-1] == "'＋1.txt"
