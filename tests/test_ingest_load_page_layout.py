"""Pages: pieces of print become lines in reading order, lines become running text."""

import pytest

from ingest.load.page_furniture import without_furniture
from ingest.load.page_joins import RunningText, running_text
from ingest.load.page_layout import Line, Page, Piece, page_of

EM = 10.0
LONG = "原告与被告签订借款合同，约定借款期限为一年，被告逾期未还"  # 28 characters


def piece(text: str, left: float, top: float) -> Piece:
    """A piece of Chinese print, an em a character."""
    return Piece(text, left, left + EM * len(text), top, top + EM, EM)


def line(text: str, left: float, top: float, *, size: float = EM, right: float = 0) -> Line:
    """A line of Chinese print."""
    return Line(text, left, right or left + size * len(text), top, size)


def sheet(*lines: Line) -> Page:
    """A page of these lines."""
    return Page(400, 600, lines)


ROWS = [
    ([("判决", 20, 50), ("如下", 40, 50)], ["判决如下"]),  # a line drawn in two parts
    ([("如下", 40, 50), ("判决", 20, 50)], ["判决如下"]),  # drawn the other way round
    ([("下", 20, 90), ("上", 20, 50)], ["上", "下"]),  # drawn from the foot
    ([("审判长", 20, 50), ("张某", 80, 50)], ["审判长 张某"]),  # a wide gap is a space
    ([("判决", 20, 50), ("判决", 20.4, 50)], ["判决"]),  # bold, drawn twice
    ([("金额", 20, 50), ("注", 41, 46)], ["金额注"]),  # a raised mark stands on its line
    ([], []),
]


@pytest.mark.parametrize(("drawn", "lines"), ROWS)
def test_pieces_become_lines(drawn: list[tuple[str, float, float]], lines: list[str]) -> None:
    page = page_of([piece(*place) for place in drawn], 400, 600)
    assert [found.text for found in page.lines] == lines
    assert not page.doubtful


def columns(*, row_by_row: bool) -> list[Piece]:
    """Two columns of twelve lines of fifteen characters under a headline."""
    left = [piece(f"左栏第{n:02}行的文字内容如上所示", 20, 80 + 15 * n) for n in range(12)]
    right = [piece(f"右栏第{n:02}行的文字内容如上所示", 220, 80 + 15 * n) for n in range(12)]
    pairs = [p for pair in zip(left, right, strict=True) for p in pair]
    return [piece("案例通报的总标题横跨两栏的整个版面宽度", 90, 50)] + (
        pairs if row_by_row else left + right
    )


@pytest.mark.parametrize("row_by_row", [False, True])
def test_a_left_column_is_read_before_a_right_one(row_by_row: bool) -> None:
    page = page_of(columns(row_by_row=row_by_row), 400, 600)
    sides = [found.text[0] for found in page.lines]
    assert sides == ["案"] + ["左"] * 12 + ["右"] * 12
    assert page.doubtful is row_by_row  # it may be a table as well


def test_a_table_is_read_row_by_row() -> None:
    cells = [
        piece(text, left, 50 + 15 * n)
        for n in range(10)
        for text, left in ((f"第{n}期", 20), ("五万元", 200))
    ]
    page = page_of(cells, 400, 600)
    assert [found.text for found in page.lines] == [f"第{n}期 五万元" for n in range(10)]
    assert not page.doubtful


# A page with a margin at 20 and lines up to 300; first lines are indented by two ems.
BODY = [
    line(LONG[:26], 40, 100),
    line(LONG, 20, 115),
    line("款项。", 20, 130),
    line(LONG[:26], 40, 145),
    line(LONG, 20, 160),
    line("款项。", 20, 175),
]
PARAGRAPH = LONG[:26] + LONG + "款项。"

