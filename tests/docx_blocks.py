"""Word constructs, continued: tables, notes, text boxes, pictures and what is embedded."""

from docx_writer import (
    Construct,
    alternatives,
    anchored,
    box,
    cell,
    e,
    levels,
    numbered,
    old_box,
    old_text,
    p,
    picture,
    r,
    revised,
    row,
    table,
)

_REVISED = "插入 {} 处、删除 {} 处"
_FOOTNOTE = e("r", e("footnoteReference", id="2"))

TABLES = (
    Construct(
        "a table row by row",
        table(row("项目", "金额"), row("本金", "100元")),
        "项目\t金额\n本金\t100元",
    ),
    Construct(
        "merged cells count once, empty ones keep their place",
        table(
            row(cell("合计", properties='<w:gridSpan w:val="2"/>'), "300元"),
            row(cell("费用", properties='<w:vMerge w:val="restart"/>'), "", "一"),
            row(cell("费用", properties="<w:vMerge/>"), "甲", "二"),
        ),
        "合计\t300元\n费用\t\t一\n\t甲\t二",
    ),
    Construct(
        "a table in a cell, and a cell of several lines",
        table(row("证据", cell("一、合同。", "二、收据。", table(row("内", "层"))))),
        "证据\n一、合同。\n二、收据。\n内\t层",
    ),
    Construct(
        "rows and cells in content controls and custom markup",
        table(
            f"<w:sdt><w:sdtContent>{row('甲', '1')}</w:sdtContent></w:sdt>",
            f"<w:tr><w:sdt><w:sdtContent>{cell('乙')}</w:sdtContent></w:sdt><w:customXml>{cell('2')}</w:customXml></w:tr>",
        ),
        "甲\t1\n乙\t2",
    ),
    Construct(
        "a numbered column has no text of its own",
        table(row(cell(numbered("")), "甲"), row(cell(numbered("")), "乙")),
        "1. \t甲\n2. \t乙",
        parts={"numbering": levels(("decimal", "%1."))},
    ),
)

BESIDE = (
    Construct(
        "a footnote follows its paragraph and breaks no sentence",
        p("利率为年24%", _FOOTNOTE, "，过高。") + p("下段。"),
        "利率为年24%，过高。\n［脚注1］见合同第三条。\n续。\n下段。",
        parts={
            "footnotes": e("footnote", p(e("r", e("separator"))), id="0", type="separator")
            + e("footnote", p(e("r", e("footnoteRef")), " 见合同第三条。"), p("续。"), id="2")
        },
    ),
    Construct(
        "endnotes are counted for themselves; a deleted reference does not count",
        p(
            "甲",
            revised("del", '<w:r><w:endnoteReference w:id="3"/><w:delText>x</w:delText></w:r>'),
            '<w:r><w:endnoteReference w:id="4"/></w:r>',
        ),
        "甲\n［尾注1］有。",
        (_REVISED.format(0, 1),),
        parts={
            "endnotes": "".join(e("endnote", p(w), id=i) for i, w in (("3", "无。"), ("4", "有。")))
        },
    ),
    Construct("a note that is not there", p("甲", _FOOTNOTE), "甲", ("缺少 1 个部件",)),
    Construct(
        "a note that refers to itself is read once",
        p("甲", _FOOTNOTE),
        "甲\n［脚注1］乙",
        parts={"footnotes": f'<w:footnote w:id="2">{p("乙", _FOOTNOTE)}</w:footnote>'},
    ),
    Construct(
        "a text box stands in the file twice and on the page once",
        p(
            "正文前",
            alternatives(anchored(box(p("框内"))), old_box(old_text(p("框内")))),
            "正文后",
        ),
        "正文前正文后\n框内",
    ),
    Construct(
        "of what Word does not understand the fallback is shown",
        p(alternatives(r("新"), r("旧"), needs="x")),
        "旧",
    ),
    Construct(
        "an old text box, and words drawn as art",
        p(
            old_box(
                old_text(p("框")), '<v:textpath string="副本"/>', style="width:90pt;height:30pt"
            )
        ),
        "框\n副本",
    ),
    Construct(
        "headers belong to the page, not to the text",
        p("正文"),
        "正文",
        parts={"header": p("某某法院")},
    ),
    Construct(
        "a picture in the line may be words; a seal is a seal",
        p(
            "甲",
            e(
                "r",
                e(
                    "drawing",
                    f'<wp:inline><wp:extent cx="80000" cy="80000"/>{picture()}</wp:inline>',
                ),
            ),
            anchored(picture()),
        ),
        "甲",
        ("图片 1 张",),
    ),
    Construct(
        "a formula as a floating vector picture",
        p("按", anchored(picture("rFormula")), "计"),
        "按计",
        ("图片 1 张",),
        relations='<Relationship Id="rFormula" Type="x/image" Target="media/image1.wmf"/>',
    ),
    Construct(
        "a chart, an embedded sheet and a foreign chunk are not read",
        p(
            "附：",
            anchored(
                '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"/></a:graphic>'
            ),
            '<w:r><w:object><o:OLEObject ProgID="Excel.Sheet"/></w:object></w:r>',
        )
        + '<w:altChunk r:id="rx"/>',
        "附：",
        ("嵌入的对象或文件 3 个",),
    ),
)
