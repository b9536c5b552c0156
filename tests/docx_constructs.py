"""Word constructs: what is in the file, what a person sees of it, and what must be noted.

Each row names its trap; the text is what Word shows, revisions accepted.
"""

from docx_writer import (
    Construct,
    coded,
    control,
    deleted,
    e,
    levels,
    mark,
    p,
    r,
    revised,
    row,
    t,
    table,
)

_REVISED = "插入 {} 处、删除 {} 处"

RUNNING = (
    Construct("plain", p("原告甲。") + p("被告乙。"), "原告甲。\n被告乙。"),
    Construct("runs cut a word in three", p("借", "款", "合同"), "借款合同"),
    Construct(
        "white space is dropped at the ends unless kept",
        "<w:p><w:r><w:t> 共 计 </w:t></w:r><w:r><w:t>50元\n</w:t></w:r></w:p>",
        "共 计50元",
    ),
    Construct(
        "tabs and soft breaks",
        p(e("r", t("甲"), e("tab"), t("乙"), e("br"), t("丙"), e("cr"), t("丁"))),
        "甲\t乙\n丙\n丁",
    ),
    Construct(
        "a page break ends a line",
        p(e("r", t("前页"), e("br", type="page"), t("后页"))),
        "前页\n后页",
    ),
    Construct(
        "hyphens: one that never breaks, one that is seldom seen",
        p(e("r", t("5"), e("noBreakHyphen"), t("8"), e("softHyphen"), t("号"))),
        "5-8号",
    ),
    Construct(
        "10² is not 102",
        p("10", r("2", '<w:vertAlign w:val="superscript"/>'), "平方米"),
        "10²平方米",
    ),
    Construct(
        "boxes in a form are letters of a symbol font",
        p(
            r("R", '<w:rFonts w:ascii="Wingdings 2" w:hAnsi="Wingdings 2"/>'),
            "有　",
            r("£有", '<w:rFonts w:ascii="Wingdings 2"/>'),
        ),
        "☑有　☐有",
    ),
    Construct(
        "symbols by code",
        p(
            e(
                "r",
                e("sym", font="Wingdings", char="F0FE"),
                t("是"),
                e("sym", font="Symbol", char="F0B3"),
                t("3"),
            )
        ),
        "☑是≥3",
    ),
    Construct(
        "a symbol nobody knows is noted",
        p("甲", e("r", e("sym", font="某字体", char="F012"))),
        "甲〓",
        ("1 个特殊符号",),
    ),
    Construct(
        "a link shows its words",
        '<w:p><w:hyperlink r:id="rLink"><w:r><w:t>附件一</w:t></w:r></w:hyperlink></w:p>',
        "附件一",
    ),
    Construct(
        "smart tags, custom markup and directions wrap words",
        p(e("smartTag", e("smartTagPr"), e("customXml", r("北京"))), e("bdo", r("市"))),
        "北京市",
    ),
    Construct(
        "a rare character with its reading",
        p(e("r", e("ruby", e("rubyPr"), e("rt", r("jié")), e("rubyBase", r("㛃")))), "某"),
        "㛃（jié）某",
    ),
    Construct(
        "a formula keeps its fraction and power",
        p(
            "<m:oMath><m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num>"
            "<m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>"
            "<m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e>"
            "<m:sup><m:r><m:t>3</m:t></m:r></m:sup></m:sSup></m:oMath>"
        ),
        "(a+b)/2x³",
    ),
    Construct(
        "struck words are kept and doubted",
        p("利息", r("不予", "<w:strike/>"), "支持"),
        "利息不予支持",
        ("1 处文字带删除线",),
    ),
)

