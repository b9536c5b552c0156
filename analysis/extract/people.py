"""The people whom a question names, masked or not."""

import re
from collections.abc import Iterator

from analysis.person_name import GOES_ON, RARER_SURNAMES, SURNAMES, PersonName, masked_names
from analysis.verify.names import LETTERED, names_after_roles, names_of_actors

_PLAIN = rf"[{SURNAMES}{RARER_SURNAMES}][\u4e00-\u9fff]{{1,2}}?"
_PAIR = re.compile(
    rf"(?:^|(?<=[，。；：、“在是]))(?P<one>{_PLAIN})(?:起?诉|告|与|和|跟)(?P<other>{_PLAIN})"
    r"(?=[案纠的，、之离借合劳]|$)"
)
"""王海涛诉李国强案."""

_PAYS = re.compile(
    rf"(?:^|(?<=[，。；：、决令判为]))(?P<name>{_PLAIN})"
    r"(?=(?:归还|返还|偿还|支付|赔偿|给付|承担|交付|履行|清偿))"
)
"""判决王海涛归还."""

_PAID = re.compile(
    r"(?:归还|返还|偿还|支付|赔偿|给付|付给|还给|判给|赔|欠)"
    rf"(?P<name>{_PLAIN})(?=多少|什么|的|几|哪|[，。？\d]|借款|本金|利息)"
)
"""应当归还王海涛多少元."""


def people_in(asked: str) -> tuple[PersonName, ...]:
    """Everybody whom a question surely calls by name, the masked first; each once.

    >>> [person.shown for person in people_in("王海涛诉李某1案，丙公司应当赔偿多少？")]
    ['李某1', '王海涛', '丙公司']
    """
    plain = (_plain(name) for name in dict.fromkeys(_plain_names(asked)))
    lettered = (PersonName((match[0],), match[0]) for match in LETTERED.finditer(asked))
    return (*masked_names(asked), *plain, *lettered)


def _plain_names(asked: str) -> Iterator[str]:
    found = [*names_of_actors(asked), *names_after_roles(asked)]
    for match in _PAIR.finditer(asked):
        found += [match["one"], match["other"]]
    found += [m["name"] for pattern in (_PAYS, _PAID) for m in pattern.finditer(asked)]
    # Where 李四 is found beside 李四归, of 李四归还, it is the name.
    return (n for n in found if "某" not in n and (len(n) < 3 or n[:2] not in found))


def _plain(name: str) -> PersonName:
    """张慧没 of 张慧没有签合同 may be 张慧, and 王海涛 of 王海涛路过 hardly 王海."""
    readings = tuple(dict.fromkeys((name, name[:2])))
    return PersonName(readings, readings[-1 if name[2:] and name[2] in GOES_ON else 0])
