"""The direct answer: 否, 55031元, 连带清偿责任, where the words that are quoted decide it."""

import re

from analysis.question import Kind, Question
from analysis.verify.polarity import contradiction
from corpus.amount import amounts_in
from corpus.voice import COURT_VOICES, Voice

_LIABILITY = re.compile(
    r"(?:连带|补充|按份|全部|主要|次要|同等|一般)(?:清偿|赔偿|偿还|保证|给付)?责任|(?:直接|帮助|间接)侵权"
)
_DATE = re.compile(r"\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?|\d{1,2}月\d{1,2}日")
_NO_SUM = re.compile(r"利率|比例|标准|基数|期限|几[笔项]|哪[几些]")
"""Asks for more than a sum, or for another figure."""
_LAW_CITED = re.compile(
    r"《[^《》]+》(?:（[^（）]*）)?第[^《》，。；]*?[条款项）)](?:第?[一二三四五六七八九十]+[款项])*"
)
_ARTICLES = re.compile(
    r"[、，]?第[〇零一二三四五六七八九十百千\d]+条(?:第?[^，。；、《》]{0,8}?[款项])*"
)

_REFUSED = re.compile(r"不予支持|不支持|驳回|不予采[纳信]|不予准许|不予认定|不能成立")
_GRANTED = re.compile(r"(?<!不)(?:予以|应予|依法)支持|准予|予以准许|(?<!不)予以采[纳信]|理由成立")
_ASKS_SUPPORT = re.compile(r"支持|采[纳信]|准许|准予|成立")

_WHETHER = (
    # what asks, as a statement, and its denial
    (re.compile(r"是否|是不是"), "", "不"),  # 平台是否构成侵权
    (re.compile(r"有没有"), "", "没有"),  # 被告有没有支付
    (re.compile(r"能否|能不能|可否|可不可以"), "能", "不能"),  # 能否追偿
    (re.compile(r"要不要|应否|应不应当?|该不该"), "应", "无需"),  # 要不要扣除
)
_VERB = re.compile(r"构成|成立|承担|属于|存在|准许|认定|需要|应当|支付|超过|知道|具有|违反|履行")
_MOOD = re.compile(r"[吗呢？?]+$")


def direct_answer(question: Question, quote: str, voice: Voice) -> str:
    """A few words that answer, ending in 。; empty where the quote decides nothing clearly.

    Every figure and term of it stands in the quote. Only what a court wrote is told this way.

    >>> from analysis.question import understand
    >>> from analysis.question.follow_up import Standalone
    >>> asked = understand(Standalone(*2 * ("法院判赔多少钱？",)))
    >>> direct_answer(asked, "被告赔偿原告3万元。", Voice.ORDER)
    '3万元。'
    """
    if voice not in COURT_VOICES:
        return ""
    match question.kind:
        case Kind.YES_NO if "还是" not in question.asked:
            found = _yes_or_no(question.asked, quote)
        case Kind.AMOUNT if not _NO_SUM.search(question.asked):
            found = _only({amount.span.of(quote) for amount in amounts_in(quote)})
        case Kind.LIABILITY if voice in (
            Voice.ORDER,
            Voice.COURT_REASONING,
        ):  # a finding tells contracts
            found = _only(set(_LIABILITY.findall(quote)))
        case Kind.WHEN:
            found = _only(set(_DATE.findall(quote)))
        case Kind.LEGAL_BASIS:
            found = _articles(question.asked, quote)
        case _:
            found = ""
    return f"{found}。" if found else ""


def _only(found: set[str]) -> str:
    return found.pop() if len(found) == 1 else ""


def _yes_or_no(asked: str, quote: str) -> str:
    if _ASKS_SUPPORT.search(asked):
        refused, granted = _REFUSED.search(quote), _GRANTED.search(quote)
        if bool(refused) is bool(granted):
            return ""
        return "不支持" if refused else "支持"
    said, denied = _as_statements(asked)
    if not said:
        return ""
    against, in_favour = contradiction(said, [quote]), contradiction(denied, [quote])
    if bool(against) is bool(in_favour):
        return ""
    return "否" if against else "是"


def _as_statements(asked: str) -> tuple[str, str]:
    """What is asked, as a statement and denied; empty if it is not put in a way that we turn."""
    plain = _MOOD.sub("", asked)
    for pattern, as_said, as_denied in _WHETHER:
        if pattern.search(plain):
            return pattern.sub(as_said, plain, count=1), pattern.sub(as_denied, plain, count=1)
    if plain != asked and (verb := _VERB.search(plain)):
        return plain, f"{plain[: verb.start()]}不{plain[verb.start() :]}"
    return "", ""


def _articles(asked: str, quote: str) -> str:
    """A law with its articles as the quote has them: the one that is named, or the only one."""
    named = re.search(r"《(?:中华人民共和国)?([^《》]{2,30})》", asked)
    cited = []
    for match in _LAW_CITED.finditer(quote):
        end = match.end()
        while more := _ARTICLES.match(quote, end):
            end = more.end()
        cited.append(quote[match.start() : end])
    if named:
        cited = [words for words in cited if named[1] in words]
    return cited[0] if len(cited) == 1 else ""
