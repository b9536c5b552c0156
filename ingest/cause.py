"""Causes of action, as the judgment's own sentence puts them: …与…网络侵权责任纠纷一案."""

import re
from dataclasses import dataclass
from itertools import islice

from corpus.judgment import Party
from corpus.passage import Span

SEARCHED = 6000
"""Characters in which a head ends even with many parties; later 一案 tell of other cases."""

MENTIONS = 20
"""Times a head says 一案; more is no head."""

SHORTEST_TITLE, LONGEST_TITLE = 4, 200
"""Characters of a title before the kind of document that ends it."""

LONGEST_CAUSE = 80
"""Characters before 一案 in which a cause that courts know must begin."""

_FIELD = re.compile(r"(?:^|\n)\s*案\s*由\s*[：:]?\s*([^\n：:，。]{2,40})")
# The case at hand: another's (他与某人借款纠纷一案) is not received, heard or appealed here.
_AT_HAND = re.compile(
    r"一案(?=[^。\n]{0,200}(?:本院|我院|不服|受理|审理|立案|申请再审|抗诉|发生法律效力)"
    r"|[，,]?[^。\n]{0,12}$)",
    re.M,
)
_TITLE_END = re.compile(
    r"(?:一案)?(?:一审|二审|再审|再审审查|申诉)?(?:民事|行政|刑事)?(?:判决书|裁定书|裁判文书)"
)
_CHARGE = re.compile(
    r"指控(?:原审)?被告(?:人|单位)[^。；]{1,80}?犯+(?:有|了)?"
    r"((?:侵犯)?[^，,。；犯]{1,30}?罪(?:、(?:侵犯)?[^，,。；犯]{1,20}罪)*)(?=[，,。、一及和；])"
)
_CAUSE = re.compile(
    r"((?:侵害|侵犯|网络|确认|请求|撤销|追偿|机动车|民间|金融|借款|买卖|房屋|建设|商品|劳动|劳务|离婚|同居|婚约|抚养|赡养|"
    r"继承|法定|遗嘱|名誉|肖像|隐私|姓名|生命|健康|财产|不当|无因|物权|所有权|相邻|合同|租赁|承揽|运输|委托|居间|保险|保证|"
    r"票据|信用卡|著作|商标|专利|不正当|虚假|垄断|计算机|技术|特许|股权|股东|公司(?:决议|解散|证照|盈余|增资|设立|合并)|破产|债权|债务|提供|医疗|产品|环境|"
    r"饲养|物件|义务|公共|工伤|社会|追索|经济|人格|一般|消费|服务|物业|供用|土地|农村|林业|涉外|海上|执行|案外人|"
    r"[\u4e00-\u9fff]{2,6}合同)[\u4e00-\u9fff、：:（）()]{0,24}?(?:纠纷|争议|之诉|侵权|离婚)(?:案)?)$"
)
_CONNECTIVE = re.compile(r"^[\s，、）)”]*(?:等|之间|双方)?(?:因|的|为|系|就|关于)?")


@dataclass(frozen=True, slots=True)
class Cause:
    """The cause of action and where it stands; `span` is None if line breaks run through it."""

    name: str
    span: Span | None


def cause_of(text: str, parties: tuple[Party, ...]) -> Cause | None:
    """The cause in the sentence that tells how the case came, else a field's, else the title's.

    What stands between the last party's name and 一案 is the cause, however it is worded; where
    the names do not end it, it must begin like a cause that courts know. A criminal case has the
    charge. None if none of these is there.
    """
    opening = text[:SEARCHED]
    if charge := _CHARGE.search(opening):
        return Cause(charge[1], Span(*charge.span(1)))
    for mention in islice(_AT_HAND.finditer(opening), MENTIONS):
        start = max(opening.rfind(stop, 0, mention.start()) for stop in "。\n") + 1
        if found := _before(opening[start : mention.start()], start, parties):
            return found
    if field := _FIELD.search(opening):
        return Cause(field[1].strip(), Span(field.start(1), field.start(1) + len(field[1].strip())))
    for end in _TITLE_END.finditer(opening[:600]):
        start = max(opening.rfind("\n", 0, end.start()) + 1, end.start() - LONGEST_TITLE)
        if end.start() - start >= SHORTEST_TITLE:
            return _before(opening[start : end.start()], start, parties)
    return None


def _before(words: str, offset: int, parties: tuple[Party, ...]) -> Cause | None:
    bare = re.sub(r"\s", "", words)
    end = max((bare.rfind(p.name) + len(p.name) for p in parties if p.name in bare), default=0)
    rest = bare[end:]
    rest = re.sub(r"^[（(][^（()）]{0,60}[）)]", "", rest)
    rest = rest[_connective(rest) :]
    if not (
        end and 2 <= len(rest) <= 40 and re.fullmatch(r"[\u4e00-\u9fff、：:（）()]+", rest)
    ) or (re.search(r"公司|原告|被告|上诉人|第三人|诉称|判决|[与诉].*[与诉]", rest)):
        known = _CAUSE.search(bare[-LONGEST_CAUSE:])
        if known is None:
            return None
        rest = known[1]
    place = words.rfind(rest)
    span = Span(offset + place, offset + place + len(rest)) if place >= 0 else None
    return Cause(rest, span)


def _connective(words: str) -> int:
    match = _CONNECTIVE.match(words)
    return match.end() if match else 0
