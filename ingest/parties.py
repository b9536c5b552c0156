"""Parties: who stands in the head of a judgment, in which role; no agents, no representatives."""

import re
from collections.abc import Iterator
from functools import lru_cache

from corpus.judgment import Party
from corpus.script import simplified
from ingest.narrated import narrated
from ingest.roles import IN_BRACKETS, ORGANISATION, ROLE

SEARCHED = 3000
"""Characters in which a head begins, site frames included."""

LONGEST_PERSON = 4
"""Characters of a person's name without a dot; longer words after a bare role are a sentence."""

LONGEST_HEAD = 20_000
"""Characters of the longest head that is read: some hundred parties and their agents."""

NEAR = 60
"""Characters before the first party in which the last line of its masthead ends."""

_LETTER = r"[^，,。；;：:\n（()）\s“”\"]"
_KEPT = r"[（(][^（()）\n]{0,6}合伙[）)]"  # 某中心（有限合伙）: a part of the name, unlike aliases
_ALIAS = r"以下|[简下]称|原名|曾用"
_RUNS_ON = rf"{ROLE}[（(](?:原审|一审|二审)"  # 上诉人：甲公司被上诉人（原审被告）：乙某
_NAME = (
    rf"{_LETTER}{{1,40}}?"
    rf"(?:[（(](?!{_ALIAS})[^（()）\n]{{1,14}}[）)]{_LETTER}{{1,30}}?)?"  # 某公司（天津）分公司
    rf"(?:[（(](?:{_ALIAS})[^（()）\n]{{1,20}}[）)]人民(?:检察院|政府))?"  # 某旗（下称旗）人民政府
    rf"(?:{_KEPT})?(?=[，,。；;：:\n（()）\s“”\"]|因(?:涉嫌|犯|本案)|曾[因于]|{_RUNS_ON}|$)"
)
_IN_NAME = re.compile(rf"[（(](?:{_ALIAS})[^（()）]*[）)]")
_NUMBERED = r"(?:[一二三四五六七八九十1-9１-９](?=\s*[：:（(]))?"
_PARTY = re.compile(
    rf"(?P<role>{ROLE})(?P=role)?{_NUMBERED}\s*(?P<first>[：:])?\s*"
    rf"(?:[（(](?P<earlier>[^（()）\n]{{2,30}})[）)])?\s*(?P<colon>[：:])?\s*"
    rf"(?:自报)?[“\"]?(?P<name>{_NAME})"
)
# Nearly every place is told by the one letter before it to be no start.
_START = re.compile(
    r"(?:^|(?<=[\n。；;：:号书）)司厂局院会行一二三四五六七八九十\s]))"
    rf"(?:^|(?<=[\n。；;：:号书])|(?<=[）)])(?={ROLE}[：:（(])|(?<=[院司局]\s)"
    rf"|(?<=[司厂局院会行])(?={_RUNS_ON})"
    r"|(?<=当事人\s)|(?<=号之[一二三四五六七八九十]))"
    rf"[\s　#>•|｜-]{{0,12}}(?={ROLE}\s*(?:[（(：:\s“\"*×＊]|\w))"
)
_CAME = re.compile(
    "一案|诉称|辩称|指控|诉讼请求|上诉请求|审理终结|提起公诉|提起诉讼|向本院|不服|诉至|纠纷案[，,]"
)
# 住某县，上诉人乙某因与……一案: a comma may end the head.
_AFTER_COMMA = re.compile(rf"(?<=[，,])(?={ROLE}[^，,。：:（(]{{1,40}}?(?:因|与|诉|不服))")
_FORMAL = re.compile(rf"\s*{ROLE}[：:（(]")
_BODY_BEGUN = re.compile(r"诉称|辩称|查明|本院认为|诉讼请求|判决如下")
_PERSONAL = re.compile(
    r"[，,][^。\n]{0,40}?(?:男|女|住|汉族|出生|法定代表人|负责人)"
    r"|[。；]\s*(?:住所|法定代表人|负责人|经营者|统一社会信用代码)"
)
_MASTHEAD = re.compile(r"(?:[判裁调决]\s*[决定解]\s*书|[0-9０-９XＸ×*]\s*号)")
_LINE_OF_HEAD = re.compile(r"(?:[判裁调]\s*[决定解]\s*书|决\s*定\s*书|号)\s*\n[\s　]*$")
# A heading of its own over the parties, as a report of a case has that names no 号 and no 判决书.
_HEADED = re.compile(r"(?:^|\n)[\s　#*【\[]*当事人(?:信息|情况)?[\s　*】\]：:]*\n[\s　]*$")
_NOT_A_NAME = re.compile(
    r"^(?:的|与|在|因|为|对|就|系|等|均|共同|委托|及其|认为|主张|称|提出|未|法定|之|是|将|据此|当庭|指派|建议|提请)"
)
_MAYBE_A_SURNAME = re.compile(r"^[和于有向从方经]")  # 于某 is a name, 于某日 is not
_MASKED = re.compile(r"[*＊×某XＸ]")


