"""Made-up judgments of two instances, head to signature, and a library to put them in."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from corpus.catalog import Catalog, Source
from corpus.judgment import Judgment
from ingest.read import RawDocument, read_judgment
from ingest.split import passages_of


@dataclass(frozen=True)
class FirstInstance:
    """A loan that one company claims from another, and what the first court made of it."""

    court: str = "杭州市西湖区人民法院"
    number: str = "（2019）浙0106民初101号"
    plaintiff: str = "青石贸易有限公司"
    defendant: str = "远帆物流有限公司"
    claimed: int = 300_000
    awarded: int = 200_000
    day: str = "二〇一九年五月六日"
    cause: str = "民间借贷纠纷"
    reasoning: str = (
        "被告未按约还款，应当承担还本责任，原告主张的数额部分成立，本院支持其中有收据的部分。"
    )

    @property
    def order(self) -> str:
        if not self.awarded:
            return f"驳回原告{self.plaintiff}的全部诉讼请求。"
        return (
            f"一、被告{self.defendant}于本判决生效之日起十日内归还原告{self.plaintiff}借款{self.awarded}元；\n"
            f"二、驳回原告{self.plaintiff}的其他诉讼请求。"
        )

    @property
    def text(self) -> str:
        return (
            f"{self.court}\n民 事 判 决 书\n{self.number}\n"
            f"原告：{self.plaintiff}，住所地浙江省杭州市。\n"
            f"被告：{self.defendant}，住所地浙江省杭州市。\n"
            f"原告{self.plaintiff}与被告{self.defendant}{self.cause}一案，本院受理后，"
            "依法公开开庭进行了审理。本案现已审理终结。\n"
            f"原告{self.plaintiff}向本院提出诉讼请求：判令被告归还借款{self.claimed}元。\n"
            f"被告{self.defendant}辩称：借款早已还清，不应再还。\n"
            f"经审理查明，原告与被告于2018年签订借款合同，原告交付了借款。\n"
            f"本院认为，{self.reasoning}依照《中华人民共和国合同法》第二百零六条之规定，判决如下：\n"
            f"{self.order}\n"
            "案件受理费100元，由被告负担。\n"
            "如不服本判决，可在判决书送达之日起十五日内，向本院递交上诉状，上诉于浙江省杭州市中级人民法院。\n"
            f"审 判 员  某某\n{self.day}\n书 记 员  某某\n"
        )


@dataclass(frozen=True)
class Appeal:
    """What the higher court made of it. `order` is what follows 判决如下."""

    order: str
    first: FirstInstance = FirstInstance()
    court: str = "浙江省杭州市中级人民法院"
    number: str = "（2019）浙01民终202号"
    kind: str = "判决"
    reasoning: str = (
        "远帆物流有限公司提交的还款凭证真实，借款已经还清，一审认定有误，本院予以纠正。"
    )
    day: str = "二〇一九年九月十日"

    @property
    def text(self) -> str:
        first = self.first
        return (
            f"{self.court}\n民 事 {' '.join(self.kind)} 书\n{self.number}\n"
            f"上诉人（原审被告）：{first.defendant}，住所地浙江省杭州市。\n"
            f"被上诉人（原审原告）：{first.plaintiff}，住所地浙江省杭州市。\n"
            f"上诉人{first.defendant}因与被上诉人{first.plaintiff}{first.cause}一案，不服"
            f"{first.court}{first.number}民事判决，向本院提起上诉。本院依法组成合议庭进行了审理，"
            "现已审理终结。\n"
            f"{first.defendant}上诉请求：撤销一审判决，改判驳回{first.plaintiff}的诉讼请求。\n"
            f"{first.plaintiff}辩称：一审判决正确，应予维持。\n"
            f"{first.plaintiff}向一审法院起诉请求：判令{first.defendant}归还借款{first.claimed}元。\n"
            "一审法院认定事实：双方签订借款合同，原告交付了借款。\n"
            f"一审法院认为，{first.reasoning.replace('本院', '一审法院')}"
            f"一审法院判决：{first.order}\n"
            "本院二审查明，双方签订借款合同属实。\n"
            f"本院认为，{self.reasoning}依照《中华人民共和国民事诉讼法》第一百七十条之规定，{self.kind}如下：\n"
            f"{self.order}\n"
            "二审案件受理费100元，由被上诉人负担。\n"
            f"本{self.kind}为终审{self.kind}。\n"
            f"审 判 长  某某\n{self.day}\n书 记 员  某某\n"
        )


def read(text: str, name: str = "judgment.txt", **front_matter: str) -> Judgment:
    """A text as the project reads it."""
    return read_judgment(RawDocument(text, name, front_matter))


@contextmanager
def catalog_of(folder: Path, judgments: Mapping[str, Judgment]) -> Iterator[Catalog]:
    """A catalog of these judgments by source id, without indexes."""
    catalog = Catalog(f"sqlite:///{folder / 'catalog.sqlite'}")
    catalog.add_pending((j, passages_of(j)) for j in judgments.values())
    catalog.publish((j.id, Source(f"{name}.txt", name)) for name, j in judgments.items())
    try:
        yield catalog
    finally:
        catalog.close()
