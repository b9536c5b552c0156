"""Causes of action, as the judgment's own sentence puts them: …与…网络侵权责任纠纷一案."""

import re
from dataclasses import dataclass
from itertools import islice

from corpus.judgment import Party
from corpus.passage import Span
from corpus.script import simplified
from ingest.roles import ORGANISATION, ROLE

SEARCHED = 6000
"""Characters in which a head ends even with many parties; later 一案 tell of other cases."""

MENTIONS = 20
"""Times a head says 一案; more is no head."""

SHORTEST_TITLE, LONGEST_TITLE = 4, 200
"""Characters of a title before the kind of document that ends it."""

LONGEST_CAUSE = 80
"""Characters before 一案 in which a cause that courts know must begin."""

# A page's table may leave the field empty: then the next field's label follows.
TITLED = 600
"""Characters in which a page's title stands."""

_COURT_AFTER = re.compile(r"\s+\S{2,30}法院\s*$")  # …纠纷 某市中级人民法院 行政判决书 in one line
_NOT_A_TITLE = re.compile(r"(?:法院|[：:】\]])\s*$")  # a head's line; a table's 文书类型：判决书
# A title without the kind of document tells two sides: 甲诉乙专利行政纠纷. A site's menu does not.
_BARE_TITLE = re.compile(
    r"(?:^|\n)([^\n。]{1,80}[诉与][^\n。]{2,80}(?:纠纷|争议))"
    r"(?=(?:(?:民事|行政)公益诉讼)?(?:一?案)?[ \t]*(?:\n|$))"
)
_FIELD = re.compile(
    r"(?:^|\n)[ \t　]*(?:\d{1,2} ?[.、．])? ?[【\[]?案[ 　]*由[】\]]?[ 　]*[：:|｜]?\s{0,8}(?!\s)"
    r"(?!法律依据|全文|当事人|审理|法院|裁判|公开|案件|案号|执行|文书|日期)([^\n：:，。|｜]{2,40})"
)
# The case at hand: another's (他与某人借款纠纷一案) is not received, heard or appealed here.
_AT_HAND = re.compile(
    r"(?:一案|(?<=纠纷)案(?=[，,]))(?=[^。\n]{0,200}(?:本院|我院|不服|受理|审理|立案|申请再审|抗诉|发生法律效力|申请执行|执行异议|申请复议|提起诉讼|起诉至)"
    r"|[，,]?[^。\n]{0,12}$)",
    re.M,
)
# What a site's titles put between the cause and the kind of document, with an example of each.
TITLE_PROCEDURES: tuple[tuple[str, str], ...] = (
    ("(?:民事|刑事|行政)?(?:一审|二审|再审)", "甲与乙买卖合同纠纷民事二审民事判决书"),
    ("再审[审复]查(?:与审判监督)?", "甲与乙买卖合同纠纷再审审查与审判监督民事裁定书"),
    ("申诉[、、]?申请(?:再审)?|申请再审|申诉", "甲与乙买卖合同纠纷申诉、申请再审民事裁定书"),
    ("特别程序", "甲申请撤销仲裁裁决特别程序民事裁定书"),
    ("破产", "甲与乙买卖合同纠纷破产民事裁定书"),
    ("民事管辖上诉管辖|管辖上诉|管辖", "甲与乙买卖合同纠纷民事管辖上诉管辖裁定书"),
    (
        "执行监督|执行异议|执行复议|执行审查类|首次执行|恢复执行",
        "甲与乙买卖合同纠纷执行监督执行裁定书",
    ),
    ("刑罚与执行变更(?:审查)?|刑罚变更", "甲盗窃罪刑罚与执行变更刑事裁定书"),
)
_KIND = "判决书|裁定书|调解书|决定书|裁判文书"
_ANY_KIND = re.compile(_KIND)
_TITLE_END = re.compile(
    r"(?:一案)?(?:" + "|".join(pattern for pattern, _ in TITLE_PROCEDURES) + r")?\s*"
    rf"(?:民事|行政|刑事|执行)?(?:{_KIND})"
)
_CRIME = re.compile("[等犯]([^等犯，,]{2,30}罪)$")  # 甲某等交通肇事罪, of whom no head tells
_CHARGE = re.compile(
    r"(?:指控|(?:自诉人|检察院)[^。；]{0,40}?以)的?(?:原审)?被告(?:人|单位)[^。；]{1,80}?(?:犯+(?:有|了)?|涉嫌(?!犯))"
    r"((?:侵犯)?[^，,。；犯]{1,30}?罪(?:、(?:侵犯)?[^，,。；犯]{1,20}罪)*)(?=[，,。、一及和；于向暨提为])"
)
_BEGINS = (
    r"侵害|侵犯|网络|确认|请求|撤销|追偿|机动车|民间|金融|借款|买卖|房屋|建设|建筑|商品|劳动|劳务|离婚|同居|婚约|抚养|赡养|"
    r"继承|法定|遗嘱|名誉|肖像|隐私|姓名|生命|健康|财产|不当|无因|物权|所有权|相邻|合同|租赁|承揽|运输|委托|居间|保险|保证|"
    r"票据|信用卡|著作|商标|专利|不正当|虚假|垄断|计算机|技术|特许|股权|股东|公司(?:决议|解散|证照|盈余|增资|设立|合并)|"
    r"破产|债权|债务|提供|医疗|产品|环境|饲养|物件|义务|公共|工伤|社会|追索|经济|人格|一般|消费|服务|物业|供用|土地|农村|"
    r"林业|涉外|海上|通海|海事|船舶|碰撞|触碰|执行|案外人|电信|邮政|婚姻|探望|收养|分家|共有|质押|抵押|担保|典当|赠与|保管|仓储"
)
_ENDS = r"[\u4e00-\u9fff、：:（）()]{0,24}?(?:纠纷|争议|之诉|侵权|离婚)(?:案)?"
# the matters that administrative cases are filed under: 资源行政管理－土地行政管理
_MATTER = (
    r"(?:资源|公安|城乡建设|劳动和社会保障|工商|计划生育|民政|卫生|食品药品安全|质量监督|交通运输|税务|"
    r"金融|环境保护|教育|农业|文化|司法|知识产权)行政管理(?:[-－—：:（(][\u4e00-\u9fff（()）：:－—-]{2,24})?"
)
_OBJECTION = r"(?:管辖权?异议)?$"
SURE_CAUSE = re.compile(rf"((?:{_BEGINS}){_ENDS}|{_MATTER}){_OBJECTION}")
"""A cause that begins with a word of causes; what stands before it is no part of it."""

