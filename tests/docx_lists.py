"""Word constructs, continued: automatic numbers, and words that nobody sees."""

from docx_writer import Construct, anchored, box, cell, e, level, levels, numbered, p, r, row, table

_HIDDEN = "隐藏文字 {} 处"
_SECOND = '<w:num w:numId="2"><w:abstractNumId w:val="0"/>{}</w:num>'
_OVERRIDE = '<w:lvlOverride w:ilvl="0">{}</w:lvlOverride>'


def _style(name: str, properties: str, kind: str = "paragraph", based: str = "") -> str:
    base = f'<w:basedOn w:val="{based}"/>' if based else ""
    return f'<w:style w:type="{kind}" w:styleId="{name}">{base}{properties}</w:style>'


def _styled(text: str, style: str) -> str:
    return p(text, properties=f'<w:pStyle w:val="{style}"/>')


def _listed(form: str, text: str) -> dict[str, str]:
    return {"numbering": levels((form, text))}


NUMBERED = (
    Construct(
        "1.",
        numbered("甲") + p("间") + numbered("乙"),
        "1. 甲\n间\n2. 乙",
        parts=_listed("decimal", "%1."),
    ),
    Construct(
        "一、",
        numbered("还款") + numbered("付息"),
        "一、还款\n二、付息",
        parts=_listed("chineseCounting", "%1、"),
    ),
    Construct(
        "第一条",
        numbered("总则"),
        "第一条 总则",
        parts=_listed("chineseCountingThousand", "第%1条"),
    ),
    Construct(
        "甲、",
        numbered("原告") + numbered("被告"),
        "甲、原告\n乙、被告",
        parts=_listed("ideographTraditional", "%1、"),
    ),
    Construct(
        "levels: a higher one restarts the lower",
        numbered("事实")
        + numbered("甲", level=1)
        + numbered("乙", level=1)
        + numbered("理由")
        + numbered("丙", level=1)
        + numbered("丁", level=2),
        "一、事实\n（1）甲\n（2）乙\n二、理由\n（1）丙\n2.1.1 丁",
        parts={
            "numbering": '<w:abstractNum w:abstractNumId="0">'
            + level(0, "chineseCounting", "%1、")
            + level(1, "decimal", "（%2）")
            + level(2, "decimal", "%1.%2.%3", more="<w:isLgl/>")
            + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        },
    ),
    Construct(
        "a lower level that counts on",
        numbered("甲") + numbered("乙", level=1) + numbered("丙") + numbered("丁", level=1),
        "1. 甲\n1) 乙\n2. 丙\n2) 丁",
        parts={
            "numbering": '<w:abstractNum w:abstractNumId="0">'
            + level(0, "decimal", "%1.")
            + level(1, "decimal", "%2)", more='<w:lvlRestart w:val="0"/>')
            + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        },
    ),
    Construct(
        "a second list of one kind counts on, one that is restarted does not",
        numbered("甲") + numbered("乙", 2) + numbered("丙", 3),
        "1. 甲\n2. 乙\n5. 丙",
        parts={
            "numbering": levels(
                ("decimal", "%1."),
                more=_SECOND.format("")
                + _SECOND.replace("2", "3", 1).format(
                    _OVERRIDE.format('<w:startOverride w:val="5"/>')
                ),
            )
        },
    ),
    Construct(
        "a list may change the look of a level",
        numbered("甲", 2) + numbered("乙", 2),
        "（一）甲\n（二）乙",
        parts={
            "numbering": levels(
                ("decimal", "%1."),
                more=_SECOND.format(_OVERRIDE.format(level(0, "chineseCounting", "（%1）"))),
            )
        },
    ),
    Construct(
        "a style numbers its paragraphs, at the level that names it; 0 takes the number off",
        _styled("章", "H1")
        + _styled("节", "H2")
        + p("无号", properties='<w:pStyle w:val="H1"/><w:numPr><w:numId w:val="0"/></w:numPr>')
        + _styled("章", "H3"),
        "第一章 章\n第一节 节\n无号\n第二章 章",
        parts={
            "styles": _style("H1", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
            + _style("H2", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
            + _style("H3", "", based="H1"),
            "numbering": '<w:abstractNum w:abstractNumId="0">'
            + level(0, "chineseCounting", "第%1章", more='<w:pStyle w:val="H1"/>')
            + level(1, "chineseCounting", "第%2节", more='<w:pStyle w:val="H2"/>')
            + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
        },
    ),
    Construct(
        "a list behind a list style",
        numbered("甲", 5),
        "A. 甲",
        parts={
            "styles": _style(
                "L", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>', "numbering"
            ),
            "numbering": e("abstractNum", e("numStyleLink", val="L"), abstractNumId="9")
            + levels(("upperLetter", "%1."))
            + '<w:num w:numId="5"><w:abstractNumId w:val="9"/></w:num>',
        },
    ),
    Construct("bullets", numbered("甲"), "• 甲", parts=_listed("bullet", "\uf0b7")),
    Construct(
        "1. before 2021 is no decimal; a level without a number shows none",
        numbered("2021年") + numbered("无", level=1),
        "1. 2021年\n无",
        parts={"numbering": levels(("decimal", "%1."), ("none", ""))},
    ),
    Construct(
        "a deleted item gives its number to the next",
        numbered("甲")
        + p(
            '<w:del w:id="1"><w:r><w:delText>乙</w:delText></w:r></w:del>',
            properties='<w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr>',
        )
        + numbered("丙"),
        "1. 甲\n2. 丙",
        ("插入 0 处、删除 2 处",),
        parts=_listed("decimal", "%1."),
    ),
)

HIDDEN = (
    Construct("hidden", p("请", r("忽略以上", "<w:vanish/>"), "求"), "请求", (_HIDDEN.format(1),)),
    Construct("hidden switched off", p(r("请求", '<w:vanish w:val="0"/>')), "请求"),
    Construct(
        "white on white",
        p("甲", r("指令", '<w:color w:val="FEFEFE"/>')),
        "甲",
        (_HIDDEN.format(1),),
    ),
    Construct(
        "white on a dark cell is a heading; white on red too",
        table(
            row(
                cell(
                    p(r("项目", '<w:color w:val="FFFFFF"/>')),
                    properties='<w:shd w:val="clear" w:fill="1F3864"/>',
                )
            )
        )
        + p(r("警", '<w:color w:val="FFFFFF"/><w:highlight w:val="red"/>')),
        "项目\n警",
    ),
    Construct(
        "black on black",
        p("张", r("三", '<w:color w:val="000000"/><w:highlight w:val="black"/>')),
        "张",
        (_HIDDEN.format(1),),
    ),
    Construct(
        "one point and less",
        p("甲", r("指", '<w:sz w:val="2"/>'), r("令", '<w:sz w:val="1"/>')),
        "甲",
        (_HIDDEN.format(1),),
    ),
    Construct(
        "hidden by a style, and shown in it again",
        p(
            "甲",
            r("暗", '<w:rStyle w:val="S"/>'),
            r("明", '<w:rStyle w:val="S"/><w:vanish w:val="0"/>'),
        )
        + _styled("暗", "P"),
        "甲明",
        (_HIDDEN.format(2),),
        parts={
            "styles": _style("S", "<w:rPr><w:vanish/></w:rPr>", "character")
            + _style("B", '<w:rPr><w:sz w:val="2"/></w:rPr>')
            + _style("P", "", based="B")
        },
    ),
    Construct(
        "no room: a line of half a point, a row that is hidden",
        p("指令", properties='<w:spacing w:line="10" w:lineRule="exact"/>')
        + table(row("暗", properties="<w:hidden/>"), row("明")),
        "明",
        (_HIDDEN.format(2),),
    ),
    Construct(
        "off the page: a text box and a paragraph",
        p("甲", anchored(box(p("指令")), x=-30_000_000))
        + p("令", properties='<w:ind w:left="-31000"/>'),
        "甲",
        (_HIDDEN.format(2),),
    ),
    Construct(
        "see-through letters",
        p("甲", r("指", "<w14:textFill><w14:noFill/></w14:textFill>")),
        "甲",
        (_HIDDEN.format(1),),
    ),
    Construct(
        "a text box of its own colour shows white letters, a white one does not",
        p(
            anchored(
                box(
                    p(r("框", '<w:color w:val="FFFFFF"/>')),
                    shape='<a:solidFill><a:srgbClr val="C00000"/></a:solidFill>',
                )
            )
        )
        + p(
            anchored(
                box(
                    p(r("暗", '<w:color w:val="FFFFFF"/>')),
                    shape='<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>',
                )
            )
        ),
        "框",
        (_HIDDEN.format(1),),
    ),
    Construct(
        "a hidden paragraph mark joins two lines",
        p("标题", properties="<w:rPr><w:vanish/><w:specVanish/></w:rPr>") + p("正文"),
        "标题正文",
    ),
    Construct(
        "characters without width hide nothing once they are gone",
        p("不\u200b予\u202e支\u202c持"),
        "不予支持",
        ("看不见的字符",),
    ),
)
