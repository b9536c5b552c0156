"""Parties: who stands in the head of a judgment, in which role; no agents, no representatives."""

import re

from corpus.judgment import Party

ROLES = (
    "附带民事诉讼上诉人",
    "附带民事诉讼原告人",
    "附带民事诉讼被告人",
    "再审被申请人",
    "再审申请人",
    "申请再审人",
    "申请执行人",
    "被执行人",
    "被上诉人",
    "被申请人",
    "被申诉人",
    "原审第三人",
    "一审第三人",
    "原审被告人",
    "原审原告",
    "原审被告",
    "一审原告",
    "一审被告",
    "反诉原告",
    "反诉被告",
    "抗诉机关",
    "公诉机关",
    "上诉人",
    "申诉人",
    "申请人",
    "起诉人",
    "自诉人",
    "异议人",
    "被告单位",
    "被告人",
    "第三人",
    "原告",
    "被告",
)
"""Longest first, so that 被上诉人 is not read as 上诉人."""

SEARCHED = 3000
"""Characters in which a head begins, site frames included."""

LONGEST_PERSON = 4
"""Characters of a person's name without a dot; longer words after a bare role are a sentence."""

_ROLE = "(?:" + "|".join(ROLES) + ")"
_LETTER = r"[^，,。；;：:\n（()）\s“”]"
_NAME = (
    rf"{_LETTER}{{1,40}}(?:[（(][^（()）\n]{{1,14}}[）)]{_LETTER}{{1,30}})?"  # 某公司（天津）分公司
)
_PARTY = re.compile(
    rf"(?P<role>{_ROLE})(?:一|二|三|四|五|六)?\s*(?:[（(](?P<earlier>[^（()）\n]{{2,30}})[）)])?"
    r"\s*(?P<colon>[：:])?\s*"
    rf"(?:自报)?(?P<name>{_NAME})"
)
_START = re.compile(
    rf"(?:^|(?<=[\n。；;：:号书]))[\s　#]*(?={_ROLE}(?:[（(：:\s]|[\u4e00-\u9fff×ＸXx]))"
)
_HEAD_ENDS = re.compile(
    r"[^。\n]*(?:一案|诉称|辩称|指控|诉讼请求|上诉请求|审理终结|提起公诉|提起诉讼|向本院|不服|诉至)"
)
_BODY_BEGUN = re.compile(r"诉称|辩称|查明|本院认为|诉讼请求|判决如下")
_PERSONAL = re.compile(r"[，,][^。\n]{0,40}?(?:男|女|住|汉族|出生|法定代表人|负责人)")
_MASTHEAD = re.compile(r"(?:[判裁调决]\s*[决定解決]\s*[书書]|[0-9０-９XＸ×*]\s*号)")
_NOT_A_NAME = re.compile(
    r"^(?:的|与|和|在|于|因|为|对|就|系|等|均|共同|委托|及其|认为|主张|称|提出|未|经|法定|之|是|有|将|向|从|方)"
)
_ORGANISATION = (
    r"(?:公司|厂|局|银行|支行|分行|分局|分社|政府|委员会|中心|医院|学校|大学|学院|协会|"
    r"研究所|研究院|事务所|检察院|合作社|合伙企业[）)]?|[（(]有限合伙[）)]|集团|商行|经营部|店|村民小组)"
)
_NARRATED = re.compile(
    rf"(?P<role>{_ROLE})(?:[（(](?P<earlier>(?:原审|一审|二审|再审|反诉)[^（()）]{{2,24}})[）)])?"
    rf"(?P<name>[\u4e00-\u9fffA-Za-z×·]{{2,30}}?(?:[（(][\u4e00-\u9fff]{{2,6}}[）)][\u4e00-\u9fff]{{2,24}}?)?"
    rf"(?:{_ORGANISATION}(?![\u4e00-\u9fff]*?分?公司)|(?=[（(](?:以下)?[简下]称|与|因与|诉|、|及|和)))"
)


def head_starts(text: str) -> int | None:
    """Where the first party stands, or None: then the text has no head of its own.

    A head follows the kind or the number of the document, or gives the party's particulars; a
    body that merely begins 原告与被告系夫妻 has none.
    """
    for start in _START.finditer(text[:SEARCHED]):
        match = _party_at(text, start.end())
        if match is None:
            continue
        formal = bool(match["earlier"]) or bool(_PERSONAL.match(text, match.end()))
        if _BODY_BEGUN.search(text, 0, start.end()):
            return None
        if formal or _MASTHEAD.search(text, 0, start.end()):
            return start.end()
    return None


def parties_in(text: str) -> tuple[Party, ...]:
    """The parties of the head, in its order, each once; empty if the text names none.

    The head ends with the sentence that tells how the case came (…一案). A page that left the
    head out still names the parties in that sentence, which is then read instead.
    """
    start = head_starts(text)
    return _listed(text, start) if start is not None else _narrated(text)


def _listed(text: str, first: int) -> tuple[Party, ...]:
    end = _HEAD_ENDS.search(text, first)
    found: dict[tuple[str, str], Party] = {}
    for start in _START.finditer(text, 0, end.start() if end else len(text)):
        match = _party_at(text, start.end()) if start.end() >= first else None
        if match is not None:
            name = re.sub(r"\s", "", match["name"])
            found.setdefault((match["role"], name), Party(name, match["role"], match["earlier"]))
    return tuple(found.values())


def _party_at(text: str, place: int) -> re.Match[str] | None:
    """The party named here, if what follows the role has the shape of a name."""
    match = _PARTY.match(text, place)
    if match is None:
        return None
    name = re.sub(r"\s", "", match["name"])
    if _NOT_A_NAME.match(name) or _HEAD_ENDS.match(name):
        return None
    shaped = bool(match["colon"]) or bool(re.search(_ORGANISATION + "$", name))
    return match if shaped or len(name) <= LONGEST_PERSON or "·" in name else None


def _narrated(text: str) -> tuple[Party, ...]:
    sentence = re.search(rf"(?:^|[。\n])\s*({_ROLE}[^。\n]{{4,300}}?一案)", text[:SEARCHED])
    if sentence is None:
        return ()
    found: dict[str, Party] = {}
    for match in _NARRATED.finditer(sentence[1]):
        if not _NOT_A_NAME.match(match["name"]):
            found.setdefault(match["name"], Party(match["name"], match["role"], match["earlier"]))
    return tuple(found.values())