KNOWN_CAUSE = re.compile(
    rf"((?:{_BEGINS}|[\u4e00-\u9fff]{{2,6}}合同){_ENDS}|{_MATTER}){_OBJECTION}"
)
"""Also a contract of any name; words before it may run into it."""

_JURISDICTION = re.compile("(?<=纠纷)管辖权?异议$")
# A ruling on a prisoner's term tells what he was sentenced for.
_SENTENCED = re.compile(
    r"(?:以|认定)(?:被告人|罪犯)[^，。；]{1,20}?犯(?:有|了)?"
    r"([^，,。；犯]{1,30}?罪(?:、[^，,。；犯]{1,20}罪)*)[，,]?判处"
)
# Who was sued, where the head names only the one who asks: 因诉某县政府（简称政府）行政复议一案
_SUED = re.compile(
    rf"^诉(?:[^，,。（(]{{2,60}}[（(][^（()）]*[）)]|[^，,。（(]{{2,60}}{ORGANISATION})(?=..)"
)
_ORGANISATION = re.compile(ORGANISATION)
_OF_PARTIES = re.compile(rf"[\s　]*{ROLE}")
_WORDS = r"[\u4e00-\u9fff、：:（）()《》－—-]+"
_SHORT_NAME = re.compile(r"[（(](?:以下|[简下]称)[^（()）]{0,60}[）)]")
_LEADING = re.compile(
    r"^.*(?:原告|被告|上诉人|申请人|第三人|因与|[与因诉])(?=(?:海上|通海|船舶|财产|人身|保险|[\u4e00-\u9fff]{2,6}合同))"
)
_SIDE = re.compile(r"^[诉与]?(?:[\u4e00-\u9fff]某{1,2}[甲乙丙丁\d]?|(?<=[诉与]))")  # 诉王某
_NOT_A_CAUSE = re.compile(r"^[与诉]|公司|原告|被告|上诉人|第三人|诉称|判决|[与诉].*[与诉]")
_CONNECTIVE = re.compile(
    r"^[\s，、）)”]*(?:等|之间|双方)?(?:因与?|的|为|系|就|关于|被控|涉嫌|犯(?!罪))?"
)


@dataclass(frozen=True, slots=True)
class Cause:
    """The cause of action, without the spaces and line breaks within it, and where it stands."""

    name: str
    span: Span


