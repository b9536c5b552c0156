"""What is asked: the kind of a question and whose voice must answer it.

Every row of KINDS is tested by its own example. The first row that matches wins, so narrower
kinds come before wider ones.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from analysis.question.follow_up import Standalone
from analysis.question.parts import has_topic, parts_of
from analysis.question.spoken import plainly
from corpus.voice import HOLDING_VOICES, PARTY_VOICES, Voice


class Kind(StrEnum):
    """What kind of thing is asked for."""

    CASE_NUMBER = "案号"
    CAUSE = "案由"
    COURT = "法院"
    DATE = "日期"
    WHEN = "时间"
    WHERE = "地点"
    COSTS = "诉讼费用"
    OUTCOME = "裁判结果"
    PARTY_POSITION = "当事人的说法"
    LEGAL_BASIS = "法律依据"
    COMPARISON = "比较"
    AMOUNT = "金额"
    CALCULATION = "算法"
    FACTORS = "考虑因素"
    REASON = "理由"
    LIABILITY = "责任"
    YES_NO = "是否"
    OTHER = "其他"


HEADER_FIELDS = {
    Kind.CASE_NUMBER: "case_number",
    Kind.CAUSE: "cause",
    Kind.COURT: "court",
    Kind.DATE: "date",
}
"""Kinds that the head of a document answers, with the field of `Header` that does."""


OF_FACT = frozenset({Kind.OTHER, Kind.WHEN, Kind.WHERE, Kind.AMOUNT, Kind.YES_NO})
"""Kinds that may ask how things were; a reason, a liability or a law is a court's to give."""

_STAGE = re.compile(r"(?:一审|二审|再审|终审|重审)(?!(?:宣判|判决|作出)?[之以]?后)")


class KindRow(NamedTuple):
    pattern: re.Pattern[str]
    kind: Kind
    example: str  # a question this row must match, and no row above it


