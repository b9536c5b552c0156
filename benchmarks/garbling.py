"""Measure how garbled reposts are told: python benchmarks/garbling.py [path to shared].

1. False flags among sound documents.
2. Judgments rewritten by made-up engines. An engine swaps words by a table of which a share is
   in ours (it was seen, or had to end at the same rare synonym) and the rest is not; it swaps a
   share of the occurrences of its words.
"""

import json
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from ingest.spin import garbling_of, substitutes
from ingest.spin_reading import likely_reading

SHARED = Path(__file__).parents[1].parent / "shared"
KINDS = (
    "civil-judgments/divorce", "civil-judgments/labor", "civil-judgments/loan",
    "criminal-judgments/judge",
)  # fmt: skip
REWRITTEN = 150
"""Judgments that each engine rewrites."""

# Synonyms that are ordinary Chinese, so that no table of unlikely words can hold them.
ORDINARY = (
    "认为 觉得;约定 商定;请求 要求;履行 实行;损失 亏损;规定 规则;证明 证实;情况 状况;进行 开展;"
    "应当 应该;因此 所以;但是 不过;继续 持续;产生 出现;共同 一起;承担 负担;通过 经过;问题 事项;"
    "根据 按照;导致 造成;管理 治理;电话 手机;通知 告知;知道 了解;如果 倘若;可能 或许;支付 付给;"
    "工资 薪水;解除 取消;借款 贷款;公司 企业;抚养 养育;合同 契约;证据 凭证;事实 真相;审理 审判;"
    "判决 裁判;偿还 还清;金额 数额;没有 未曾;由于 因为;受伤 负伤;治疗 诊治;费用 花费;提供 给予;"
    "故意 有意;盗窃 偷窃;行为 做法;构成 组成;处罚 惩处;发现 察觉;购买 采购;交付 移交;标准 准则;"
    "主张 声称;理由 原因;异议 不同意见;支持 赞同;驳回 退回;决定 决议;检查 检验;人员 人士;申请 请求;"
    "登记 备案;同意 答应;拒绝 不肯;返还 退还;房屋 住房;财产 资产;孩子 小孩;父母 双亲;朋友 友人"
)


def sound_documents(shared: Path) -> Iterator[tuple[str, list[str]]]:
    """Name and texts of each set of sound documents."""
    data = shared / "data"
    yield "1,202 judgments", [text for kind in KINDS for text in texts_in(data / f"{kind}.jsonl")]
    for name, folder in (("statutes", "statutes"), ("local regulations", "local-regulations")):
        laws: dict[str, list[str]] = {}
        for line in (data / folder / "corpus.jsonl").open(encoding="utf-8"):
            row = json.loads(line)
            laws.setdefault(row["meta"]["law"], []).append(row["text"])
        whole = ["\n".join(articles) for articles in laws.values()]
        yield f"500 {name}", random.Random(7).sample(whole, 500)
        yield f"all {len(whole)} {name}", whole
    yield "cjrc fact sections", list(texts_in(data / "cjrc-dev" / "docs.jsonl"))
    yield "our notes on 23 cases", [p.read_text("utf-8") for p in (shared / "cases").glob("[0-2]*")]
    rows = map(json.loads, (shared / "seed" / "sentences.jsonl").read_text("utf-8").splitlines())
    yield "the seed's likely original", ["".join(row["restored"] for row in rows)]


def texts_in(path: Path) -> Iterator[str]:
    """The texts of a file of rows."""
    for line in path.open(encoding="utf-8"):
        yield json.loads(line)["text"]


def rewritten(text: str, table: dict[str, str], rate: float, chance: random.Random) -> str:
    """The text with this share of the table's words swapped."""
    pattern = re.compile("|".join(sorted(map(re.escape, table), key=len, reverse=True)))
    return pattern.sub(lambda match: table[match[0]] if chance.random() < rate else match[0], text)


def engine(share: float, chance: random.Random) -> dict[str, str]:
    """A table in which this share of the words it knows ends at an unlikely word of ours."""
    table: dict[str, str] = dict(pair.split() for pair in ORDINARY.split(";"))
    ours: dict[str, list[str]] = {}
    for row in substitutes():
        ours.setdefault(row.usual, []).append(row.form)
    for usual, forms in ours.items():
        if chance.random() < share:
            table[usual] = chance.choice(forms)
    return table


def main() -> None:
    """Print both measures, and the seed's figures."""
    shared = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED
    judgments: list[str] = []
    for name, texts in sound_documents(shared):
        judgments = judgments or texts
        flagged = [text for text in texts if garbling_of(text).spun]
        print(f"{name}: {len(flagged)} of {len(texts)} flagged")  # noqa: T201
    chance = random.Random(11)
    for share in (0.0, 0.1, 0.25, 0.5, 1.0):
        for rate in (0.1, 0.3, 0.6, 1.0):
            texts = chance.sample(judgments, REWRITTEN)
            made = [rewritten(text, engine(share, chance), rate, chance) for text in texts]
            found = sum(garbling_of(text).spun for text in made)
            print(  # noqa: T201
                f"engine sharing {share:.0%} of our table, swapping {rate:.0%}: "
                f"{found} of {REWRITTEN} told"
            )
    raw = next((shared / "seed").glob("000_*.txt")).read_text("utf-8")
    garbling = garbling_of(raw)
    print(f"seed: told {garbling.spun}, score {garbling.score}, by {len(garbling.hits)} forms")  # noqa: T201
    rows = map(json.loads, (shared / "seed" / "sentences.jsonl").read_text("utf-8").splitlines())
    changed = [(r, likely_reading(r["raw"], raw)) for r in rows if r["n_subs"]]
    right = sum(_bare(read or r["raw"]) == _bare(r["restored"]) for r, read in changed)
    print(f"seed: {right} of {len(changed)} garbled clauses read exactly as in its study")  # noqa: T201


def _bare(text: str) -> str:
    return re.sub(r"\W", "", text)


if __name__ == "__main__":
    main()