JOINS = [
    # (what stands below, what comes of it)
    ([line("判决如下：", 40, 190)], ["判决如下："]),  # indented
    ([line(LONG[:26], 40, 190), line("借款。", 20, 205)], [LONG[:26] + "借款。"]),  # runs on
    (
        [line(LONG[:22] + "。", 40, 190), line("借款。", 20, 205)],
        [LONG[:22] + "。", "借款。"],
    ),  # it had room
    # A browser parts less than we know: no sentence ends, and the lower line is not indented.
    ([line(LONG[:23], 40, 190), line("借款。", 20, 205)], [LONG[:23] + "借款。"]),
    ([line(LONG[:12], 40, 190), line("借款。", 20, 205)], [LONG[:12], "借款。"]),  # a heading
    (
        [line(LONG[:23], 40, 190), line("书记员李某", 20, 205)],
        [LONG[:23], "书记员李某"],
    ),  # opens
    # A number is not parted: this one, of six ems, did not fit into three; that one did into four.
    (
        [line(LONG[:21] + "。", 40, 190), line("50000元。", 20, 205)],
        [LONG[:21] + "。", "50000元。"],
    ),
    (
        [line(LONG[:23], 40, 190), line("1,500,000.00元。", 20, 205)],
        [LONG[:23] + "1,500,000.00元。"],
    ),
    ([line(LONG[:26], 40, 190), line("借款。", 20, 230)], [LONG[:26], "借款。"]),  # stands apart
    (
        [line(LONG[:26], 40, 190), line("注释", 20, 203, size=7)],
        [LONG[:26], "注释"],
    ),  # smaller print
    (
        [line("审判员张某", 250, 190), line("书记员李某", 250, 205)],
        ["审判员张某", "书记员李某"],
    ),  # flush right, both reach the margin
]


@pytest.mark.parametrize(("below", "paragraphs"), JOINS)
def test_lines_are_joined_where_they_were_full(below: list[Line], paragraphs: list[str]) -> None:
    running = running_text([sheet(*BODY, *below)])
    assert running.text.split("\n") == [PARAGRAPH, PARAGRAPH, *paragraphs]


SEAMS = [
    ("the agreement was", "signed in May", "the agreement was signed in May"),
    ("the agree-", "ment was signed", "the agreement was signed"),
    ("Yuan Hotel,", "Beijing", "Yuan Hotel, Beijing"),
    ("借款合同", "Contract", "借款合同Contract"),  # no space beside Chinese
    ("账号6222 0001", "0002", "账号6222 00010002"),  # one number over two lines
    ("（2024）京01民终-", "2", "（2024）京01民终-2"),  # no hyphen of a word
]


@pytest.mark.parametrize(("above", "below", "joined"), SEAMS)
def test_what_stands_at_the_seam(above: str, below: str, joined: str) -> None:
    page = sheet(line(above, 20, 100, right=300), line(below, 20, 115, right=100))
    assert running_text([page]).text == joined


def test_pages_begin_where_their_text_does() -> None:
    pages = [sheet(*BODY[:2]), sheet(), sheet(line("款项。", 20, 50), line("判决如下：", 40, 65))]
    running = running_text(pages)
    assert running.text == LONG[:26] + LONG + "款项。\n判决如下："
    # The second page is empty; the third begins inside the sentence.
    assert running.page_starts == (0, 54, 54)


def test_no_pages_make_no_text() -> None:
    assert running_text([]) == RunningText("", ())
    assert running_text([sheet()]) == RunningText("", (0,))


FURNITURE = [
    # (lines a page, lines left)
    ([["第1页"], ["第2页"]], 0),
    ([["— 7 —"]], 0),
    ([["- 7 -"]], 0),
    ([["第 3 页 共 9 页"]], 0),
    ([["第三页"]], 0),
    ([["3/9"]], 0),
    ([["Page 3 of 9"]], 0),
    ([["3"], ["4"], ["5"]], 0),  # counts on
    ([["3"]], 1),  # a lone number may be a cell
    ([["500"], ["200"], ["900"]], 3),  # numbers that do not count on
    ([["某某法院民事判决书"]] * 3, 0),  # a running head
    ([["某某法院民事判决书"]] * 2, 0),  # of a document of two pages
    ([["某某法院民事判决书"], ["某某法院民事判决书"], ["一、"]], 3),  # not on three
    ([["http://a.cn/?id=77 1/3"], ["http://a.cn/?id=77 2/3"], ["http://a.cn/?id=77 3/3"]], 0),
    ([["2019年3月还款"], ["2020年3月还款"], ["2022年3月还款"]], 3),  # rows of a list
]


@pytest.mark.parametrize(("texts", "left"), FURNITURE)
def test_running_heads_and_page_numbers_go(texts: list[list[str]], left: int) -> None:
    pages = [sheet(*[line(text, 150, 570) for text in page]) for page in texts]
    assert sum(len(page.lines) for page in without_furniture(pages)) == left


def test_a_line_that_recurs_at_other_heights_stays() -> None:
    pages = [sheet(line("被告未答辩。", 40, 100 + 40 * n)) for n in range(4)]
    assert without_furniture(pages) == pages