KINDS: tuple[KindRow, ...] = (
    KindRow(
        re.compile(r"案号|(?:哪|什么|多少)(?:个)?(?:案件)?编号|几号判决"),
        Kind.CASE_NUMBER,
        "这个案子的案号是多少？",
    ),
    KindRow(
        re.compile(r"(?:什么|哪[个种类])案由|案由(?:是|为|叫|[？?]|$)"),
        Kind.CAUSE,
        "本案的案由是什么？",
    ),
    KindRow(
        re.compile(r"(?:哪|什么)(?:个|家|些|级)?法院|审理法院(?:是|叫)"),
        Kind.COURT,
        "本案由哪家法院审理？",
    ),
    KindRow(
        re.compile(r"(?:什么时候|何时|哪天|哪一天|哪年).{0,4}(?:判|宣判|作出)|(?:判决|宣判|裁判)(?:的)?日期"),
        Kind.DATE,
        "这份判决是什么时候作出的？",
    ),
    KindRow(
        re.compile(r"受理费|诉讼费|公告费|保全费|鉴定费.{0,6}负担|打官司[^，。？]{0,8}(?:费|钱)"),
        Kind.COSTS,
        "案件受理费由谁负担？",
    ),
    KindRow(
        re.compile(
            r"(?:判决|裁判|裁定|审理|处理)结果|判决主文|(?:最[后终]|到底|究竟|法院)?(?:是)?怎么判的?[？?]?$|判了(?:什么|些什么)"
            r"|结果(?:如何|怎么?样|是什么)|谁(?:打)?赢了|(?:胜诉|败诉)了吗"
            r"|除了[^，。？]{0,6}(?:钱|赔偿)[^。？]{0,24}(?:什么|哪)|责令[^，。？]{0,12}(?:什么|哪)|还得[^。？]{0,14}什么"
        ),
        Kind.OUTCOME,
        "这个案子的判决结果是什么？",
    ),
    KindRow(
        re.compile(r"相比|区别|有何不同|有什么不同|异同|哪个.{0,8}更|两案|比较|同样是"),
        Kind.COMPARISON,
        "两案对平台责任的认定有什么不同？",
    ),
    KindRow(
        # What a party said, unless the court is asked about in the same breath.
        re.compile(
            r"^(?!.*(?:(?<!要求)(?<!请求)法院|中院|高院|法官|合议庭|[一二再终]审|哪[几两些]?条(?!件)|(?:能不能|能否|可否)[^，。？]{0,4}要求|条文|法条|司法解释|仲裁委|裁决|判(?!断)|支持|采纳|采信|成立|驳回|被[^，。？]{0,4}认定)).*"
            r"(?:起诉.{0,8}要(?!不要)|态度|认不认|承不承认|本人.{0,4}怎么说|拿什么(?:来)?(?:说|证|理)|说(?:自己|他|她)不|回应|(?<![承确])认吗|说[^，。？]{1,24}(?:说明|证明)什么|说了(?:什么|哪|些)"
            r"|想要(?:了)?多少|开口要|要了多少|替自己(?:开脱|辩解|辩护)|反驳|说法是什么|(?:什么|哪些)(?:说法|道理)|有些?(?:什么|哪些)理由"
            r"|要(?!不要|求)[\u4e00-\u9fff]{1,8}?(?:还|付|赔|给|退)(?:哪|多少|什么|几)|索赔|索要|主张|辩称|答辩|抗辩|辩解|认为|觉得(?!怎么)|怎么说|如何解释|凭什么说|[\u4e00-\u9fff]为什么说|诉称|诉请|请求|要求|承认|认可|"
            r"(?:对方|原告|被告).{0,4}要(?:了|的是)?(?:多少|什么)|(?<!凭)什么证据)"
        ),
        Kind.PARTY_POSITION,
        "被告对重复起诉是怎么答辩的？",
    ),
    KindRow(
        re.compile(r"(?:哪|什么)(?:些|条|部|款|几)?(?:个)?(?:法律|条文|法条|规定|条款|司法解释|条例)|哪[几两三些]条(?!件)|哪部法|法律依据|第几条|哪一条|依据的?(?:是(?:什么|哪)|什么[？?]?$)|引用了"),
        Kind.LEGAL_BASIS,
        "法院判决引用了哪些条文？",
    ),
    KindRow(
        re.compile(r"(?:怎么|如何|怎样|是由?哪几项)(?:计?算|得)(?:出来|得出|来)?的?|计算(?:方法|方式|标准)|算出来"),
        Kind.CALCULATION,
        "工资差额是怎么算出来的？",
    ),
    KindRow(
        re.compile(r"多少(?!条)|几万|几元|金额|数额|(?:赔|付|判)(?:了)?几|限额|包不包括.{0,10}费用"),
        Kind.AMOUNT,
        "法院判赔多少钱？",
    ),
    KindRow(
        re.compile(r"哪(?:一|几)?个?[天日年月]|什么时[候间]|何时|几[号月]|从何时|何年"),
        Kind.WHEN,
        "双方从什么时候起分居？",
    ),
    KindRow(
        re.compile(r"哪[里儿]|什么地方|(?<!如)何处|去向|哪家(?:银行|公司|医院|单位)"),
        Kind.WHERE,
        "货物在什么地方交付？",
    ),
    KindRow(
        re.compile(
            r"(?:哪些|什么)(?:因素|方面|要素|条件|标准)|(?:因素|要素|条件|标准)(?:有|是)(?:哪些|什么)|考虑.{0,4}(?:哪些|什么)|如何(?:判断|认定)"
            r"|怎么(?:判断|衡量)|(?:看[中重了]|看的是|考虑|顾及|衡量|权衡)[^，。？]{0,12}(?:什么|哪[些几])"
        ),
        Kind.FACTORS,
        "认定平台尽到注意义务要考虑哪些因素？",
    ),
    KindRow(
        re.compile(r"为什么|为何|因为什么|怎么(?:连|就|会|不|没|还)|何在|(?:依据|根据|基于|靠)(?:的是)?什么|理由|原因|凭什么|怎么(?:说理|论证|回应)|怎么看|(?:如何|怎么|怎样)处理|起什么作用"),
        Kind.REASON,
        "法院为什么不支持？",
    ),
    KindRow(
        re.compile(r"(?:什么|何种|哪些|谁|怎样的|如何).{0,6}(?:责任|义务|侵权)|什么责(?!任)|谁(?:应当|应|来|要|得|该)?(?:承担|负担|赔|支付|出钱|掏钱|买单|负责|担责)|算在谁|责任"),
        Kind.LIABILITY,
        "平台承担什么责任？",
    ),
    KindRow(
        re.compile(r"吗[？?]?$|是否|是不是|有没有|能否|能不能|要不要|可不可以|还是"),
        Kind.YES_NO,
        "平台构成直接侵权吗？",
    ),
)  # fmt: skip

DEFENDING = re.compile(r"辩称|答辩|抗辩|辩解")
_CLAIMING = re.compile(r"诉称|诉请|诉讼请求")
_ASKS_SUM = re.compile(
    r"多少(?:钱|元|工资|薪水|本金|补偿|赔偿|彩礼|[\u4e00-\u9fff]{0,3}(?:款|金|费用?|利?息))|(?:数额|金额).{0,4}多少|(?:赔偿?|付|要|判给?|还)(?:了)?[^，。？]{0,8}?(?:多少(?!条|亩|股|份)|几)"
    r"|(?:工资|[款费金债息价薪]|损失).{0,6}多少(?!亩|股|份|条|天|年)"
)
_OF_THE_COURT = re.compile(
    r"法院(?!案例库|公报)|法庭|法官|中院|高院(?!公报)|判(?!断)|支持|驳回|采信|采纳|准许|裁定|要不要|该不该|应不应|一审|二审|再审"
    r"|最[后终](?!一)|打赢|输了|败诉|胜诉|到手|归谁|给谁|给了谁|跟谁(?:过|生活)|谁(?:来)?抚养|(?:哪家|哪个|谁)(?:公司)?(?:要|应|得|需|该)"
    r"|(?:就?该|用|能|得|需|应)[^，。？]{1,12}吗|能否|能不能|可否|可不可以|是否应|算不算|(?:构成|侵害|侵犯|侵权|有效|无效|生效了?|成立|合法|违法|违约|算[^，。？]{0,6})吗"
    r"|(?:是否|有没有|是不是)(?:构成|侵害|侵犯|侵权|有效|成立|合法|违法|违约|属于)|(?:构成|侵害|侵犯|属于)[^，。？]{1,16}吗"
    r"|(?:为什么|凭什么|怎么)[^，。？]{0,4}(?:能|可以|应|算(?!出|的)|得(?!出)|要(?!求)|不用|不必|无需)"
)
_OF_PROCEDURE = re.compile(
    r"开庭|送达|通知|到庭|出庭|缺席|公告|立案|受理(?!费)|合议庭|独任|简易程序|普通程序|撤诉|追加|管辖|鉴定|保全|审理|上诉|上的诉"
)
"""What happened in the proceedings, a court tells where it tells of them."""

