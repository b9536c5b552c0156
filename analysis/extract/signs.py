"""Signs: what a passage holds that answers a question of a kind, and where it usually stands."""

import re

from analysis.question import HEADER_FIELDS, Kind
from corpus.voice import Voice

RULING = re.compile(
    r"(?:不予|予以|应予|依法|不能|难以|可予)(?:支持|采信|采纳|准许|认定|确认|认可)|驳回|不(?:能)?成立|不予处理"
    r"|(?:没有|无|缺乏|于法有)[^，。；]{0,8}依据|证据不足|不足以|应(?:当)?(?:承担|支付|赔偿|返还|认定)|本院(?:不|对此)?[^，。]{0,4}(?:支持|采信|采纳|准许)"
)
"""The court decides: 对该项请求，本院不予支持."""

BECAUSE = re.compile(r"因|由于|故|鉴于|证据|缺乏|不足|依法|规定|未能|未提供|并未|虽然?|但")

KIND_SIGNS: dict[Kind, re.Pattern[str]] = {
    Kind.AMOUNT: re.compile(
        r"[\d一二三四五六七八九十百千万亿〇○零][\d,，.万亿]*余?元|[%％‰]|分之|利率|限额"
    ),
    Kind.LEGAL_BASIS: re.compile(
        r"(?:责任|合同|劳动|婚姻|著作权|诉讼|担保|物权|公司|保护|安全|竞争|商务)法(?![院律定])|条例|民法典|《[^》]+》|第[〇零一二三四五六七八九十百千\d]+条"
    ),
    Kind.COSTS: re.compile(r"受理费|诉讼费|公告费|鉴定费|负担"),
    Kind.LIABILITY: re.compile(r"责任|侵权|侵害|支付|赔偿|偿还|返还|承担|追偿|优先受偿"),
    Kind.CASE_NUMBER: re.compile(r"[（(]\d{4}[）)].{2,24}?号"),
    Kind.CAUSE: re.compile(r"纠纷|案由|罪"),
    Kind.COURT: re.compile(r"法院"),
    # Of a decision: 立案日期是2024年10月28日 is another date.
    Kind.DATE: re.compile(
        r"(?:判决|宣判|裁判|裁定|作出)[^，。；]{0,12}?\d{4}年\d{1,2}月\d{1,2}日"
        r"|\d{4}年\d{1,2}月\d{1,2}日[^，。；]{0,12}(?:判决|宣判|裁定|作出)"
    ),
    Kind.REASON: BECAUSE,
    Kind.YES_NO: RULING,
    Kind.PARTY_POSITION: re.compile(r"辩称|答辩|诉称|述称|主张|请求|诉请|承认|自认|认可|否认|到庭"),
    Kind.CALCULATION: re.compile(
        r"[×÷＋+－=＝]|按[^。；]{1,30}(?:计算|计付|计收)|折算|基数|元[/／][年月天]"
    ),
    Kind.WHEN: re.compile(r"\d+年|\d+月|\d+日|同日|当日|次日|[一二三四五六七八九十]+月"),
    Kind.WHERE: re.compile(
        r"[省市县区镇乡村路街](?![分支民])|银行|公司|医院|工地|家中|单位|学校|处所|住所"
    ),
    Kind.FACTORS: re.compile(
        r"因素|考[虑量]|综合|要素|要件|首先|其次|[一二三四]是|[^、]+、[^、]+、"
    ),
}
"""What a passage that answers a question of this kind holds."""

SIGN_REQUIRED = frozenset(
    {
        Kind.AMOUNT,
        Kind.LEGAL_BASIS,
        Kind.COSTS,
        Kind.FACTORS,
        Kind.CALCULATION,
        Kind.WHEN,
        Kind.WHERE,
        *HEADER_FIELDS,
    }
)
"""Kinds that a passage without their sign cannot answer."""