def cause_of(text: str, parties: tuple[Party, ...]) -> Cause | None:
    """The cause in the sentence that tells how the case came, else a field's, else the title's.

    What stands between the last party's name and 一案 is the cause, however it is worded; where
    the names do not end it, it must begin like a cause that courts know. A criminal case has the
    charge. None if none of these is there.
    """
    opening = simplified(text[:SEARCHED])
    names = [simplified(party.name) for party in parties]
    span = _charge(opening, parties) or _narrated(opening, names) or _labelled(opening)
    span = span or _titled(opening, names)
    return Cause(re.sub(r"\s", "", span.of(text)), span) if span else None


def _charge(opening: str, parties: tuple[Party, ...]) -> Span | None:
    if charge := _CHARGE.search(opening):
        return Span(*charge.span(1))
    if any(simplified(party.role) == "罪犯" for party in parties) and (
        sentenced := _SENTENCED.search(opening)
    ):
        return Span(*sentenced.span(1))
    return None


def _narrated(opening: str, names: list[str]) -> Span | None:
    """The cause before 一案; in a sentence that begins with a party's role, if there is one."""
    sentences = []
    for mention in islice(_AT_HAND.finditer(opening), MENTIONS):
        start = max(opening.rfind(stop, 0, mention.start()) for stop in "。\n") + 1
        sentences.append((start, mention.start()))
    for start, end in sorted(sentences, key=lambda s: _OF_PARTIES.match(opening, s[0]) is None):
        if found := _before(opening[start:end], start, names):
            return found
    return None


def _labelled(opening: str) -> Span | None:
    field = _FIELD.search(opening)
    if field is None:
        return None
    return Span(field.start(1), field.start(1) + len(field[1].rstrip()))


def _titled(opening: str, names: list[str]) -> Span | None:
    opening = opening[:TITLED]
    # To look for the kind alone is fast, and what a title may end with before it is not.
    for end in _TITLE_END.finditer(opening) if _ANY_KIND.search(opening) else ():
        start = max(opening.rfind("\n", 0, end.start()) + 1, end.start() - LONGEST_TITLE)
        title = _COURT_AFTER.sub("", opening[start : end.start()])
        if len(title) >= SHORTEST_TITLE and not _NOT_A_TITLE.search(title):
            return _before(title, start, names) or _crime(title, start)
    for line in _BARE_TITLE.finditer(opening):
        if known := _known(re.sub(r"\s", "", line[1])):
            return _place(known, line[1], line.start(1))
    return None


def _crime(title: str, offset: int) -> Span | None:
    crime = _CRIME.search(title)
    return Span(offset + crime.start(1), offset + crime.end(1)) if crime else None


def _before(words: str, offset: int, names: list[str]) -> Span | None:
    """The cause that ends these words."""
    bare = re.sub(r"\s", "", words)
    end = max((bare.rfind(name) + len(name) for name in names if name in bare), default=0)
    rest = re.sub(r"^[（(][^（()）]{0,60}[）)]", "", bare[end:])
    rest = _SHORT_NAME.split(rest)[-1]
    runs_on = rest.startswith("、")  # into a party that the head does not name
    rest = _SUED.sub("", rest[_connective(rest) :])
    worded = bool(end) and 2 <= len(rest) <= 40 and re.fullmatch(_WORDS, rest) is not None
    if runs_on or not worded or _NOT_A_CAUSE.search(rest):
        known = _known(bare)
        if known is None:
            return None
        rest = known
    return _place(_JURISDICTION.sub("", rest), words, offset)


def _known(bare: str) -> str | None:
    """The cause that courts know at the end of these words.

    It begins right after an organisation's name if it can. 诉专利复审委专利行政纠纷: of two places
    where it may begin with one word, the last.
    """
    for organisation in reversed(list(_ORGANISATION.finditer(bare))):
        known = KNOWN_CAUSE.match(bare, organisation.end())
        if known and not _SIDE.match(known[1]):
            return known[1]
    known = KNOWN_CAUSE.search(_SIDE.sub("", _LEADING.sub("", bare[-LONGEST_CAUSE:])))
    if known is None:
        return None
    again = known[1].rfind(known[1][:2])
    return known[1][again:] if KNOWN_CAUSE.match(known[1][again:]) else known[1]


def _place(cause: str, words: str, offset: int) -> Span | None:
    """Where the cause stands in these words, spaces within it or not; the last place counts."""
    letters = [number for number, letter in enumerate(words) if not letter.isspace()]
    first = "".join(words[number] for number in letters).rfind(cause)
    if first < 0:
        return None
    return Span(offset + letters[first], offset + letters[first + len(cause) - 1] + 1)


def _connective(words: str) -> int:
    match = _CONNECTIVE.match(words)
    return match.end() if match else 0
