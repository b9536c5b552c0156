"""Which judgments the reading page offers, in which order, and how each is named."""

from dataclasses import replace

import pytest

from corpus.judgment import DIGEST
from corpus.record import Entry
from ui.reading.choosing import about, key_of, offered


def entry(number: int, title: str, date: str | None = None, court: str | None = None) -> Entry:
    return Entry(
        judgment_id=f"{number:016x}",
        title=title,
        source_ids=(f"{number}.txt",),
        origins=(f"/{number}.txt",),
        doc_type=None,
        court=court,
        case_number=f"（2020）某01民初{number}号",
        date=date,
        spun=False,
        partial=False,
        page_starts=(),
        characters=9,
        passages=1,
    )


ENTRIES = (
    entry(1, "甲案"),
    entry(2, "乙ＡＢ案", "2019-01-01", "某市法院"),
    entry(3, "丙案", "2021-05-06", "某市法院"),
)


@pytest.mark.parametrize(
    ("typed", "recent", "numbers"),
    [
        ("", (), [3, 2, 1]),  # the latest first, without a day last
        ("", (f"{1:016x}",), [1, 3, 2]),  # what was read lately leads
        ("某市 丙", (), [3]),  # every word
        ("ab", (), [2]),  # width and case
        ("(2020)某01民初1号", (), [1]),
        ("1.txt", (), [1]),
        ("查无此案", (), []),
    ],
)
def test_what_fits_is_offered(typed: str, recent: tuple[str, ...], numbers: list[int]) -> None:
    keys = [key_of(one) for one in ENTRIES]
    found = offered(ENTRIES, keys, typed, recent)
    assert [int(one.judgment_id, 16) for one in found] == numbers


def test_an_entry_says_what_it_is() -> None:
    assert about(ENTRIES[1]) == "某市法院 · （2020）某01民初2号 · 2019年1月1日"
    digest = replace(ENTRIES[0], doc_type=DIGEST, spun=True, partial=True)
    assert about(digest).endswith("案例摘要，非原文 · 疑似改写 · 文字可能不全")
