"""Prints small PDFs for the tests, with a Chinese font that every reader of PDF has."""

import re
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"
WIDTH, HEIGHT = 595, 842
LEFT, RIGHT, TOP, FOOT = 80, 515, 770, 80

_UNIT = re.compile(r"[“‘《（(]*(?:[0-9A-Za-z.]+|.)[，。、；：！？”’》）)%]*")


def canvas_at(path: Path) -> Canvas:
    """An empty A4 document, one pixel a point."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT))
    canvas.setFont(FONT, 14)
    return canvas


def lines_of(paragraph: str, size: float, indent: float, width: float) -> list[tuple[float, str]]:
    """A paragraph broken as a word processor does: (offset from the margin, line)."""
    lines, line, room = [], "", width - indent
    for unit in _UNIT.findall(paragraph):
        if line and width_of(line + unit, size) > room:
            lines.append(line)
            line, room = "", width
        line += unit
    lines.append(line)
    return [(indent if not i else 0.0, line) for i, line in enumerate(lines)]


def width_of(text: str, size: float) -> float:
    """The printed width: an em a Chinese character."""
    return sum(size if c > "\u02ff" else pdfmetrics.stringWidth(c, FONT, size) for c in text)


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


def print_judgment(
    path: Path,
    paragraphs: Sequence[str],
    *,
    indent_ems: float = 2,
    foot: Callable[[int], str] = "— {} —".format,
    head: str = "",
) -> None:
    """Paragraphs over as many pages as they need, with a running head and page numbers.

    A paragraph that opens with a space is set flush right, as signatures are.
    """
    canvas, size, page, y = canvas_at(path), 14, 1, TOP

    def end_page() -> None:
        canvas.drawCentredString(WIDTH / 2, 40, foot(page))
        canvas.drawString(LEFT, 805, head)
        canvas.showPage()
        canvas.setFont(FONT, size)

    for paragraph in paragraphs:
        lines = lines_of(paragraph.strip(), size, indent_ems * size, RIGHT - LEFT)
        for offset, line in lines:
            if y < FOOT:
                end_page()
                page, y = page + 1, TOP
            if paragraph.startswith(" "):
                offset = RIGHT - LEFT - width_of(line, size)
            canvas.drawString(LEFT + offset, y, line)
            y -= 25
    end_page()
    canvas.save()


def raw_pdf(unicode_of_a: int, unicode_of_b: int = 0x42) -> bytes:
    """A page that shows AAAA…B, and whose font says that these are other characters."""
    stream = b"BT /F1 14 Tf 72 700 Td (%s) Tj ET" % (b"A" * 40 + b"B")
    mapping = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
        b"1 begincodespacerange <00> <FF> endcodespacerange\n"
        b"2 beginbfchar <41> <%04X> <42> <%04X> endbfchar endcmap end end"
        % (unicode_of_a, unicode_of_b)
    )
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R"
        b"/Resources<</Font<</F1 4 0 R>>>>>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Length %d>>stream\n%s\nendstream" % (len(mapping), mapping),
    ]
    out, places = BytesIO(b"%PDF-1.4\n"), []
    out.seek(0, 2)
    for number, body in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer<</Size %d/Root 1 0 R>>\n" % (len(objects) + 1))
    out.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()
