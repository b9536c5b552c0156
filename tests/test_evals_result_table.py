"""Results as tables: what a lawyer reads in them, and that no cell of them runs."""

import csv
import io
import zipfile
from typing import Any

import pytest
from made_up_answers import cited, question, row
from python_calamine import CalamineWorkbook

from analysis.answer import Outcome
from corpus.judgment import Header, Judgment
from corpus.passage import Sentence, Span
from corpus.voice import Voice
from evals.cited import REACH, Context, context_of
from evals.result_table import MOST_CITATIONS, ResultTable, result_table
from evals.spreadsheet import CUT, LONGEST_CELL, as_csv, as_xlsx

HEADER = Header(court="杭州互联网法院", case_number="（2024）浙0192民初7号")


def judgment(text: str = "息" * 100, *voices: tuple[int, Voice]) -> Judgment:
    """A judgment whose sentences end at these places with these voices."""
    ends = voices or ((len(text), Voice.COURT_REASONING),)
    starts = [0, *(end for end, _ in ends)]
    sentences = tuple(
        Sentence(Span(start, end), voice) for start, (end, voice) in zip(starts, ends, strict=False)
    )
    return Judgment("loan-7-id", "民间借贷案", text, HEADER, sentences)


def table_of(found: dict[str, Any], **given: object) -> dict[str, Any]:
    """The one row of a table, by its headings."""
    asked = question((10, 20), **given)
    table = result_table([asked], {asked.id: found}, lambda id_: judgment())
    names = [heading.name for heading in table.headings]
    assert len(names) == len(set(names)) == len(table.rows[0])
    return dict(zip(names, table.rows[0], strict=True))


def test_a_row_says_it_all() -> None:
    found = table_of(row(cited(10, 20), cited(50, 60)), type="amount", answer="年利率 6%")
    quote = "息" * 10
    place = "杭州互联网法院（2024）浙0192民初7号"
    assert found["引文 1"] == f"法院说理｜{place}｜{quote}｜loan-7 第 10–20 字"
    assert found["引文 2"].endswith("｜loan-7 第 50–60 字")
    assert (found["编号"], found["问题"], found["类型"]) == ("q1", "利息怎么算？", "金额")
    assert (found["结果"], found["回答"]) == ("作答", "按年利率 6% 计算。")
    assert (found["核验"], found["提示"], found["标准答案"]) == (
        "引文均与原文逐字一致",
        "",
        "年利率 6%",
    )
    assert (found["该答则答"], found["引到依据"], found["引文切题"]) == (1.0, 1.0, 0.5)


def test_what_did_not_hold_is_said() -> None:
    found = table_of(row(cited(10, 20, verified=False)))
    assert found["核验"] == "1 条引文未通过核验，请勿引用\n引文在该段中找不到。"
    assert "引文未通过核验" in found["可议之处"]


def test_an_answer_without_citations() -> None:
    found = table_of(row(outcome=Outcome.DECLINED))
    assert not any(name.startswith("引文 ") for name in found)
    assert (found["结果"], found["核验"]) == ("说明无据", "")


def test_more_citations_than_columns_are_counted() -> None:
    found = table_of(row(*[cited(n, n + 1) for n in range(MOST_CITATIONS + 5)]))
    assert found[f"引文 {MOST_CITATIONS}"].startswith("另有 6 条引文")


SPEAKERS = [
    # a plea, the holding that is quoted, an order: only the holding's own words are context
    (((10, Voice.PLAINTIFF_CLAIM), (60, Voice.COURT_REASONING), (100, Voice.ORDER)), 20, 40),
    (((100, Voice.ORDER),), 20, 40),  # another speaker's whole: no context at all
]


@pytest.mark.parametrize(("voices", "start", "end"), SPEAKERS)
def test_context_never_crosses_to_another_speaker(
    voices: tuple[tuple[int, Voice], ...], start: int, end: int
) -> None:
    text = "诉" * 10 + "理" * 50 + "判" * 40
    quote = {"start": start, "end": end, "quote": text[start:end], "voice": Voice.COURT_REASONING}
    around = context_of(judgment(text, *voices), quote)
    expected = Context("理" * 10, "理" * 20) if len(voices) == 3 else Context()
    assert around == expected


