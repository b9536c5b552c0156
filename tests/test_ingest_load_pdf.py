"""PDF: the text comes back as it was typed, and what is not seen or not read is spoken of."""

from collections.abc import Callable
from pathlib import Path

import pytest
from printed import FONT, HEIGHT, LEFT, RIGHT, WIDTH, canvas_at, lines_of, print_judgment, raw_pdf
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from corpus.errors import DocumentError
from ingest.load.page_layout import Line, Page
from ingest.load.pdf import load_pdf
from ingest.load.scan import Recognised
from ingest.read import RawDocument, read_judgment

HEAD = "云川市平湖区人民法院民事判决书"


def judgment_paragraphs() -> list[str]:
    """A made-up judgment of more than three pages; every paragraph differs."""
    loans = [
        f"{2015 + n}年{n + 1}月{n + 3}日，林某甲通过银行转账方式向周某乙出借{n + 2}0000元，"
        f"双方约定借款期限为{n + 6}个月，月利率为1.{n}%，逾期按未还金额的0.0{n + 1}%计算违约金；"
        f"周某乙出具了编号为YC-{2015 + n}-{n + 11}的借条，载明“今借到林某甲现金{n + 2}0000元整”。"
        for n in range(9)
    ]
    return [
        "云川市平湖区人民法院",
        "民事判决书",
        " （2024）云0102民初3471号",
        "原告：林某甲，男，1980年3月5日出生，汉族，住云川市平湖区。",
        "委托诉讼代理人：许某，云川正衡律师事务所律师。",
        "被告：周某乙，女，1982年11月20日出生，汉族，住云川市平湖区。",
        "原告林某甲与被告周某乙民间借贷纠纷一案，本院于2024年2月1日立案后，依法适用普通程序，"
        "公开开庭进行了审理。本案现已审理终结。",
        "林某甲向本院提出诉讼请求：1.判令周某乙归还借款本金540000元；2.本案诉讼费由周某乙负担。"
        "事实和理由：双方系朋友关系，周某乙多次向林某甲借款，到期后拒不归还。",
        "周某乙辩称，部分款项系共同经营的投资款，不应归还。",
        "本院经审理认定事实如下：",
        *loans,
        "本院认为，合法的借贷关系受法律保护。周某乙主张部分款项为投资款，但未提交证据证明，"
        "对该抗辩意见本院不予采信。",
        *[
            f"关于第{n}笔借款，借条与转账凭证相互印证，出借事实清楚，周某乙应当按照约定的期限返还；"
            "其未按期返还，构成违约，应当承担相应的民事责任。"
            for n in "一二三四五六七八九"
        ],
        "综上所述，依照《中华人民共和国民法典》第六百七十五条、《中华人民共和国民事诉讼法》"
        "第六十七条第一款规定，判决如下：",
        "一、周某乙于本判决生效之日起十日内归还林某甲借款本金540000元；",
        "二、驳回林某甲的其他诉讼请求。",
        "案件受理费9200元，由周某乙负担。",
        " 审判员　沈某",
        " 二〇二四年五月六日",
        " 书记员　唐某",
    ]


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


def hide_by_mode(canvas: Canvas) -> None:
    text = canvas.beginText(LEFT, 600)
    text.setTextRenderMode(3)
    text.textOut("隐藏指令")
    text.setTextRenderMode(0)
    canvas.drawText(text)


def hide_in_white(canvas: Canvas) -> None:
    canvas.setFillGray(1)
    canvas.drawString(LEFT, 600, "隐藏指令")


def hide_in_near_white(canvas: Canvas) -> None:
    canvas.setFillColorRGB(0.97, 0.98, 0.97)
    canvas.drawString(LEFT, 600, "隐藏指令")


def hide_by_size(canvas: Canvas) -> None:
    canvas.setFont(FONT, 0.8)
    canvas.drawString(LEFT, 600, "隐藏指令")


