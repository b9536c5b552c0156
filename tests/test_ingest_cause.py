"""Causes: what the case is about, in the words of the judgment."""

import pytest

from corpus.judgment import Party
from ingest.cause import TITLE_PROCEDURES, cause_of

NAMED = (Party("甲", "原告"), Party("乙", "被告"))


@pytest.mark.parametrize(("pattern", "title"), TITLE_PROCEDURES)
def test_every_procedure_is_cut_off_a_title(pattern: str, title: str) -> None:
    cause = cause_of(title + "\n正文。", NAMED)
    assert cause is not None
    assert cause.name in ("买卖合同纠纷", "申请撤销仲裁裁决", "盗窃罪")


@pytest.mark.parametrize(
    ("text", "parties", "name"),
    [
        # an objection to jurisdiction is no part of the cause
        ("甲与乙合同纠纷管辖权异议一案，不服裁定。", NAMED, "合同纠纷"),
        # the authority that was sued is no party in the head
        ("甲因诉某县人民政府（以下简称县政府）行政复议一案，不服裁定。", NAMED, "行政复议"),
        ("甲因诉某县公安局行政处罚一案，不服判决。", NAMED, "行政处罚"),
        # 纠纷案 without 一
        ("甲与乙侵害作品放映权纠纷案，本院立案后审理。", NAMED, "侵害作品放映权纠纷"),
        # a page's table: numbered, and empty
        ("2.案由：民间借贷纠纷\n3.当事人\n", (), "民间借贷纠纷"),
        ("案由\n法律依据\n《某法》\n", (), None),
        # a name was cut short in the head, or lost
        ("甲因与丙支行（以下简称丙）海上保险合同纠纷一案，不服判决。", NAMED, "海上保险合同纠纷"),
        ("甲因与海上保险合同纠纷一案，不服判决。", NAMED, "海上保险合同纠纷"),
        # a party that the head does not name stands before it: only a cause that courts know
        ("甲与乙、丙厂劳动争议纠纷一案，不服判决。", NAMED, "劳动争议纠纷"),
        ("甲与乙、丙某工伤认定一案，不服判决。", NAMED, None),
        # a report speaks of the case before its head does
        (
            "近日，甲因与乙、丙厂热议合同纠纷一案不服。\n原告甲与被告乙买卖合同纠纷一案，本院",
            NAMED,
            "买卖合同纠纷",
        ),
        # a company's name that begins like a cause
        ("丙房屋公司、丁厂合同、不当得利纠纷破产民事裁定书\n", (), "合同、不当得利纠纷"),
        # enforcement, a matter of administration, a title that tells two sides
        ("在执行甲与乙劳务合同纠纷一案中，甲提出执行异议。", NAMED, "劳务合同纠纷"),
        (
            "甲组与某县政府资源行政管理－土地行政管理一审行政判决书\n",
            (),
            "资源行政管理－土地行政管理",
        ),
        ("丙诉专利复审委专利行政纠纷\n正文。", (), "专利行政纠纷"),
        ("丙股份公司诉丁某劳动合同纠纷案\n", (), "劳动合同纠纷"),  # a masked name runs into it
        ("婚姻家庭纠纷\n合同纠纷\n", (), None),  # a site's menu
        # charges, however they end
        ("某检察院指控被告人甲犯抢劫罪于2016年3月6日向本院提起公诉。", (), "抢劫罪"),
        ("某检察院指控被告人甲涉嫌盗窃罪，向本院提起公诉。", (), "盗窃罪"),
        ("自诉人甲以被告人乙犯诽谤罪，向本院提起控诉。", (), "诽谤罪"),
        ("自诉人甲以被告人乙犯诽谤罪为由向本院提起控诉。", (), "诽谤罪"),
        # a title tells the charge; a table's label and a head's line are no titles
        ("甲公司、乙某等交通肇事罪刑事二审刑事判决书\n", (), "交通肇事罪"),
        ("【文书类型】：判决书\n甲与乙健康权纠纷民事二审民事判决书\n", (), "健康权纠纷"),
        ("丙与丁等八人股权纠纷案\n某县人民法院民事判决书\n", (), "股权纠纷"),
        ("某检察院诉丙等网络侵权责任纠纷民事公益诉讼案\n", (), "网络侵权责任纠纷"),
        ("某检察院以被告人乙犯故意伤害罪向某法院提起公诉。", (), "故意伤害罪"),
        ("案由 | 买卖合同纠纷 |\n", (), "买卖合同纠纷"),  # a table drawn with strokes
        ("“甲”轮与“乙”轮碰撞损害赔偿纠纷案\n", (), "碰撞损害赔偿纠纷"),
        # a prisoner was sentenced for it; of a defendant's record nothing is said
        ("某法院以被告人甲犯诈骗罪，判处有期徒刑三年。", (Party("甲", "罪犯"),), "诈骗罪"),
        ("某法院以被告人甲犯诈骗罪，判处有期徒刑三年。", (Party("甲", "被告人"),), None),
        # traditional characters are kept
        ("甲與乙買賣合同糾紛一案，不服判決，向本院提起上訴。", NAMED, "買賣合同糾紛"),
    ],
)  # fmt: skip
def test_causes(text: str, parties: tuple[Party, ...], name: str | None) -> None:
    cause = cause_of(text, parties)
    assert (cause.name if cause else None) == name
    if cause is not None:
        assert cause.span.of(text) == name
