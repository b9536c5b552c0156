"""Tables of questions: headings, cells, encodings, sheets; nothing in them is ever run."""

import io
import zipfile
from pathlib import Path

import pytest
from made_up_workbook import workbook_of

from corpus.errors import UsageError
from corpus.passage import Span
from evals.dataset import FALSE_PREMISE, Evidence, Question
from evals.question_columns import COLUMNS, Column, column_named
from evals.question_file import QuestionFile, read_questions

TEXT = "本院认为，借款关系成立。判决如下：归还借款。"


def read(tmp_path: Path, content: bytes | str, name: str = "问题.csv") -> QuestionFile:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_questions(path, lambda doc: {"loan-7": TEXT}[doc or ""])


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.key)
def test_every_column_reads_its_own_example(column: Column) -> None:
    assert column.read(column.example) == column.meaning
    for name in column.names:
        assert column_named(name) is column
        assert column_named(f" {name.upper()}（选填） ") is column


def test_no_two_columns_share_a_name() -> None:
    names = [name for column in COLUMNS for name in column.names]
    assert len(names) == len(set(names))


def test_a_full_row(tmp_path: Path) -> None:
    table = (
        "编号,问题,文书,答案,可答,类型,说话人,依据,备注\r\n"
        '7,"判决""归还""什么？",loan-7,借款,是,金额,判决主文,归还借款,别管我\r\n'
    )
    given = read(tmp_path, table)
    (question,) = given.questions
    assert question == Question(
        "7", '判决"归还"什么？', True, question.evidence, "loan-7", "判决主文", "amount", "借款"
    )
    assert [e.span for e in question.evidence] == [Span(17, 21)]
    assert given.notes == ("没有用到的列：“备注”。",)


ENCODED = [
    "utf-8-sig",  # Excel's "CSV UTF-8"
    "utf-8",
    "gb18030",  # Excel's "CSV" on a Chinese Windows
    "utf-16",  # Excel's "Unicode text", whose cells are parted by tabs
]


@pytest.mark.parametrize("encoding", ENCODED)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_encodings_and_delimiters(tmp_path: Path, encoding: str, delimiter: str) -> None:
    table = f"编号{delimiter}问题\r\na{delimiter}法院判决归还多少？\r\n"
    (question,) = read(tmp_path, table.encode(encoding)).questions
    assert (question.id, question.question) == ("a", "法院判决归还多少？")


LISTS = [
    ("问题\n判了什么？\n为什么？", ["判了什么？", "为什么？"], ["2", "3"]),  # the least
    ("判了什么？\n\n为什么？\n", ["判了什么？", "为什么？"], ["1", "3"]),  # no heading at all
    ("二〇二六年题库,\n问题,答案\n判了什么？,\n", ["判了什么？"], ["3"]),  # a title above
    ('问题\n"判了\n什么？"\n为什么？', ["判了\n什么？", "为什么？"], ["2", "4"]),  # a wrapped cell
    ("问题,可答\n判了什么？\n", ["判了什么？"], ["2"]),  # a short row
    ("问题,问题\n甲,乙\n", ["甲"], ["2"]),  # of two columns of one name, the first
]


@pytest.mark.parametrize(("table", "asked", "ids"), LISTS)
def test_questions_alone_are_enough(
    tmp_path: Path, table: str, asked: list[str], ids: list[str]
) -> None:
    questions = read(tmp_path, table).questions
    assert [q.question for q in questions] == asked
    assert [q.id for q in questions] == ids
    assert {q.answerable for q in questions} == {None}


EVIDENCE = [
    ("17-21", [Span(17, 21)]),  # offsets
    ("0–4；17－21", [Span(0, 4), Span(17, 21)]),
    ('[{"start": 17, "end": 21}]', [Span(17, 21)]),  # as our own files have it
    ("归还借款", [Span(17, 21)]),  # words
    ("[2021]3 号", []),  # begins like JSON, is words that the text does not have
]


@pytest.mark.parametrize(("cell", "spans"), EVIDENCE)
def test_evidence(tmp_path: Path, cell: str, spans: list[Span]) -> None:
    table = f"问题\t文书\t依据\n归还什么？\tloan-7\t{cell}\n".replace("－", "-")
    assert [e.span for e in read(tmp_path, table).questions[0].evidence] == spans


@pytest.mark.parametrize("cell", ["loan-7；loan-8", '"loan-7\nloan-8"', " loan-7 ；；loan-8； "])
def test_several_documents_in_a_cell(tmp_path: Path, cell: str) -> None:
    texts = {"loan-7": TEXT, "loan-8": "判决如下：驳回请求。"}
    path = tmp_path / "问题.csv"
    path.write_text(f'问题,文书,依据\n有何不同？,{cell},"归还借款\n驳回请求"\n', encoding="utf-8")
    (question,) = read_questions(path, lambda doc: texts[doc or ""]).questions
    assert question.doc == "loan-7"
    assert question.evidence == (
        Evidence(Span(17, 21)),
        Evidence(Span(5, 9), doc="loan-8"),
    )


