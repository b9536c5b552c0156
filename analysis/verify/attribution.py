"""Attribution: whom the words of a text have speaking, and of which instance a judgment is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from corpus.case_number import case_numbers_in, instance_of
from corpus.voice import INTRODUCTIONS


class Speaker(Enum):
    """Who is said to speak; the value is how a finding names them."""

    PLAINTIFF = "原告一方"
    DEFENDANT = "被告一方"
    THIRD = "第三人"
    PARTY = "当事人"  # which one is not told by a role
    ARBITRATION = "仲裁"
    LOWER = "一审"
    EARLIER = "此前的裁判"  # of which court is left open
    SECOND = "二审"
    COURT = "法院"
    COMMENT = "评论"


PARTIES = frozenset({Speaker.PLAINTIFF, Speaker.DEFENDANT, Speaker.THIRD, Speaker.PARTY})


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words that say who speaks, [start, end) of the text."""

    speaker: Speaker
    verb: str
    start: int
    end: int


_SAYS = (
    r"(?P<verb>主张|诉称|辩称|述称|诉请|诉求|抗辩|辩解|答辩|反驳|陈述|请求|要求|起诉|上诉|反诉"
    r"|提出|认为|认可|承认|自认|否认|表示|指控|供述|称|说|举证|质证|提交|提供|出示|不服|同意"
    r"|申请|意见|质疑|强调|指出|坚持|异议|证明|证据|承诺)"
)
_HOLDS = (
    r"(?P<verb>认定|认为|查明|判决(?![后书之生作送])|判令|裁定(?![后书])|裁决(?![后书之])"
    r"|支持|采信|采纳|确认|驳回|酌定|酌情|准许|准予|决定|归纳|改判|维持|审理|的理由|就证据)"
)
_GAP = rf"(?:[（(][^（）()]{{1,30}}[）)])?[^，。；：:]{{0,14}}?{_SAYS}"
_COURT_GAP = rf"[^，。；：:]{{0,8}}?{_HOLDS}"
_OF_A_COURT = r"(?:人民)?(?:法院|判决|裁定)?"
_PATTERNS = (
    # 原告王某诉称, 公诉机关指控
    (
        Speaker.PLAINTIFF,
        r"(?:(?<!被)(?:上诉人|申请人|申诉人)|原告|公诉机关|检察院|检察机关|自诉人|上诉方)" + _GAP,
    ),
    # 被告辩称, 被告人供述, 辩护人提出
    (Speaker.DEFENDANT, r"(?:被告人?|被上诉人|被申请人|辩护人|答辩人)" + _GAP),
    # 第三人述称
    (Speaker.THIRD, "第三人" + _GAP),
    # 双方均认可, 张某甲主张, 其认为
    (
        Speaker.PARTY,
        r"(?:双方|当事人|各方|原、?被告|证人|代理人|对方|[\u4e00-\u9fff]某[某甲乙丙丁]?|其|公司|他|她)"
        + _GAP,
    ),
    # 下级裁判（一审或仲裁）曾认定
    (
        Speaker.EARLIER,
        r"(?:下级裁判|下级法院|此前的?(?:裁判|判决|法院))(?:（一审或仲裁）)?" + _COURT_GAP,
    ),
    # 一审法院认为, 原判认定
    (Speaker.LOWER, rf"(?:一审|原审|初审|前审|原判决?){_OF_A_COURT}" + _COURT_GAP),
    # 二审判决认定
    (Speaker.SECOND, rf"(?:二审|终审|再审){_OF_A_COURT}" + _COURT_GAP),
    # 仲裁委员会认定
    (
        Speaker.ARBITRATION,
        r"(?:仲裁委?(?:员会)?|仲裁庭|仲裁机构|仲裁裁决|裁决书)" + _COURT_GAP,
    ),
    # 法院认为, 判令
    (
        Speaker.COURT,
        r"(?:本院|法院|合议庭|法庭|判决主文|裁判)"
        + _COURT_GAP
        + "|^(?:法院|判决|经审理|经查|本院)|判令"
        "|判决(?=.{0,4}(?:支持|认定|认为|采纳|采信|确认|驳回))",
    ),
    # 评论认为
    (
        Speaker.COMMENT,
        r"(?:评论|评析|点评|报道|媒体|文章|作者|记者|编者|律师|学者|专家)[^，。；：:]{0,10}?"
        r"(?P<verb>认为|指出|称|介绍|说|评|报道)",
    ),
)
_ALL = tuple((speaker, re.compile(pattern)) for speaker, pattern in _PATTERNS)
_TOPIC = re.compile(
    r"(?:对|对于|关于|就|针对|根据|因|驳回|支持|采纳|采信|认可|准许|审查|至于|虽然|虽|即使|该)"
    r"(?:了|本案|上述|其中)?$"
)
"""对原告主张的违约金，法院不予支持: not the plaintiff speaks, but one speaks of what she claims."""