CONTROLS = (
    Construct(
        "an amount in an inline content control",
        p("赔偿", control(r("50000"), properties=e("text")), "元"),
        "赔偿50000元",
    ),
    Construct(
        "a whole paragraph in a content control in another",
        control(control(p("判决如下：")), p("驳回。")),
        "判决如下：\n驳回。",
    ),
    Construct(
        "a choice and a date show what was chosen, not what could be",
        p(
            control(
                r("撤销"),
                properties=e(
                    "dropDownList",
                    e("listItem", value="1", displayText="维持"),
                    e("listItem", value="2", displayText="撤销"),
                ),
            ),
            control(r("二〇二四年一月二日"), properties=e("date", fullDate="2024-01-02T00:00:00Z")),
        ),
        "撤销二〇二四年一月二日",
    ),
    Construct(
        "old form fields: a box, a choice, a text",
        p(
            mark("begin", e("checkBox", e("default", val="0"), e("checked"))),
            e("r", e("instrText", "FORMCHECKBOX")),
            mark("end"),
            "同意",
            mark(
                "begin",
                e(
                    "ddList",
                    e("result", val="1"),
                    *(e("listEntry", val=v) for v in "甲乙"),
                ),
            ),
            e("r", e("instrText", "FORMDROPDOWN")),
            mark("end"),
            coded("FORMTEXT", "甲某"),
        ),
        "☑同意乙甲某",
    ),
    Construct(
        "a field shows its result, never its code",
        p("至", coded(" DATE ", "2024"), "年", e("fldSimple", r("3"), instr="PAGE")),
        "至2024年3",
    ),
    Construct(
        "a field in the code of another, with a result of its own",
        p(
            mark("begin"),
            e("r", e("instrText", "IF ")),
            coded("REF x", "不显示"),
            mark("separate"),
            "显示",
            mark("end"),
        ),
        "显示",
    ),
    Construct(
        "a circled figure, a ruby and a fraction drawn by code alone",
        p(
            coded(r" eq \o\ac(○,3)", None),
            coded(r"EQ \* jc2 \* &quot;Font:宋体&quot; \* hps10 \o\ad(\s\up 9(jié),㛃)", None),
            coded(r"EQ \f(1,3)", None),
        ),
        "③㛃（jié）1/3",
    ),
    Construct(
        "another equation keeps its words and says so",
        p("按", coded(r"EQ \b\lc\{(\a(甲,乙))", None)),
        "按{ 甲 乙",
        ("1 处域公式",),
    ),
    Construct(
        "a field that never ends swallows nothing",
        p(mark("begin"), "这句话还在。") + p("又一句。"),
        "这句话还在。\n又一句。",
        ("1 个域缺少",),
    ),
)

REVISIONS = (
    Construct(
        "an inserted 不 turns the ruling",
        p("请求", revised("ins", r("不")), "予支持"),
        "请求不予支持",
        (_REVISED.format(1, 0),),
    ),
    Construct(
        "deleted words are gone, inserted and deleted ones too",
        p("应", deleted("不"), revised("ins", deleted("甚")), "予支持"),
        "应予支持",
        (_REVISED.format(1, 2),),
    ),
    Construct(
        "a moved sentence stands once",
        p("甲。", revised("moveFrom", r("乙。"))) + p(revised("moveTo", r("乙。"))),
        "甲。\n乙。",
        (_REVISED.format(1, 1),),
    ),
    Construct(
        "a deleted paragraph mark joins two lines",
        p("被告应", properties="<w:rPr><w:del/></w:rPr>") + p("还款。"),
        "被告应还款。",
        (_REVISED.format(0, 1),),
    ),
    Construct(
        "deleted and inserted rows",
        table(row("旧", properties="<w:del/>"), row("新", properties="<w:ins/>"), row("留")),
        "新\n留",
        (_REVISED.format(1, 1),),
    ),
    Construct(
        "an earlier format is no text and no revision of it",
        p(
            r("本金", e("rPrChange", e("rPr", e("vanish")))),
            properties=e("pPrChange", e("pPr", e("numPr", e("numId", val="1")))),
        ),
        "本金",
        parts={"numbering": levels(("decimal", "%1."))},
    ),
    Construct(
        "comments are other people's words",
        p(e("commentRangeStart", id="1"), "事实", e("r", e("commentReference", id="1"))),
        "事实",
        parts={"comments": f'<w:comment w:id="1">{p("待核")}</w:comment>'},
    ),
)