def hide_by_scale(canvas: Canvas) -> None:
    canvas.saveState()
    canvas.scale(0.05, 0.05)
    canvas.drawString(LEFT * 20, 600 * 20, "隐藏指令")
    canvas.restoreState()


def hide_off_page(canvas: Canvas) -> None:
    canvas.drawString(-400, 600, "隐藏指令")


def hide_by_crop(canvas: Canvas) -> None:
    canvas.setCropBox((0, 100, WIDTH, HEIGHT))
    canvas.drawString(LEFT, 50, "隐藏指令")


def hide_by_alpha(canvas: Canvas) -> None:
    canvas.setFillAlpha(0)
    canvas.drawString(LEFT, 600, "隐藏指令")


def hide_under_a_cover(canvas: Canvas) -> None:
    canvas.drawString(LEFT, 600, "隐藏指令")
    canvas.setFillGray(1)
    canvas.rect(LEFT - 5, 590, 200, 30, stroke=0, fill=1)


def hide_in_black_on_black(canvas: Canvas) -> None:
    canvas.rect(LEFT - 5, 590, 200, 30, stroke=0, fill=1)
    canvas.drawString(LEFT, 600, "隐藏指令")


def hide_by_clip(canvas: Canvas) -> None:
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(0, 0, 10, 10)
    canvas.clipPath(path, stroke=0)
    canvas.drawString(LEFT, 600, "隐藏指令")
    canvas.restoreState()


HIDDEN = [
    hide_by_mode,
    hide_in_white,
    hide_in_near_white,
    hide_by_size,
    hide_by_scale,
    hide_off_page,
    hide_by_crop,
    hide_by_alpha,
    hide_under_a_cover,
    hide_in_black_on_black,
    hide_by_clip,
]


@pytest.mark.parametrize("hide", HIDDEN)
def test_hidden_print_is_left_out_and_noted(tmp_path: Path, hide: Callable[[Canvas], None]) -> None:
    path = tmp_path / "hidden.pdf"
    canvas = canvas_at(path)
    canvas.drawString(LEFT, 700, "本院认为，被告应当归还借款。")
    hide(canvas)
    canvas.save()
    document = read(path)
    assert document.text == "本院认为，被告应当归还借款。"
    (note,) = document.notes
    assert note.startswith("第 1 页有看不见的文字") and "共 4 字" in note


def test_light_print_on_a_dark_ground_is_read(tmp_path: Path) -> None:
    path = tmp_path / "dark.pdf"
    canvas = canvas_at(path)
    canvas.drawString(LEFT, 700, "本院认为，被告应当归还借款。")
    canvas.setFillGray(0.2)
    canvas.rect(LEFT - 5, 590, 200, 30, stroke=0, fill=1)
    canvas.setFillGray(1)
    canvas.drawString(LEFT, 600, "还款明细")
    canvas.save()
    document = read(path)
    assert document.text == "本院认为，被告应当归还借款。\n还款明细"
    assert document.notes == ()