NAMED_SPEAKER = re.compile(rf"[^，。；：]{{1,14}}?{_SAYS}")
"""李明主张: somebody without a role opens the text and says something."""

_NOUN = re.compile(
    r"^(?:主张|请求|要求|意见|抗辩|申请|上诉|诉求|诉请|证据|异议|辩解|陈述)(?:得到|获|被(?!告|上诉|申请)|未|没有|不|成立|经|由|的)"
)

_MARK = re.compile(r"(?:主文|的是|的事实是|的理由是|的?理由|理由是|查明|认定|如下|是)?[，：:]")
_CONTENT = frozenset(
    (
        "支持",
        "采信",
        "采纳",
        "确认",
        "驳回",
        "酌定",
        "酌情",
        "准许",
        "准予",
        "改判",
        "维持",
        "承认",
        "自认",
        "否认",
    )
    + (
        "认可",
        "同意",
        "不服",
        "异议",
        "提交",
        "提供",
        "承诺",
        "起诉",
        "上诉",
        "请求",
        "要求",
        "申请",
    )
)
"""Verbs that say something of their own: 法院驳回了该请求."""

# Of the judgment itself, not of one that it tells of.
_APPEAL = re.compile(r"上诉人|原审|一审法院|驳回上诉|二审|终审判决")
_FIRST = re.compile(r"如不服本判决|上诉于")


def attributions(text: str) -> list[Attribution]:
    """Who is said to speak, in text order; what is only spoken of is left out."""
    found: list[Attribution] = []
    for speaker, pattern in _ALL:
        for match in pattern.finditer(text):
            verb = match.groupdict().get("verb") or ""
            if speaker in PARTIES and (
                _TOPIC.search(text[max(0, match.start() - 6) : match.start()])
                or _NOUN.match(text[match.start("verb") :])
            ):
                continue
            found.append(Attribution(speaker, verb, *match.span()))
    # 一审法院认为 is found as 法院认为 too; 被上诉人 is longer than what stands within it.
    found.sort(key=lambda a: (a.start, -a.end))
    kept: list[Attribution] = []
    for each in found:
        if not any(o.start <= each.start < o.end and o.speaker is not Speaker.PARTY for o in kept):
            kept.append(each)
    return kept


def mentions(text: str, speaker: Speaker) -> list[int]:
    """Where the text tells of something that this side said, be it the speaker of the text or not.

    诉讼请求 is nothing said: 驳回原告的诉讼请求.
    """
    plain = text.replace("诉讼请求", "\0\0\0\0")
    return [m.start() for each, p in _ALL if each is speaker for m in p.finditer(plain)]


def opening_of(text: str) -> int:
    """Where what is said begins, after 法院认为， or 原告主张; 0 if no speaker opens the text."""
    told = text.removeprefix("据案例摘要，")
    for lead in INTRODUCTIONS.values():  # 文书载明（说话人未能确定）：
        if told.startswith((f"{lead}：", f"{lead}，")):
            return len(text) - len(told) + len(lead) + 1
    first = next(iter(attributions(text)), None)
    if first is None or first.start > 12 or first.verb in _CONTENT:
        return 0
    if re.search(r"[不未没无]", text[first.start : first.end]):
        return 0
    mark = _MARK.match(text, first.end)
    return mark.end() if mark else first.end


def instance_told(titles: Sequence[str], passages: Sequence[str]) -> str | None:
    """一审, 二审 or another instance of the judgment, by its number, else by its words; or None."""
    for title in titles:
        for number in case_numbers_in(title):
            if instance := instance_of(number.number):
                return instance
        for word in ("再审", "二审", "一审"):
            if word in title:
                return word
    whole = "\n".join(passages)
    if _FIRST.search(whole):
        return "一审"
    return "二审" if _APPEAL.search(whole) else None
