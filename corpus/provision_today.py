"""What is told beside a citation of an article: what it says, and what became of it since."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from corpus.law import law_named
from corpus.numeral import chinese_of
from corpus.passage import Span
from corpus.provision import Relative, provision_at, successors_of

PROVISIONS_ARE_OURS = "条文要旨由判读自撰，不是条文原文，引用请以官方文本为准。"
"""Said wherever gists are shown."""

LATEST = "9999-12-31"
"""A day on which every law is numbered as in the last row of the tables."""


@dataclass(frozen=True, slots=True)
class CitedArticle:
    """An article as a text cites it, under its law's full name."""

    law: str
    article: int
    paragraph: int | None
    span: Span

    @property
    def name(self) -> str:
        """Its name for a reader.

        >>> CitedArticle("中华人民共和国侵权责任法", 36, 2, Span(0, 1)).name
        '《侵权责任法》第三十六条第二款'
        """
        paragraph = f"第{chinese_of(self.paragraph)}款" if self.paragraph else ""
        return f"{_title(self.law)}第{chinese_of(self.article)}条{paragraph}"


@dataclass(frozen=True, slots=True)
class ToldProvision:
    """What the tables tell of a cited article; all of it in our own words.

    `in_force` tells of the article under the number that was cited: False where its law ended or
    the number moved since. `inferred` tells that the edition was taken from the day of the
    decision. What was not checked is in `successors` only, and says so.
    """

    cited: CitedArticle
    gist: str | None
    in_force: bool
    ended: str | None  # ISO: the day from which it was no longer in force so; None if unknown
    repealed: bool  # the law as a whole
    successors: tuple[Relative, ...]
    inferred: bool

    @property
    def checked(self) -> bool:
        """Whether all that is told was checked against the texts."""
        return all(after.verified for after in self.successors)

    @property
    def standing(self) -> str:
        """Whether it is still in force and what took its place, in words for a reader."""
        if self.in_force:
            return "现行有效"
        day = _day(self.ended) if self.ended else ""
        unchecked = "" if self.checked else "（未核对原文）"
        same = [(a.law, a.article) for a in self.successors] == [
            (self.cited.law, self.cited.article)
        ]
        if same:
            return f"{day}起已修订，条号未变{unchecked}"
        what = (f"已于{day}废止" if day else "已废止") if self.repealed else f"{day}起条号已变"
        became = "、".join(_names(self.successors))
        if not became:
            return what
        if all(after.article is None for after in self.successors):
            return f"{what}，由{became}取代{unchecked}"
        gist = _only_gist(self.successors) if self.checked and not self.gist else ""
        return f"{what}，{'现为' if self.checked else '通说对应'}{became}{unchecked}{gist}"

    @property
    def words(self) -> str:
        """All of it in a line: name, gist, standing."""
        said = f"{self.gist}。{self.standing}" if self.gist else self.standing
        guess = "（版本按裁判日期推断）" if self.inferred else ""
        return f"{self.cited.name}：{said}{guess}"

    def as_json(self) -> dict[str, Any]:
        """The citation's provision object; `standing` is the Chinese that readers see."""
        return {
            "law": self.cited.law,
            "article": self.cited.article,
            "paragraph": self.cited.paragraph,
            "start": self.cited.span.start,
            "end": self.cited.span.end,
            "gist": self.gist,
            "in_force": self.in_force,
            "standing": self.standing,
            "successors": [after.as_json() for after in self.successors],
            "checked": self.checked,
            "inferred": self.inferred,
        }


def told_of(cited: CitedArticle, edition: int | None, date: str | None) -> ToldProvision | None:
    """What is known today of an article; None where the tables know nothing of it.

    `edition` is the year of the edition that the text names, `date` the day of the decision (ISO),
    which tells the numbering where no edition is named. "Today" is the last row of the tables.
    """
    law = law_named(cited.law)
    if law is None:
        return None
    day = _within(edition) if edition else date
    row = provision_at(law.name, cited.article, cited.paragraph, day)
    successors = successors_of(law.name, cited.article, cited.paragraph, day)
    repealed = law.end is not None
    moved = row.end if row else ""
    if not (repealed or moved) and (row is None or row.gist is None):
        return None  # its number may have moved: only a few of 民事诉讼法 were compared
    return ToldProvision(
        cited=cited,
        gist=row.gist if row else None,
        in_force=not (repealed or moved),
        ended=None if law.end == "?" else law.end or moved or None,
        repealed=repealed,
        successors=successors,
        inferred=edition is None and row is not None and row.dated,
    )


def _only_gist(successors: Sequence[Relative]) -> str:
    """What the one article that took the place says, in brackets; empty where it is not known."""
    if len(successors) != 1 or successors[0].article is None:
        return ""
    row = provision_at(successors[0].law, successors[0].article, None, LATEST)
    return f"（{row.gist}）" if row and row.gist else ""


def _within(edition: int) -> str:
    """A day on which the edition of a year is in force: laws come into force within the year after.

    著作权法 of 2020 since June 2021, 反不正当竞争法 of 2017 since January 2018.
    """
    return f"{edition + 1}-12-31"


def _day(iso: str) -> str:
    """
    >>> _day("2021-01-01")
    '2021年1月1日'
    """
    year, month, day = iso.split("-")
    return f"{year}年{int(month)}月{int(day)}日"


def _title(law: str) -> str:
    return f"《{law.removeprefix('中华人民共和国')}》"


def _names(successors: Sequence[Relative]) -> Iterator[str]:
    """The successors law by law, articles on end as a range."""
    for law, group in groupby(successors, key=lambda after: after.law):
        articles = sorted(after.article for after in group if after.article is not None)
        yield _title(law) + "、".join(_runs(articles))


def _runs(articles: Sequence[int]) -> Iterator[str]:
    """
    >>> list(_runs([56, 57])), list(_runs([3, 1194, 1195, 1196]))
    (['第五十六条', '第五十七条'], ['第三条', '第一千一百九十四条至第一千一百九十六条'])
    """
    for _, run in groupby(enumerate(articles), key=lambda pair: pair[1] - pair[0]):
        numbers = [article for _, article in run]
        if len(numbers) > 2:
            yield f"第{chinese_of(numbers[0])}条至第{chinese_of(numbers[-1])}条"
        else:
            yield from (f"第{chinese_of(number)}条" for number in numbers)