IN_ONE_SENTENCE = frozenset({Kind.CALCULATION, Kind.WHEN, Kind.WHERE})
"""Kinds whose sign must stand in a sentence that is about the question: its date, its reckoning."""

LIKELY_VOICES: dict[Kind, dict[Voice, float]] = {
    Kind.YES_NO: {Voice.COURT_REASONING: 1.0, Voice.ORDER: 1.0, Voice.EVIDENCE_RULING: 0.5},
    Kind.REASON: {Voice.COURT_REASONING: 1.0, Voice.EVIDENCE_RULING: 1.0},
    Kind.OUTCOME: {Voice.ORDER: 2.0},
    Kind.LIABILITY: {Voice.COURT_REASONING: 0.5, Voice.ORDER: 1.0},
    Kind.FACTORS: {Voice.COURT_REASONING: 1.0},
    Kind.AMOUNT: {Voice.ORDER: 1.0, Voice.COURT_REASONING: 0.5},
    Kind.LEGAL_BASIS: {Voice.COURT_REASONING: 1.0},
    Kind.CALCULATION: {Voice.COURT_REASONING: 1.0, Voice.COURT_FINDING: 0.5},
    Kind.COMPARISON: {Voice.ORDER: 1.0, Voice.COURT_REASONING: 1.0, Voice.COMMENTARY: -1.0},
}
"""Where, of the voices that may answer, courts usually put answers of this kind, at most 1."""

ORDERED = re.compile(
    r"判(?!断)[令决处]?|要不要|担什么责任|最多(?:担|赔|付)|应(?:当)?(?:向|支付|偿|赔|返|给付|承担)|承担什么|由谁|归谁|给谁|给了谁|跟谁|要赔|赔[^，。？]{0,6}多少|(?:最[后终]|终审|打赢)[^，。？]{0,14}(?:拿|赔|得|到手|给|付)|到手|责令|能否.{0,8}(?:追偿|受偿)|优先受偿"
)
"""Asks what was ordered: what the court wrote into its order answers first."""

RECITES = re.compile(
    r"规定[：:，“]|下列情形|《[^》]+》第[^，。；]{1,20}条|^[（(][一二三四五六七八九十]+[）)]"
)
"""A rule is recited: it answers what the law is, and not what the court held of the parties."""

OF_THIS_CASE = re.compile(
    r"本案|原告|被告|上诉人|双方|第三人|涉案|本院(?:不予|予以|依法|确认|认定|对)"
)

WEIGHT_OF_SIGN = {Kind.FACTORS: 1.0}
USUAL_WEIGHT_OF_SIGN = 0.35
"""What a sign adds to a passage's fit. A list of factors often shares no word with the question."""

LISTS_ARTICLES = re.compile(r"(?:依照|根据|依据)[^。]{4,}(?:判决|裁定)如下")
BOILERPLATE = re.compile(
    r"以上事实，?有|上述事实，?有|可以?作为(?:认定)?本案[^，。]{0,8}(?:依据|证据)|争议焦点(?:在于|是|为)"
)
"""What courts write in any case, and what names the issue, gives no reason."""

RELATED = re.compile(r"相关条文|相关规定|现行规定")
"""What a digest says of the law around a case, which no court is said to have cited."""

LISTS_FACTORS = re.compile(r"(?:因素|要素|要件|方面)")

NAMES_THE_ISSUE = re.compile(r"争议焦点|焦点(?:在于|是|为)|争议的?问题")
ASKS_FOR_LIST = re.compile(r"判决(?:书)?[^，。]{0,12}(?:引用|适用|依据)|引用了|适用了")
"""The articles that a judgment rests on stand before 判决如下."""

SOURCES = re.compile(
    r"(合同|协议|章程|遗嘱|借条|借据|欠条|承诺书|担保书|意向书|《[^》]+》)[^，。？]{0,6}?(?:约定|载明|写明|规定|怎[么样]写)"
)
"""Asks what a paper says: 合同对此是怎样约定的. Only what speaks of such a paper answers."""