def scan(canvas: Canvas) -> None:
    """A page that is a picture, with the number a scanner stamped on it."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    canvas.drawImage(ImageReader(Image.new("L", (60, 84), 200)), 0, 0, WIDTH, HEIGHT)


def test_a_scanned_page_among_others_is_noted(tmp_path: Path) -> None:
    path = tmp_path / "mixed.pdf"
    canvas = canvas_at(path)
    canvas.drawString(LEFT, 700, "本院认为，被告应当归还借款。")
    canvas.showPage()
    scan(canvas)
    canvas.setFont(FONT, 10)
    canvas.drawString(LEFT, 30, "2")
    canvas.save()
    (note,) = read(path).notes
    assert note.startswith("第 2 页没有文字层（可能是扫描件），未读入")


def test_nothing_but_scans_is_refused_with_the_remedy(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    canvas = canvas_at(path)
    scan(canvas)
    canvas.save()
    with pytest.raises(DocumentError, match=r"扫描件.*pandu\[ocr\]"):
        read(path)


class OneLine:
    """A recogniser that sees the same line on every page."""

    def page(self, image: object) -> Recognised:
        return Recognised(Page(100, 100, (Line("判决如下：驳回。", 10, 90, 10, 10),)), 0.52)


def test_scanned_pages_are_recognised_where_that_is_installed(tmp_path: Path) -> None:
    pytest.importorskip("numpy")
    path = tmp_path / "scan.pdf"
    canvas = canvas_at(path)
    scan(canvas)
    canvas.save()
    (loaded,) = load_pdf(path, OneLine)
    assert loaded.document.text == "判决如下：驳回。"
    assert loaded.document.notes == (
        "第 1 页是扫描件，文字由图片识别得来，引用前请核对原件。",
        "文字识别把握较低：第 1 页平均 0.52，请核对原件。",
    )


def test_invisible_print_over_a_scan_is_its_recognition(tmp_path: Path) -> None:
    path = tmp_path / "searchable.pdf"
    canvas = canvas_at(path)
    scan(canvas)
    text = canvas.beginText(LEFT, 600)
    text.setTextRenderMode(3)
    text.textLine("本院认为，被告未按约定归还借款，构成违约，应予归还。")
    canvas.drawText(text)
    canvas.save()
    document = read(path)
    assert document.text == "本院认为，被告未按约定归还借款，构成违约，应予归还。"
    assert document.notes == ("第 1 页的文字是扫描件上附带的识别结果，可能有错字，请核对原件。",)


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


def test_a_font_without_meaning_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "private.pdf"
    path.write_bytes(raw_pdf(0xE123))
    with pytest.raises(DocumentError, match="乱码"):
        read(path)


def test_an_encrypted_file_is_refused_with_the_remedy(tmp_path: Path) -> None:
    path = tmp_path / "locked.pdf"
    canvas = Canvas(str(path), encrypt=StandardEncryption("secret"))
    canvas.drawString(LEFT, 700, "locked")
    canvas.save()
    with pytest.raises(DocumentError, match="密码"):
        read(path)


def test_a_file_with_rights_but_no_password_is_read(tmp_path: Path) -> None:
    path = tmp_path / "rights.pdf"
    canvas = Canvas(str(path), encrypt=StandardEncryption("", "owner", canCopy=0))
    canvas.drawString(LEFT, 700, "open to all")
    canvas.save()
    assert read(path).text == "open to all"


def test_a_character_the_file_does_not_name_is_marked_and_noted(tmp_path: Path) -> None:
    path = tmp_path / "lost.pdf"
    path.write_bytes(raw_pdf(0x6587, 0x0001))
    document = read(path)
    assert document.text == "文" * 40 + "\ufffd"
    assert "第 1 页有 1 个字在文件里没有对应的字符，以 � 代替，请核对原件。" in document.notes


@pytest.mark.parametrize("data", [b"%PDF-1.7\nnothing", b"\x00" * 500, b"<html></html>"])
def test_garbage_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "garbage.pdf"
    path.write_bytes(data)
    with pytest.raises(DocumentError, match="打不开"):
        read(path)


def test_a_cut_file_is_refused_or_flagged(tmp_path: Path) -> None:
    whole, cut = tmp_path / "whole.pdf", tmp_path / "cut.pdf"
    print_judgment(whole, judgment_paragraphs())
    data = whole.read_bytes()
    typed = read(whole).text
    for part in range(1, 50):
        cut.write_bytes(data[: len(data) * part // 50])
        try:
            document = read(cut)
        except DocumentError:
            continue
        assert document.notes or document.text == typed, part


def test_a_stream_that_does_not_unpack_is_flagged(tmp_path: Path) -> None:
    path = tmp_path / "damaged.pdf"
    print_judgment(path, judgment_paragraphs())
    data = bytearray(path.read_bytes())
    middle = data.index(b"stream", 1500) + 900  # within the packed text of a page
    data[middle] = data[middle] % 64 + 33
    path.write_bytes(data)
    assert any("损坏" in note for note in read(path).notes)
