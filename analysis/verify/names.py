"""Names: who is named in a text, by role, by an anonymous name, or by a company's name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from analysis.person_name import FOLLOWING, MASKED, RARER_SURNAMES, SURNAMES

ANONYMOUS = re.compile(rf"{MASKED.pattern}|[{SURNAMES}][0-9](?![0-9年月日号万元%.,，])")
"""张某甲, 李某1, and 张3."""

_ROLE_WORDS = (
    "原审原告|原审被告|一审原告|一审被告|再审申请人|被申请人|申请人|被上诉人|上诉人|原告|被告人|被告|第三人"
    "|借款人|出借人|证人|担保人|保证人|被害人|债务人|债权人"
)
ROLE = re.compile(_ROLE_WORDS)
_NAME = rf"(?:{ANONYMOUS.pattern}|[{SURNAMES}{RARER_SURNAMES}][\u4e00-\u9fff]{{1,2}})"
_AFTER = rf"(?=[，、。；：:（()）\s{''.join(sorted(FOLLOWING))}]|$)"
_NAMED = re.compile(
    rf"(?:{_ROLE_WORDS})(?P<common>{ANONYMOUS.pattern}|[{SURNAMES}][\u4e00-\u9fff]{{1,2}})"
    rf"|(?:{_ROLE_WORDS}|[、与和及])(?P<name>{_NAME}){_AFTER}"
)

# 王强应当返还: a name without a role, known by its place between a mark or preposition and a word
# that goes on after names.
_ACTING = re.compile(
    rf"(?:^|(?<=[，。；：:、“由令决向给与和及对付定])|(?<=认为)|(?<=查明))"
    rf"(?P<name>[{SURNAMES}][\u4e00-\u9fff]{{1,2}}?)"
    rf"(?=[、{''.join(sorted(FOLLOWING))}])"
)
_LIKE_A_NAME = re.compile(
    rf"(?:^|(?<=[，。；：:、“由令决向给与和及对付定])|(?<=认为)|(?<=查明))"
    rf"(?=[\u4e00-\u9fff]{{2}}[、{''.join(sorted(FOLLOWING))}])"
)


_NO_NAME = re.compile(
    r"[于应方和对在均未不已将提主支请返承辩签具有经按要认因无为能会可需须没还]"
    r"|^[何余万程时安明曾孔江段武全史顾夏汪龙季房游占单尚项辛兰池谷桂甘舒]"
    r"[在于未向提主要以经就对将的把一应与因多元度后内起间末项条案件]"
)

LETTERED = re.compile(r"(?:[甲乙丙丁戊]|(?<![A-Za-z])[A-Z])(?:公司|方|车|银行|村|厂)")
"""甲公司, 乙方: told apart by a letter."""

COMPANY = re.compile(r"(?P<run>[\u4e00-\u9fff]{1,24}?)(?P<kind>公司|银行|支行|合作社|医院|学校|厂)")


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody at one place of a text: role, name, or both where they stand side by side."""

    role: str | None
    name: str | None
    start: int
    end: int


def names_after_roles(text: str) -> Iterator[str]:
    """What stands right after a role, or in a list of names, and can only be a name."""
    for match in _NAMED.finditer(text):
        name = _trimmed(match["name"] or match["common"])
        if name:
            yield name


def names_of_actors(text: str) -> Iterator[str]:
    """What acts in the text and, as far as its surname and its verb tell, is a name."""
    for match in _ACTING.finditer(text):
        name = _trimmed(match["name"])
        if name:
            yield name


def places_of_names(text: str) -> set[int]:
    """Where a name of two characters may stand: after a role, or as one who acts."""
    return {m.end() for m in ROLE.finditer(text)} | {m.start() for m in _LIKE_A_NAME.finditer(text)}


def known_names(texts: Sequence[str]) -> frozenset[str]:
    """The names of two or three characters that the texts surely hold."""
    whole = "\n".join(texts)
    found = {name for text in texts for name in _names_of(text)}
    # 被告冯兰名下 gives 冯兰名; where 冯兰 stands without 名 too, the name is 冯兰.
    return frozenset(
        name[:2]
        if len(name) == 3
        and not ANONYMOUS.match(name)
        and whole.count(name) < whole.count(name[:2])
        else name
        for name in found
    )


@lru_cache(maxsize=256)  # the passages of an answer, for each of its statements
def _names_of(text: str) -> tuple[str, ...]:
    return (*names_after_roles(text), *names_of_actors(text))


def mentions_in(text: str, names: frozenset[str]) -> list[Mention]:
    """Every role and every one of the names, in text order; a role with its name is one."""
    pieces: list[tuple[int, int, str | None, str | None]] = [
        (m.start(), m.end(), m[0], None) for m in ROLE.finditer(text)
    ]
    pieces += [(m.start(), m.end(), None, m[0]) for m in ANONYMOUS.finditer(text)]
    pieces += [(m.start(), m.end(), None, m[0]) for m in LETTERED.finditer(text)]
    taken = {(start, end) for start, end, _, name in pieces if name}
    for name in names:
        for match in re.finditer(re.escape(name), text):
            if not any(s < match.end() and match.start() < e for s, e in taken):
                pieces.append((match.start(), match.end(), None, name))
    found: list[Mention] = []
    for start, end, role, called in sorted(pieces, key=lambda piece: piece[:2]):
        last = found[-1] if found else None
        if last and called and last.end == start and last.role and not last.name:
            found[-1] = Mention(last.role, called, last.start, end)
        elif last is None or start >= last.end:
            found.append(Mention(role, called, start, end))
    return found


@cache
def _not_names() -> frozenset[str]:
    """Words that begin as names do, 钱款 and 董事; parted by white space in not_names.txt."""
    return frozenset(files("analysis.verify").joinpath("not_names.txt").read_text("utf-8").split())


def _trimmed(name: str) -> str | None:
    """A name without the verb that a pattern took for its last character; None if none is left."""
    if ANONYMOUS.match(name):
        return name
    if name[:2] in _not_names() or _NO_NAME.search(name[:2]):
        return None
    if len(name) == 3 and name[2] in FOLLOWING:
        return name[:2]
    return name
