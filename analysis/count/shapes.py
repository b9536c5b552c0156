"""The shapes of questions that are counted: how many, which ones, by what, how much on average.

A shape alone decides nothing: a question is counted only if all else in it is a condition on the
heads of judgments, see question.py. Each row is tested by its own example.
"""

import re
from enum import StrEnum
from typing import NamedTuple

DOCUMENT = (
    r"(?:裁判文书|判决书|裁定书|调解书|判决|裁判|裁定|文书"
    r"|案件|案子|案例|判例|官司|案(?![情由号值卷]))"
)
"""What is counted, as courts and laymen call it; 离婚案 ends in it too."""

CLASSIFIER = r"(?:份|件|起|宗|篇|桩)"
"""Counts documents without naming them: 有几份是二审. 个 does not: 几个被告, 几个月."""


class Measure(StrEnum):
    """What is to be reckoned; the value names it for the reader."""

    COUNT = "份数"
    LIST = "名单"
    GROUPS = "分布"
    AVERAGE = "平均"
    TOTAL = "合计"
    MOST = "最高"
    LEAST = "最低"


class Shape(NamedTuple):
    pattern: re.Pattern[str]
    measure: Measure
    sure: bool  # its words are asked of a library only, whatever else the question holds
    example: str


_MONEY = r"(?:判|赔|支持|请求|索赔|诉请|标的|金额|数额|比例|[高低]?率)"
_MEASURED = "[得的了额率例钱偿款赔]"
_GROUP = r"(?:法院|年份?|年度|案由|审级|层级|级别|文书种类|种类|类型)"

SHAPES: tuple[Shape, ...] = (
    Shape(
        re.compile(rf"(?:各|每|按|分)(?:个|家|地|级)*(?:的)?{_GROUP}"),
        Measure.GROUPS,
        False,
        "各地法院各有多少份判决？",
    ),
    Shape(
        re.compile(
            r"(?:有|来自|涉及|包括|是|都|由)?(?:哪些|哪几[个家种类]|(?<=有)什么)(?:法院|年份|案由|审级|(?:案件)?类型|种类)"
        ),
        Measure.GROUPS,
        False,
        "都有哪些法院判过？",
    ),
    Shape(re.compile(r"平均|均值|人均|中位数"), Measure.AVERAGE, False, "平均判赔多少？"),
    Shape(
        re.compile(rf"最[少低小](?=[^，。？]{{0,8}}{_MONEY})|(?<={_MEASURED})最[少低小]|最早(?:的|判)"),
        Measure.LEAST,
        False,
        "判赔金额最低的是哪个案子？",
    ),
    Shape(
        re.compile(
            rf"最[多高大](?=[^，。？]{{0,8}}{_MONEY})|(?<={_MEASURED})最[多高大]"
            r"|(?:最新|最近|最晚)(?:的|判|一)"
        ),
        Measure.MOST,
        False,
        "判赔比例最高的是哪个案子？",
    ),
    Shape(
        re.compile(r"(?:合计|总计|总共|一共|共计|加起来)(?=[^，。？]{0,6}(?:判赔|判给|[获赔]))"),
        Measure.TOTAL,
        False,
        "文库里的判决总共判赔多少钱？",
    ),
    Shape(
        re.compile(rf"(?:多少|几){CLASSIFIER}?个?{DOCUMENT}"), Measure.COUNT, True,
        "一共几个案子？",
    ),
    Shape(
        re.compile(
            rf"(?:多少|几){CLASSIFIER}(?=$|[？?，。！呢啊了是为属被系]|[\u4e00-\u9fff]{{1,20}}{DOCUMENT})"
        ),
        Measure.COUNT,
        False,
        "2016年的离婚案有多少件？",
    ),
    Shape(
        re.compile(
            rf"{DOCUMENT}(?:一共|总共|共)?有?(?:(?:多少|几)个|(?<=有)多少|总数(?:是|有)?多少)(?=$|[？?。！呢])"
        ),
        Measure.COUNT,
        False,
        "判赔5万到20万元的案子有几个？",
    ),
    Shape(
        re.compile(r"的(?:一共|总共|共)?有(?:多少|几)个?(?=$|[？?。！呢])"),
        Measure.COUNT,
        False,
        "引用了刑法第六十七条的有多少？",
    ),
    Shape(
        re.compile(r"(?:多少|几)(?:件|起|宗)(?=[\u4e00-\u9fff]{2,12}[？?。]?$)"),
        Measure.COUNT,
        False,
        "有多少起危险驾驶？",
    ),
    Shape(
        re.compile(r"(?:多少|几)(?:个|种)?(?:[\u4e00-\u9fff]{2,10})?(?:案(?![情由号值卷])|案件|案子|判决书?|裁定书?)"),
        Measure.COUNT,
        False,
        "有多少离婚案？",
    ),
    Shape(
        re.compile(rf"(?:哪些|哪几{CLASSIFIER}|哪几个){DOCUMENT}|有(?:哪些|什么){DOCUMENT}"),
        Measure.LIST,
        True,
        "哪些案件判决驳回了全部诉讼请求？",
    ),
    Shape(
        re.compile(rf"(?:列出|列举|列一下|找出|给出|列)(?:来)?(?:所有|全部|一切)?(?=.*{DOCUMENT})"),
        Measure.LIST,
        False,
        "列出所有涉及某公司的案件。",
    ),
    Shape(
        re.compile(r"的?(?:都|分别|各)?(?:有|是)?(?:哪些|哪几[个件份起])(?:来着)?(?=$|[？?。！呢])"),
        Measure.LIST,
        False,
        "判赔超过10万元的有哪些？",
    ),
)  # fmt: skip
"""Tried in this order; the first that matches tells."""

