"""The words that tell what sums are: every row is tested by its own sample."""

import re
from time import perf_counter

import pytest

from ingest.sum_cues import CUES, Cue, Says, cue

AFTER = {Says.ASKED_AFTER, Says.TOLD_AFTER, Says.GIVEN_BACK}


@pytest.mark.parametrize("row", CUES, ids=lambda row: row.sample)
def test_every_row_matches_its_own_sample(row: Cue) -> None:
    pattern = re.compile(row.pattern)
    assert pattern.match(row.sample) if row.says in AFTER else pattern.search(row.sample)


@pytest.mark.parametrize(
    ("says", "words"),
    [
        (Says.TELLS, "涉案公司名称变更"),  # 称 in 名称
        (Says.TELLS, "双方当庭陈述，"),  # told of no sum
        (Says.TELLS, "被害人的陈述证实"),  # a kind of evidence
        (Says.DECIDED, "原告应自本判决生效后支付"),  # the deciding court's own
        (Says.DECIDED, "一审法院判决认为被告收取"),  # a view, no order
        (Says.DECIDED, "作出民事裁定，裁定查封"),  # secures, orders no payment
        (Says.ASSERTS, "主张其要求的"),
        (Says.ASKED_AFTER, "，原告的请求"),  # of another clause
    ],
)
def test_look_alikes_say_nothing(says: Says, words: str) -> None:
    pattern = cue(says)
    assert not (pattern.match(words) if says in AFTER else pattern.search(words))


@pytest.mark.parametrize("noise", ["作出判决书", "被告", "判处并", "主张", "的"])
def test_noise_takes_no_time(noise: str) -> None:
    text = noise * 200  # a clause is looked at 400 characters at a time
    started = perf_counter()
    for says in Says:
        cue(says).search(text)
    assert perf_counter() - started < 1
