from collections.abc import Iterator

import pytest
from made_up_cases import Appeal, FirstInstance, catalog_of, read

from corpus.catalog import Catalog

FIRST = FirstInstance()
APPEAL = Appeal("驳回上诉，维持原判。")


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    judgments = {"first": read(FIRST.text), "appeal": read(APPEAL.text)}
    with catalog_of(tmp_path_factory.mktemp("catalog"), judgments) as catalog:
        yield catalog


def test_facts_are_the_heads_that_were_read(catalog: Catalog) -> None:
    facts = catalog.facts.every()
    assert [f.judgment_id for f in facts] == sorted(f.judgment_id for f in facts)
    for one in facts:
        judgment = catalog.judgment(one.judgment_id)
        assert (one.header, one.title, one.year) == (judgment.header, judgment.title, 2019)
        assert not one.spun and not one.is_digest


def test_facts_of_some_judgments(catalog: Catalog) -> None:
    (first,) = catalog.resolve("first")
    assert [f.judgment_id for f in catalog.facts.every([first, "unknown"])] == [first]
    assert catalog.facts.every([]) == []
    # More than a database binds in one IN (…) are sifted here.
    many = [first, *(f"unknown-{n}" for n in range(2000))]
    assert [f.judgment_id for f in catalog.facts.every(many)] == [first]


def test_who_cites_a_law(catalog: Catalog) -> None:
    (first,), (appeal,) = catalog.resolve("first"), catalog.resolve("appeal")
    cited = catalog.facts.citing("中华人民共和国合同法")
    assert set(cited) == {first}
    assert cited[first] == catalog.judgment(first).statutes
    assert set(catalog.facts.citing("中华人民共和国民事诉讼法")) == {appeal}
    assert catalog.facts.citing("不存在的法%") == {}  # % is no wildcard


def test_orders_are_the_passages_of_the_order(catalog: Catalog) -> None:
    (appeal,) = catalog.resolve("appeal")
    orders = catalog.facts.orders([appeal])
    assert [p.text.strip() for p in orders[appeal]] == ["驳回上诉，维持原判。"]


def test_who_bears_a_number(catalog: Catalog) -> None:
    assert catalog.facts.numbered([FIRST.number, "（1999）某民初1号"]) == catalog.resolve("first")
    assert catalog.facts.numbered([]) == []


def test_reviews_in_a_cause(catalog: Catalog) -> None:
    found = catalog.facts.reviews("民间 借贷纠纷", FIRST.plaintiff)  # spaces are no difference
    assert [f.judgment_id for f in found] == catalog.resolve("appeal")
    assert catalog.facts.reviews("离婚纠纷", FIRST.plaintiff) == []
    assert catalog.facts.reviews("民间借贷纠纷", "某公司") == []


def test_nothing_waits_behind_these(catalog: Catalog) -> None:
    assert catalog.facts.copies() == 0