def test_a_type_of_ours_is_known_by_its_chinese_name(tmp_path: Path) -> None:
    questions = read(tmp_path, "问题,类型\n甲,错误前提\n乙,继承").questions
    assert [q.type for q in questions] == [FALSE_PREMISE, "继承"]


def test_bad_rows_are_listed_at_once(tmp_path: Path) -> None:
    table = "编号,问题,可答\n1,甲,也许\n2,,是\n3,乙,是\n3,丙,否\n,,\n4,丁,\n"
    with pytest.raises(UsageError) as refused:
        read(tmp_path, table)
    message = str(refused.value)
    assert "有 3 行不合格式" in message
    assert "第 2 行：可答“也许”看不懂，应写 是 或 否" in message
    assert "第 3 行：没有写问题" in message
    assert "第 5 行：编号“3”与第 4 行重复" in message


WHOLE_FILES = [
    ("编号,答案\n1,甲\n", "没有找到问题列"),
    ("", "没有找到问题列"),
    ("问题\n", "没有问题；列名“问题”下面每行一问"),
    (b"\x00\x01\x02" * 100, "不是文本文件"),
    ('问题\n"没有配对的引号\n', "引号没有配对"),
]


@pytest.mark.parametrize(("content", "fault"), WHOLE_FILES)
def test_files_that_are_refused(tmp_path: Path, content: bytes | str, fault: str) -> None:
    with pytest.raises(UsageError, match=fault):
        read(tmp_path, content)


def test_a_workbook(tmp_path: Path) -> None:
    book = workbook_of(
        {
            "说明": [["先看这里"], ["再看那里"]],  # a list, but another sheet has headings
            "题库": [["编号", "问题"], ["a", "判了什么？"]],
            "旧题": [["问题"], ["为什么？"]],
        }
    )
    given = read(tmp_path, book, "问题.xlsx")
    assert [(q.id, q.question) for q in given.questions] == [("a", "判了什么？")]
    assert given.notes == ("问题读自工作表“题库”；“说明”、“旧题”没有读。",)


def test_a_hidden_sheet_is_read_last(tmp_path: Path) -> None:
    sheets = {"旧题": [["问题"], ["为什么？"]], "题库": [["问题"], ["判了什么？"]]}
    given = read(tmp_path, workbook_of(sheets, hidden="旧题"), "问题.xlsx")
    assert [q.question for q in given.questions] == ["判了什么？"]
    only = read(tmp_path, workbook_of({"旧题": sheets["旧题"]}, hidden="旧题"), "问题.xlsx")
    assert [q.question for q in only.questions] == ["为什么？"]


def with_cells(*cells: str) -> bytes:
    """A workbook whose sheet has a heading and below it rows of such cells, as XML."""
    book = io.BytesIO(workbook_of({"表": [["问题"]]}))
    written = io.BytesIO()
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(written, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            rows = "".join(
                f'<row r="{n}">{cell.format(place=f"A{n}")}</row>'
                for n, cell in enumerate(cells, 2)
            )
            new.writestr(name, text.replace("</sheetData>", f"{rows}</sheetData>"))
    return written.getvalue()


CELLS = [
    ('<c r="{place}"><f>1+1</f><v>2</v></c>', "2"),  # a formula is the value saved with it
    ('<c r="{place}" t="str"><f>HYPERLINK("http://x")</f><v>判了什么？</v></c>', "判了什么？"),
    ('<c r="{place}"><v>3</v></c>', "3"),  # spreadsheets hold every number as 3.0
    ('<c r="{place}"><v>2.5</v></c>', "2.5"),
    ('<c r="{place}" t="b"><v>1</v></c>', "True"),
]


@pytest.mark.parametrize(("cell", "asked"), CELLS)
def test_cells_are_values(tmp_path: Path, cell: str, asked: str) -> None:
    assert read(tmp_path, with_cells(cell), "问题.xlsx").questions[0].question == asked


def test_a_formula_without_a_saved_value_is_empty(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="没有问题"):
        read(tmp_path, with_cells('<c r="{place}"><f>CMD()</f></c>'), "问题.xlsx")


NO_QUESTION = workbook_of({"一": [["答案"], ["甲"], ["乙", "丙"]], "二": [[]]})
BROKEN = [
    (b"PK\x03\x04 not a workbook", "不是完整的 Excel 表格"),
    (NO_QUESTION, "2 张工作表里都没有找到问题列"),
]


@pytest.mark.parametrize(("content", "fault"), BROKEN)
def test_workbooks_that_are_refused(tmp_path: Path, content: bytes, fault: str) -> None:
    with pytest.raises(UsageError, match=fault):
        read(tmp_path, content, "问题.xlsx")
