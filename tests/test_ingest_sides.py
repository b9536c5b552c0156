"""Names and the side they stand on."""

import pytest

from corpus.voice import Voice
from ingest.assertions import assertion_of
from ingest.sides import sides_of

PLAINTIFF, DEFENDANT = Voice.PLAINTIFF_CLAIM, Voice.DEFENDANT_ARGUMENT


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("原告甲公司诉称，欠款。被告乙某辩称，已还。", {"甲公司": PLAINTIFF, "乙某": DEFENDANT}),
        # the short name goes to the same side
        ("原告某厂（以下简称甲厂）起诉。", {"某厂": PLAINTIFF, "甲厂": PLAINTIFF}),
        # in an appeal the present role counts, not the earlier one
        ("上诉人（原审被告）乙公司，住所地某市。", {"乙公司": PLAINTIFF}),
        # even where the part on the first instance names the earlier role more often
        ("被上诉人甲某辩称，属实。一审：原告甲某诉称，借款。原告甲某提交借条。",
         {"甲某": DEFENDANT}),
        # a verb after the role is no name
        ("原告与被告系夫妻。原告主张离婚。", {}),
    ],
)  # fmt: skip
def test_sides(text: str, sides: dict[str, Voice]) -> None:
    assert dict(sides_of(text)) == sides


@pytest.mark.parametrize(
    ("sentence", "voice"),
    [
        ("被告乙某主张已经付清。", DEFENDANT),
        ("庭审中，原告称没有收到。", PLAINTIFF),
        ("甲公司主张双方另有约定。", PLAINTIFF),  # by name alone
        ("第三人述称与其无关。", Voice.THIRD_PARTY),
        ("被告主张已经付清，但未举证，本院不予采信。", None),  # the court rules on it
        ("原告的主张于法有据。", None),
        ("原告于2015年称病离职。", None),  # a fact, not an assertion
        ("合同约定价款10万元。", None),
    ],
)
def test_assertions(sentence: str, voice: Voice | None) -> None:
    assert assertion_of(sentence, {"甲公司": PLAINTIFF}) is voice
