"""What a judgment mentions comes back from its row as it went in."""

import json

from corpus.judgment import Given
from corpus.record import judgment_from_row, judgment_row
from ingest.read import RawDocument, read_judgment

TEXT = (
    "某市中级人民法院\n民事判决书\n（2019）某01民终3号\n上诉人（原审被告）：乙公司。\n"
    "上诉人乙公司不服某县人民法院（2018）某0101民初7号民事判决，向本院提起上诉。\n"
    "本院认为，依照《侵权责任法》第三十六条、该法第六条，乙公司于2018年3月5日应付3万元。判决如下：\n"
    "驳回上诉，维持原判。\n审判员　丙某\n二〇一九年三月五日\n"
)


def test_a_judgment_comes_back_from_json_unchanged() -> None:
    judgment = read_judgment(RawDocument(TEXT, "某.txt"))
    assert judgment.statutes
    assert judgment.amounts
    assert judgment.dates
    assert judgment.case_numbers
    row = json.loads(json.dumps(judgment_row(judgment), ensure_ascii=False))
    assert judgment_from_row(row) == judgment
    assert judgment.given == Given("某.txt")