LIBRARY = re.compile(
    r"(?:这个|本|你们的?|我的|数据|资料)?(?:文书)?(?:文库|库)(?:里面|里头|里|中|内)?"
    rf"|(?:所有|全部|这些)(?:的)?(?={DOCUMENT})"
)
"""Words that say that the whole library is meant."""

_ASKING = re.findall(
    r"\S+",
    """
    那么 那 你们 你 涉及 中位数 什么时候 何时 哪一年 哪年 时候 日期
    请问 请 麻烦 帮我 帮忙 给我 告诉我 我想问 我想知道 想知道 统计 查一下 查查
    查 数一下 数数 看一下 看看 总共 一共 共有 共 合计 现在 目前 到底 究竟 大概
    大约 列出来 列出 列举 列一下 找出 名单 清单 数量 总数 数目 多少 几 哪些
    哪几 哪个 哪一 哪家 哪 什么 怎样 分别 各自 各有 各 都 所有 全部 每个 每
    按 分布 情况 收录 收 存有 存 放 包含 包括 关于 有关 属于 来自 作出 做出
    审理 审结 审 宣判 判过 判了 判的 判 裁判文书 判决书 裁定书 调解书 判决 裁判
    裁定 文书 案件 案子 案例 判例 官司 案 法院 法庭 份 件 个 起 宗 篇 桩 家
    种 类 地 当中 里面 里头 其中 里 中 内 之中 钱 元 块 有 是 为 系 的 得
    了 过 被 由 在 和 与 及 呢 吗 啊 呀 来着 到 会 能 给 又 就 一下 一份
    一件 一个 一起
    """,
)
FILLING = re.compile(
    # 被告 and 没有 are no filling.
    "(?:"
    + "|".join(sorted(_ASKING, key=len, reverse=True))
    .replace("|被|", "|被(?!告)|")
    .replace("|有|", "|(?<!没)有|")
    + ")"
    r"|[\s，。？?！!、；;：:“”\"（）()~—-]"
)
"""Words that only carry the question; what is left beside them and the conditions is not read."""
