"""Narrated parties: who the sentence names that tells how the case came."""

import pytest

from ingest.narrated import narrated


@pytest.mark.parametrize(
    ("opening", "parties"),
    [
        # short names in brackets, a cause right after the last name
        (
            "上诉人甲公司（以下简称甲）因与被上诉人乙某房屋租赁合同纠纷一案，不服",
            [("上诉人", "甲公司"), ("被上诉人", "乙某")],
        ),
        # masked alike, joined, an organisation's masked name that a bracket ends
        (
            "上诉人周**、周**因与被上诉人某镇政府、原审第三人某县**组（简称某组）确权争议一案，不服",
            [
                ("上诉人", "周**"),
                ("上诉人", "周**"),
                ("被上诉人", "某镇政府"),
                ("原审第三人", "某县**组"),
            ],
        ),
        # a cause that begins with a word that is also in the name
        (
            "原告甲某与被告某合同服务公司买卖合同纠纷一案，本院",
            [("原告", "甲某"), ("被告", "某合同服务公司")],
        ),
        # a cause of two parts joined like names
        (
            "原告甲公司诉被告乙公司侵害商标权、不正当竞争纠纷一案，本院",
            [("原告", "甲公司"), ("被告", "乙公司")],
        ),
        # an objection to jurisdiction after the cause
        (
            "上诉人甲公司与被上诉人乙公司合同纠纷管辖权异议一案，不服",
            [("上诉人", "甲公司"), ("被上诉人", "乙公司")],
        ),
        # what a defendant is charged with
        ("被告人甲某某被控诈骗罪一案，某县人民检察院", [("被告人", "甲某某")]),
        # one party only; a decision sued over; quotation marks
        ("上诉人甲**公司因合同纠纷一案，不服", [("上诉人", "甲**公司")]),
        (
            "原告甲组不服被告“某县政府”于2014年1月1日作出的决定，于2015年5月1日向本院提起行政诉讼。",
            [("原告", "甲组"), ("被告", "某县政府")],
        ),
        # the title and the sentence: what names most is read
        (
            "原告甲组诉被告某县政府一案判决书\n原告甲组（简称甲）不服被告某县政府（简称县）、"
            "被告某县国土局（简称局）行政行为，于2015年1月1日向本院提起诉讼。",
            [("原告", "甲组"), ("被告", "某县政府"), ("被告", "某县国土局")],
        ),
        # traditional characters are kept
        (
            "原告甲某與被告乙銀行借款合同糾紛一案，本院",
            [("原告", "甲某"), ("被告", "乙銀行")],
        ),
        # a pleading that tells of the case itself
        ("原告甲某某诉称，原、被告因劳动争议一案，被告乙公司不服。", [("原告", "甲某某")]),
        # whose end is not sure is left out; a sentence without roles names nobody
        ("原告甲某诉被告某县某所信息答复一案，本院", [("原告", "甲某")]),
        ("甲某与乙某借款纠纷一案，本院", []),
        ("", []),
    ],
)  # fmt: skip
def test_narrated(opening: str, parties: list[tuple[str, str]]) -> None:
    assert [(party.role, party.name) for party in narrated(opening)] == parties


def test_an_earlier_role_in_brackets() -> None:
    first, second = narrated("上诉人（原审被告）甲某因与被上诉人（某国人）乙某离婚纠纷一案，不服")
    assert (first.earlier_role, second.earlier_role) == ("原审被告", None)
