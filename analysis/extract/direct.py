"""The direct answer: 否, 55031元, 连带清偿责任, where the words that are quoted decide it."""

import re
from collections.abc import Callable

from analysis.question import Kind, Question
from analysis.verify.polarity import contradiction
from corpus.amount import amounts_in
from corpus.voice import COURT_VOICES, Voice

ABOUT_IT = 0.5
"""Share of the question's telling words that a quote must be about to answer it yes or no."""

_LIABILITY = re.compile(
    r"(?:连带|补充|按份|全部|主要|次要|同等|一般)(?:清偿|赔偿|偿还|保证|给付)?责任|(?:直接|帮助|间接)侵权"
)
_DENIED = re.compile(r"(?:不|无[须需]|未|没有|免除|撤销|驳回|免于)[^，。；]{0,24}?$")
"""不承担连带责任, 撤销第二项中丙的连带责任: the words before a liability that take it away."""
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
OF_IT = 4
"""Characters in a row that a clause must share with a question to speak of what it asks."""

_NEGATED = re.compile(r"[不未无非]|没有|否认|拒绝|超出")
_NO_NEGATION = re.compile(r"是否|能否|不仅|不但|不论|无论|不动产|未成年|未来|不同|不断")
_MODAL = re.compile(r"应当?|须|需要?|必须|可以|有权")
_SAYS_NO = re.compile(
    r"(?<!是)(?:并?不|没有|并非|无需|无须)(?:当然|得|能够?|应当?|需要?|必|足以)?"
    r"(?:构成|属于|适用|符合|承担|侵害|侵犯|具有|享有|负有|发生效力|支持|关停|删除|是(?!否)|等于|包含|免除|减轻|影响)"
)
_TURNS_OVER = re.compile(
    r"[不未没非]|无(?!锡|人)|违法|违约|违反|驳回|免|拒绝|取消|撤销|解除|终止|失效|过期|超过"
)
_COMPARES = re.compile(r"一致|一样|相同|相符|同样")
"""Whether two things agree, no one sentence says."""

_DOUBLE = re.compile(r"不[^，。；]{0,12}(?:不|没有|未)|并非不|不是不")
_MOOD = re.compile(r"[吗呢？?]+$")


def direct_answer(
    question: Question, quote: str, voice: Voice, about: Callable[[str], float] = lambda _: 1.0
) -> str:
    """A few words that answer, ending in 。; empty where the quote decides nothing clearly.

    `about` tells how far words are about the question, from 0 to 1. Every figure and term of the
    words stands in the quote. Only what a court wrote is told this way.

    >>> from analysis.question import understand
    >>> from analysis.question.follow_up import Standalone
    >>> asked = understand(Standalone(*2 * ("法院判赔多少钱？",)))
    >>> direct_answer(asked, "被告赔偿原告3万元。", Voice.ORDER)
    '3万元。'
    """
    if voice not in COURT_VOICES:
        return ""
    match question.kind:
        case Kind.YES_NO if _is_one_question(question.asked) and about(quote) >= ABOUT_IT:
            found = _yes_or_no(question.asked, quote) or _plain_no(question.asked, quote, about)
        case Kind.AMOUNT if not _NO_SUM.search(question.asked):
            found = _only({amount.span.of(quote) for amount in amounts_in(quote)})
        case Kind.LIABILITY if voice in (
            Voice.ORDER,
            Voice.COURT_REASONING,
        ):  # a finding tells contracts
            found = _only(
                {m[0] for m in _LIABILITY.finditer(quote) if not _denied(quote, m.start())}
            )
        case Kind.WHEN:
            found = _only(set(_DATE.findall(quote)))
        case Kind.LEGAL_BASIS:
            found = _articles(question.asked, quote)
        case _:
            found = ""
    return f"{found}。" if found else ""


def _denied(quote: str, place: int) -> bool:
    return _DENIED.search(re.split(r"[，。；]", quote[:place])[-1]) is not None


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
    if in_favour and (_denies(asked, quote) or not _says_so(asked, quote)):
        return ""
    return "否" if against else "是"


def _is_one_question(asked: str) -> bool:
    """Whether 是 or 否 can answer: 甲还是乙 and 是否一致 ask for more than one thing."""
    return "还是" not in asked and _COMPARES.search(asked) is None


def _plain_no(asked: str, quote: str, about: Callable[[str], float]) -> str:
    """否 where the clause that is most about it says no in so many words; empty where not.

    Asked without a negator and without a word that turns over what it is said of: 合同无效吗.
    """
    if _TURNS_OVER.search(asked.replace("不正当", "")):
        return ""
    clauses = [c for c in re.split(r"[，。；：\n]", quote) if c.strip()]
    best = max(clauses, key=about, default="")
    told = sum(
        _SAYS_NO.search(clause) is not None for clause in clauses if about(clause) >= ABOUT_IT
    )
    if about(best) < ABOUT_IT or not _SAYS_NO.search(best) or _DOUBLE.search(best) or not told:
        return ""
    return "否"


def _denies(asked: str, quote: str) -> bool:
    """Whether a clause that speaks of what is asked denies, or any refuses.

    不负有事先审查义务 is no 是 to 有没有事先审查义务, though no predicate is turned over.
    """
    runs = {asked[i : i + OF_IT] for i in range(len(asked) - OF_IT + 1)}
    clauses = re.split(r"[，。；：\n]", _NO_NEGATION.sub("", quote))
    return _REFUSED.search(quote) is not None or any(
        _NEGATED.search(clause) and any(run in clause for run in runs) for clause in clauses
    )


def _says_so(asked: str, quote: str) -> bool:
    """Whether the quote holds the verb and the modal that are asked for, not denied.

    应当关停吗 is not told by 关停超出比例, nor 是否构成侵权 by 不承担侵权责任.
    """
    verb, modal = _VERB.search(asked), _MODAL.search(asked)
    said = verb is None or re.search(rf"(?<![不未无非没]){verb[0]}", quote) is not None
    return said and (modal is None or _MODAL.search(quote) is not None)


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
