"""Made-up cases: every draw other people, sums, dates and articles."""

import random
from dataclasses import dataclass

from corpus.passage import Passage, Span
from corpus.voice import Voice
from retrieval.hit import Hit

_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华文建国志远海宁思雨晨"
_BRANDS = ("鼎盛", "恒远", "华泰", "金穗", "瑞丰", "宏图", "天成", "博雅", "嘉禾", "启明")
_TRADES = ("商贸", "科技", "建筑工程", "物业服务", "文化传媒", "餐饮管理")
_CITIES = ("临江", "海原", "平川", "安远", "东岭", "西河", "南浦", "北岗")
_GOODS = ("货款", "租金", "工程款", "借款", "运费", "服务费")
_HARMS = ("医疗费", "误工费", "护理费", "交通费", "营养费")


@dataclass(frozen=True, slots=True)
class Case:
    """One made-up case: who, what, when, and how often decided."""

    plaintiff: str
    defendant: str
    guarantor: str
    company: str
    city: str
    goods: str
    harm: str
    sums: tuple[int, int]
    days: int
    months: int
    percent: int
    year: int
    month: int
    day: int
    article: int
    paragraph: int
    number: int

    @property
    def date(self) -> str:
        """2021年3月5日."""
        return f"{self.year}年{self.month}月{self.day}日"

    @property
    def case_number(self) -> str:
        """Of the first instance."""
        return f"（{self.year + 1}）苏0{self.number % 900 + 100}民初{self.number}号"


def case_of(rng: random.Random) -> Case:
    """One case, every part drawn."""
    name = _anonymous if rng.random() < 0.3 else _name
    people = [name(rng), name(rng), name(rng)]
    while len({p[:1] for p in people}) < 3:
        people = [name(rng), name(rng), name(rng)]
    brand = rng.choice(_CITIES) + rng.choice(_BRANDS) + rng.choice(_TRADES)
    plaintiff, defendant, guarantor = people
    return Case(
        plaintiff=plaintiff,
        defendant=defendant,
        guarantor=guarantor,
        company=f"{brand}有限公司",
        city=rng.choice(_CITIES),
        goods=rng.choice(_GOODS),
        harm=rng.choice(_HARMS),
        sums=(rng.randrange(3, 90) * 1000, rng.randrange(101, 2900)),
        days=rng.choice((5, 7, 10, 15, 30)),
        months=rng.randrange(2, 11),
        percent=rng.choice((20, 30, 40, 60, 70, 80)),
        year=rng.randrange(2012, 2023),
        month=rng.randrange(1, 13),
        day=rng.randrange(1, 29),
        article=rng.randrange(463, 1258),
        paragraph=rng.randrange(1, 4),
        number=rng.randrange(101, 9800),
    )


def given_with(
    passage: str, voice: Voice, case_id: str = "c", title: str = "某案"
) -> dict[str, Hit]:
    """The passages shown: just this one, as p-1."""
    shown = Passage(
        f"{case_id}#0001", case_id, Span(50, 50 + len(passage)), voice, passage, passage
    )
    return {"p-1": Hit(shown, f"{case_id}.docx", title, 1.0)}


def _name(rng: random.Random) -> str:
    return rng.choice(_SURNAMES) + "".join(rng.sample(_GIVEN, rng.choice((1, 2, 2))))


def _anonymous(rng: random.Random) -> str:
    return rng.choice(_SURNAMES) + "某" + rng.choice(("", "甲", "乙", "1", "2"))
