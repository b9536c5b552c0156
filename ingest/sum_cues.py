"""The words that tell what a sum is: a pattern, what it says, and a sample of each.

A row says nothing alone: who speaks decides with it, in sums.py. Samples are made up after
sentences of labour, divorce, loan and criminal judgments.
"""

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache


class Says(Enum):
    """What a cue says of the sum after it, or of the sum before it where it is AFTER."""

    COSTS = auto()
    ASKS = auto()
    ASKED_AFTER = auto()  # follows the sum: 5万元的请求
    TOLD_AFTER = auto()  # follows the sum: 5万元的辩解
    ASSERTS = auto()  # 主张, but a fact
    PROPOSES = auto()  # a sentence, asked for by the prosecution
    TELLS = auto()  # a party is quoted
    PAYS = auto()  # a clause that goes on with what was asked for: 要求离婚，被告承担抚养费3千元
    STOPS = auto()  # what was asked for is over
    DECIDED = auto()  # by another court, or in another decision
    SENTENCED = auto()  # an earlier sentence, told of the accused
    HOLDS = auto()  # the deciding court reckons or holds
    FORFEITS = auto()
    REPAYS = auto()
    GIVEN_BACK = auto()  # follows the sum: 赃款3千元，依法发还被害人
    NOT_OWED = auto()
    LIMITS = auto()


@dataclass(frozen=True, slots=True)
class Cue:
    """One row; `sample` matches `pattern`."""

    says: Says
    pattern: str
    sample: str