@lru_cache(2)  # the masthead and the parties ask it of the same text
def head_starts(text: str) -> int | None:
    """Where the first party stands, or None: then the text has no head of its own.

    A head follows the kind or the number of the document or a heading 当事人, or gives the party's
    particulars; a body that merely begins 原告与被告系夫妻 has none. After words of a body (a page
    that tells the point of the case first) only the document's own kind and number open a head.
    The text is to be in simplified characters.
    """
    for start in _START.finditer(text[:SEARCHED]):
        match = _party_at(text, start.end())
        if match is None:
            continue
        above = text[max(0, start.end() - NEAR) : start.end()]
        if _BODY_BEGUN.search(text, 0, start.end()):
            return start.end() if _LINE_OF_HEAD.search(above) else None
        formal = (
            bool(_earlier(match) or _HEADED.search(above))
            or bool(_PERSONAL.match(text, match.end()))
            or match["name"].endswith("检察院")
        )
        if formal or _MASTHEAD.search(text, 0, start.end()):
            return start.end()
    return None


def parties_in(text: str) -> tuple[Party, ...]:
    """The parties of the head, in its order, each once; empty if the text names none.

    The head ends with the sentence that tells how the case came (…一案). A page that left the
    head out still names the parties in that sentence, which is then read instead. People who are
    masked alike (***) are each listed. Names and roles are given in the text's own script.
    """
    plain = simplified(text)
    start = head_starts(plain)
    listed = _once(list(_listed(text, plain, start))) if start is not None else []
    return tuple(listed or _once(list(narrated(text[:SEARCHED]))))


def _listed(text: str, plain: str, first: int) -> Iterator[Party]:
    # A role that several marks stand before is found from each of them.
    places = dict.fromkeys(m.end() for m in _START.finditer(plain, 0, _head_ends(plain, first)))
    for place in places:
        match = _party_at(plain, place) if place >= first else None
        if match is not None:
            earlier = text[slice(*match.span("earlier"))] if _earlier(match) else None
            role = text[slice(*match.span("role"))]
            for name in _names(_bare(text[slice(*match.span("name"))])):
                yield Party(name, role, earlier)


def _head_ends(plain: str, first: int) -> int:
    """Where the sentence begins that tells how the case came."""
    came = _CAME.search(plain, first, first + LONGEST_HEAD)
    if came is None:
        return min(len(plain), first + LONGEST_HEAD)
    begins = max(plain.rfind("。", first, came.start()), plain.rfind("\n", first, came.start())) + 1
    begins = max(begins, first)
    ends = min(
        (n for n in (plain.find("。", came.end()), plain.find("\n", came.end())) if n >= 0),
        default=len(plain),
    )
    comma = _AFTER_COMMA.search(plain, begins, min(ends, begins + LONGEST_HEAD))
    return comma.start() if comma and _FORMAL.match(plain, begins) else begins


def _bare(name: str) -> str:
    return _IN_NAME.sub("", re.sub(r"\s", "", name))


def _names(run: str) -> list[str]:
    """甲某、乙公司: each of them, if all have the shape of a name."""
    parts = run.split("、")
    shaped = all(
        p and (len(p) <= LONGEST_PERSON or re.search(ORGANISATION + "$", simplified(p)))
        for p in parts
    )
    return parts if shaped else [run]


def _earlier(match: re.Match[str]) -> str | None:
    earlier: str | None = match["earlier"]
    return earlier if earlier and IN_BRACKETS.search(earlier) else None


def _once(found: list[Party]) -> list[Party]:
    """Without repeats; a page may print the head twice, its first time in a summary cut short."""
    if found and found[0] in found[2:]:
        length = found.index(found[0], 2)
        repeated = found[:length] == found[length : 2 * length]
        if repeated and len({party.role for party in found[:length]}) > 1:
            found = found[length:]
    once: dict[object, Party] = {}
    for number, party in enumerate(found):
        masked = _MASKED.search(party.name)
        once.setdefault(number if masked else (party.name, party.role), party)
    return list(once.values())


def _party_at(text: str, place: int) -> re.Match[str] | None:
    """The party named here, if what follows the role has the shape of a name."""
    match = _PARTY.match(text, place)
    if match is None:
        return None
    name = _bare(match["name"])
    marked = bool(match["first"] or match["colon"])
    if _NOT_A_NAME.match(name) or _CAME.search(name):
        return None
    shaped = marked or bool(re.search(ORGANISATION + "$", name)) or len(_names(name)) > 1
    told = shaped or bool(match["earlier"] or _PERSONAL.match(text, match.end()))
    if _MAYBE_A_SURNAME.match(name) and not told:
        return None
    return match if shaped or len(name) <= LONGEST_PERSON or "·" in name else None
