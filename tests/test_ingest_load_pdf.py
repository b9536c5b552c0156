"""PDF: the text comes back as it was typed, and what is not seen or not read is spoken of."""

from collections.abc import Callable
from pathlib import Path

import pytest
from printed import (
    FONT,
    HEIGHT,
    LEFT,
    RIGHT,
    WIDTH,
    canvas_at,
    judgment_paragraphs,
    lines_of,
    print_judgment,
    raw_pdf,
)

from ingest.load.pdf import load_pdf
from ingest.read import RawDocument, read_judgment

HEAD = "云川市平湖区人民法院民事判决书"


def read(path: Path) -> RawDocument:
    """The one document of a PDF, read where recognition is not installed."""
    (loaded,) = load_pdf(path, lambda: None)
    return loaded.document


@pytest.mark.parametrize(
    ("indent", "foot", "head"),
    [
        (2, "— {} —".format, ""),  # how courts set their own
        (2, "第 {} 页 共 5 页".format, HEAD),  # with a running head like the title
        (0, "{}".format, HEAD),  # no indents, bare numbers
        (2, "2024/5/9 http://example.org/doc?id=77 {}/5".format, "裁判文书"),  # a browser's
    ],
)
def test_a_printed_judgment_is_read_back_as_typed(
    tmp_path: Path, indent: float, foot: Callable[[int], str], head: str
) -> None:
    path, paragraphs = tmp_path / "判决.pdf", judgment_paragraphs()
    print_judgment(path, paragraphs, indent_ems=indent, foot=foot, head=head)
    document = read(path)
    typed = "\n".join(paragraph.strip() for paragraph in paragraphs)
    assert document.text == typed
    assert document.notes == ()
    assert len(document.page_starts) > 3
    ours, theirs = read_judgment(document), read_judgment(RawDocument(typed, "判决"))
    assert ours.sentences == theirs.sentences


def test_a_sentence_runs_over_the_page_break(tmp_path: Path) -> None:
    path = tmp_path / "long.pdf"
    sentence = "".join(f"第{n}笔款项已经转账支付，" for n in range(1, 140)) + "双方没有争议。"
    print_judgment(path, ["经审理查明，" + sentence])
    document = read(path)
    assert document.text == "经审理查明，" + sentence
    first, second, *_ = document.page_starts
    assert first == 0
    assert 0 < second < len(document.text)
    lines = [line for _, line in lines_of(document.text, 14, 2 * 14, RIGHT - LEFT)]
    assert second == len("".join(lines[:28]))  # (770 - 80) / 25 + 1 lines fit on the first page


def test_latin_words_are_parted_and_broken_words_are_whole(tmp_path: Path) -> None:
    path = tmp_path / "latin.pdf"
    canvas = canvas_at(path)
    lines = [
        "The borrower shall repay the outstanding principal to the",
        "lender on demand, and the guarantor is jointly and sever-",
        "ally liable for the sum of USD 50,000.",
    ]
    for n, line in enumerate(lines):
        canvas.drawString(LEFT, 700 - 25 * n, line)
    canvas.save()
    assert read(path).text == (
        "The borrower shall repay the outstanding principal to the lender on demand, "
        "and the guarantor is jointly and severally liable for the sum of USD 50,000."
    )


def test_an_empty_page_is_no_loss(tmp_path: Path) -> None:
    path = tmp_path / "blank.pdf"
    canvas = canvas_at(path)
    canvas.showPage()
    canvas.setFont(FONT, 14)
    canvas.drawString(LEFT, 700, "本院认为，被告应当归还借款。")
    canvas.save()
    document = read(path)
    assert (document.notes, document.page_starts) == ((), (0, 0))


def test_turned_print_comes_last_and_is_noted(tmp_path: Path) -> None:
    path = tmp_path / "turned.pdf"
    canvas = canvas_at(path)
    canvas.saveState()
    canvas.rotate(90)
    canvas.drawString(300, -40, "骑缝说明")
    canvas.restoreState()
    canvas.drawString(LEFT, 700, "本院认为，被告应当归还借款。")
    canvas.save()
    document = read(path)
    assert document.text == "本院认为，被告应当归还借款。\n骑缝说明"
    assert document.notes == ("第 1 页有斜排或竖排的文字，已放在该页末尾，阅读顺序可能有误。",)


@pytest.mark.parametrize("quarter", [90, 180, 270])
def test_a_page_that_lies_on_its_side_is_read(tmp_path: Path, quarter: int) -> None:
    path = tmp_path / "sideways.pdf"
    canvas = canvas_at(path)
    canvas.translate(WIDTH / 2, HEIGHT / 2)
    canvas.rotate(quarter)
    canvas.drawString(-200, 50, "本院认为，被告应当归还借款。")
    canvas.drawString(-200, 0, "判决如下：驳回。")
    canvas.save()
    document = read(path)
    assert document.text == "本院认为，被告应当归还借款。\n判决如下：驳回。"
    assert document.notes == ()


def test_radicals_are_read_as_the_characters_meant(tmp_path: Path) -> None:
    path = tmp_path / "radicals.pdf"
    path.write_bytes(raw_pdf(0x2F42, 0x2F08))  # ⽂ and ⼈
    assert read(path).text == "文" * 40 + "人"