CUES = (
    Cue(Says.COSTS, r"受理费|诉讼费|反诉费|上诉费|仲裁费", "案件受理费100元"),
    Cue(Says.COSTS, r"诉讼保全|保全(?:申请)?费|财产保全|申请费", "财产保全费500元"),
    Cue(Says.COSTS, r"公告费|送达费|减半收取", "减半收取50元"),
    Cue(Says.ASKS, r"请求(?!权)|要求|诉请|诉求|索赔", "请求被告支付3万元"),
    Cue(Says.ASKS, r"诉至|判令|予以改判|申请仲裁", "诉至法院，判令被告支付3万元"),
    Cue(Says.ASKS, r"请(?:贵院|法院|人民法院|法庭|本院)|恳请", "请贵院判决被告承担3万元"),
    Cue(Says.ASKS, r"主张", "原告主张医疗费3千元"),
    Cue(Says.ASKS, r"建议(?:本院|法院|法庭|对|判处|以)|量刑建议", "建议对其判处罚金3千元"),
    Cue(
        Says.ASKED_AFTER,
        r"[^，,。；;：:]{0,24}(?:的|之)(?:诉讼|上诉|仲裁|反诉)?(?:请求(?!权)|诉请|诉求|主张|要求|量刑建议|量刑意见)",
        "抚养费的诉讼请求",
    ),
    Cue(
        Says.TOLD_AFTER,
        r"[^，,。；;：:]{0,24}的(?:辩解|辩称|抗辩|辩护意见|答辩意见|陈述|说法)",
        "左右的辩解",
    ),
    Cue(
        Says.ASSERTS,
        r"主张(?:[^，。；]{0,4}(?:有(?!权)|曾|系|已)|其(?!要求|中)|该|双方|是|共)",
        "被告主张有存款3万元",
    ),
    Cue(
        Says.ASSERTS,
        r"主张[^，。；]{0,24}(?:价值|收入|工资(?:标准)?)(?:均|约)?[为是]",
        "主张月平均工资为3千元",
    ),
    Cue(
        Says.TELLS,
        r"(?<![名简下职统俗宣所])称(?![重量号为之呼])|自述|辩解|辩护人提出|指控",
        "庭审中，原告称其月收入3千元",
    ),
    Cue(Says.TELLS, r"(?<![的理])陈述(?![，。、；和及的与证确等])", "被告当庭陈述借款3千元"),
    Cue(
        Says.TELLS,
        r"(?:原告|被告|第三人|上诉人)[^，。；]{0,8}(?:表示|认为)",
        "被告表示还欠3千元",
    ),
    Cue(
        Says.PROPOSES,
        r"(?:公诉|检察)机关[^。；]{0,60}判处|建议[^。；]{0,40}判处|量刑建议",
        "公诉机关关于判处拘役，并处罚金3千元",
    ),
    Cue(
        Says.PAYS,
        r"^(?:由?[^，。；了过曾已应]{0,12})(?:承担|支付|给付|返还|赔偿|偿还|补偿)[^，。；了过曾已应]{0,16}$",
        "被告承担抚养费每月",
    ),
    Cue(
        Says.STOPS,
        r"内容[为是]|载明|对此|事实和理由|理由[是为]|其中已",
        "并提交收条，内容为：今收到3千元",
    ),
    Cue(
        Says.STOPS,
        r"(?:委员会|仲裁委|仲裁院)[^。；]{0,60}裁决",
        "仲裁委违法裁决原告支付3千元",
    ),
    Cue(
        Says.DECIDED,
        r"(?:判决|裁决|裁定|调解)(?!生效|后|之日|确定|主文|如下|书生效)(?:书)?[^，。；]{0,40}?"
        r"(?:[：:]|如下|支付|给付|返还|赔偿|偿还|补偿|承担)",
        "仲裁委裁决被告支付3千元",
    ),
    Cue(Says.DECIDED, r"(?:判决|裁决|裁定)如下", "另案判决如下：被告支付3千元"),
    Cue(
        Says.DECIDED,
        r"(?<!不准)判决(?:准[许予])?[^，。；不]{0,12}离婚[，,]",
        "判决双方离婚，原告每月支付3千元",
    ),
    Cue(
        Says.DECIDED,
        r"作出[^。；]{0,60}(?:判决|调解)书[，,：:](?=[^。；]{0,40}(?:支付|抚养|给付|承担|归))",
        "作出民事调解书，长子由被告抚养，原告每月支付3千元",
    ),
    Cue(
        Says.DECIDED,
        r"调解协议[，,]?[^，。；]{0,8}(?:[：:]|如下)",
        "达成调解协议，内容如下：被告支付3千元",
    ),
    Cue(
        Says.DECIDED, r"遂[^，。；]{0,6}(?:判决|裁定|裁决)", "遂判决，被告人犯诈骗罪，并处罚金3千元"
    ),
    Cue(
        Says.DECIDED,
        r"(?:一审|原审|原判|仲裁)[^，。；]{0,30}(?:判令|判决|裁决)(?!认为|认定|查明)",
        "一审法院判令被告支付3千元",
    ),
    Cue(
        Says.DECIDED,
        r"作出[^。；]{0,60}(?:判决|裁定|调解|裁决)书?[，,：:][^。；]{0,6}(?:判决|裁定|裁决|判令|确认|准)"
        r"(?!查封|冻结|扣押)",
        "作出民事裁定，裁定申请人在3万元内优先受偿",
    ),
    Cue(
        Says.DECIDED,
        r"(?:裁决|判决)书?(?:发生法律效力|生效)(?:之日)?[后起]?[^，。；]{0,4}日内",
        "被申请人于裁决书生效之日起十五日内支付3千元",
    ),
    Cue(Says.SENTENCED, r"并处罚金|处罚金|没收财产|判处", "被判处拘役，并处罚金3千元"),
    Cue(
        Says.HOLDS,
        r"应(?:当|予|向|由|给付?|支付|赔偿|承担|返还|偿还|自)|酌[情定]|本院(?:认定|确定|确认|支持|予以)|只能"
        r"|认定|采信|经查|查明|因此|据此",
        "本院酌情认定3千元",
    ),
    Cue(
        Says.GIVEN_BACK,
        r"[^；。]{0,4}[，,]?(?:依法|予以|应当?|均)?(?:发还|返还|退还)",
        "，依法发还被害人",
    ),
    Cue(Says.FORFEITS, r"罚金|罚款|没收|追缴|上缴|违法所得|赃款|毒资", "追缴违法所得3千元"),
    Cue(Says.REPAYS, r"退赔|退还|返还|发还|赔偿|给付|支付", "责令退赔被害人3千元"),
    Cue(Says.NOT_OWED, r"无需|无须|不需|不必|不(?:再)?(?:支付|给付|承担)", "原告无需支付3千元"),
    Cue(Says.LIMITS, r"最高|范围|限额", "在最高余额3万元内"),
)


@cache
def cue(says: Says) -> re.Pattern[str]:
    """All patterns that say the same, in one."""
    return re.compile("|".join(c.pattern for c in CUES if c.says is says))