_COURT_RULED = re.compile(r"法院[^，。？]{0,8}(?:判|认|支持)")
_ARBITRATED = re.compile(
    r"仲裁(?:委员会|委|庭|机构|院)?(?:的)?(?:裁决|裁定|认定|支持|怎么|如何|结果|理由|为什么)"
)
_ASKS_COURT = re.compile(r"法院|判决|引用|依据|适用")


@dataclass(frozen=True, slots=True)
class Question:
    """A question that stands alone, and what is known of it."""

    text: str  # as it stands alone
    asked: str  # as it was asked; the same but for a follow-up
    kind: Kind
    voices: frozenset[Voice]  # the voices that may answer it
    asks_sum: bool = False  # only a sum of money answers it

    @property
    def stage(self) -> str | None:
        """The stage of proceedings it asks about, such as 二审; None if it names none, or two."""
        named = set(_STAGE.findall(self.asked))
        return named.pop() if len(named) == 1 else None

    @property
    def asks_arbitration(self) -> bool:
        """Whether it asks what an arbitral tribunal decided before the courts did."""
        court_too = _COURT_RULED.search(self.asked) is not None
        return _ARBITRATED.search(self.asked) is not None and not court_too

    @property
    def asks_the_court(self) -> bool:
        """Whether it asks what the court thought or decided, by name or by what courts do."""
        return _OF_THE_COURT.search(self.asked) is not None

    @property
    def asks_a_fact(self) -> bool:
        """Whether it asks how something was, which a judgment need not say, and not a ruling."""
        return self.kind in OF_FACT and not self.asks_the_court

    @property
    def is_bare(self) -> bool:
        """Whether it asks without saying about what: 理由呢."""
        return not has_topic(self.asked)

    def parts(self) -> "tuple[Question, ...]":
        """The questions that it is made of, one at least; see parts.py."""
        asked = parts_of(self.asked)
        if len(asked) < 2:
            return (self,)
        leaning = self.text.removesuffix(self.asked)
        return tuple(understand(Standalone(leaning + part, part)) for part in asked)


def understand(standalone: Standalone) -> Question:
    """The kind of a question and the voices that may answer it.

    What a party said may be told by the parties alone; all else only by the deciding court,
    so that a plea is never taken for a holding.
    """
    text, asked = plainly(standalone.text), plainly(standalone.asked)
    kind = next((row.kind for row in KINDS if row.pattern.search(asked)), Kind.OTHER)
    return Question(text, asked, kind, _voices(kind, asked), _ASKS_SUM.search(asked) is not None)


def _voices(kind: Kind, text: str) -> frozenset[Voice]:
    if kind is Kind.PARTY_POSITION:
        # 被告未作答辩 is told by the court, as procedure.
        both = PARTY_VOICES | {Voice.PROCEDURE}
        if DEFENDING.search(text):
            return both - {Voice.PLAINTIFF_CLAIM, Voice.PARTY_EVIDENCE}
        if _CLAIMING.search(text):
            return both - {Voice.DEFENDANT_ARGUMENT, Voice.THIRD_PARTY}
        if "原告" in text and "被告" not in text:
            return both - {Voice.DEFENDANT_ARGUMENT, Voice.THIRD_PARTY}
        if "被告" in text and "原告" not in text:
            return both - {Voice.PLAINTIFF_CLAIM, Voice.THIRD_PARTY}
        return both
    if kind is Kind.COMPARISON:  # courts compare no cases; commentaries do
        return HOLDING_VOICES | {Voice.COMMENTARY}
    if kind is Kind.LEGAL_BASIS and not _ASKS_COURT.search(text):
        return HOLDING_VOICES | {Voice.COMMENTARY}
    if kind is Kind.COSTS:
        return frozenset({Voice.COSTS_NOTICE, Voice.ORDER})
    if kind in HEADER_FIELDS:
        return frozenset(Voice)
    if _OF_PROCEDURE.search(text) or (kind in OF_FACT and not _OF_THE_COURT.search(text)):
        return HOLDING_VOICES | {Voice.PROCEDURE}
    return HOLDING_VOICES