def test_context_is_cut_and_only_given_to_what_is_there() -> None:
    text = "理" * 300
    place = {"start": 100, "end": 110, "quote": "理" * 10, "voice": Voice.COURT_REASONING}
    assert context_of(judgment(text), place) == Context("…" + "理" * REACH, "理" * REACH + "…")
    assert context_of(judgment(text), place | {"quote": "改"}) == Context()
    assert context_of(judgment(text), place | {"start": None}) == Context()
    assert context_of(None, place) == Context()


RISKY = [
    # written cell, in a .csv
    ('=HYPERLINK("http://x")', '\'=HYPERLINK("http://x")'),
    ("+86", "'+86"),
    ("-1", "'-1"),
    ("@SUM(A1)", "'@SUM(A1)"),
    ("\t=1", "'\t=1"),
    (" =1", "' =1"),  # some programs drop spaces
    ("＝1", "'＝1"),  # Excel in Chinese reads the wide form alike
    ("判决：=1", "判决：=1"),  # only the beginning counts
    ('第一行\n第二行，"引号"', '第一行\n第二行，"引号"'),
]


def written(*cells: str | float | None) -> ResultTable:
    """A table of one row, its columns named 1, 2, …"""
    blank = result_table([], {}, lambda id_: None)
    heading = blank.headings[0]
    return ResultTable(tuple([heading] * len(cells)), (cells,))


@pytest.mark.parametrize(("cell", "shown"), RISKY)
def test_csv_cells_are_text(cell: str, shown: str) -> None:
    content = as_csv(written(cell, 0.5, None))
    assert content.startswith(b"\xef\xbb\xbf")  # by which Excel knows UTF-8
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert rows[1] == [shown, "0.5", ""]


XLSX = [
    *(cell for cell, _ in RISKY),
    "<b>&amp;</b>]]>",  # markup is text
    "_x000D_",  # an escape that Excel would read
    "  两边有空格  ",
]


@pytest.mark.parametrize("cell", XLSX)
def test_xlsx_cells_are_text_as_it_was(cell: str) -> None:
    rows = sheet_of(as_xlsx(written(cell, 0.5, None)))
    assert rows[1][:2] == [cell, 0.5]
    assert b"<f>" not in as_xlsx(written(cell))


def test_what_a_workbook_cannot_hold_is_replaced_or_cut() -> None:
    assert sheet_of(as_xlsx(written("坏\x0b字\ud800")))[1] == ["坏\ufffd字\ufffd"]
    (long,) = sheet_of(as_xlsx(written("长" * 40_000)))[1]
    assert len(long) == LONGEST_CELL and long.endswith(CUT)
    assert as_csv(written("坏\ud800")).decode("utf-8-sig").splitlines()[1] == "坏?"


def sheet_of(book: bytes) -> list[list[Any]]:
    with CalamineWorkbook.from_object(io.BytesIO(book)) as workbook:
        return workbook.get_sheet_by_index(0).to_python(skip_empty_area=False)


def test_the_workbook_is_laid_out_for_reading() -> None:
    asked = [question((10, 20), id=f"q{n}") for n in range(3)]
    rows = {q.id: row(cited(10, 20)) for q in asked}
    book = as_xlsx(result_table(asked, rows, lambda id_: None))
    xml = part_of(book, "xl/worksheets/sheet1.xml")
    assert 'ySplit="1"' in xml and 'state="frozen"' in xml
    assert '<autoFilter ref="A1:' in xml
    assert 'wrapText="1"' in part_of(book, "xl/styles.xml")
    assert book == as_xlsx(result_table(asked, rows, lambda id_: None))  # nothing of the clock


def part_of(book: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        return archive.read(name).decode()
