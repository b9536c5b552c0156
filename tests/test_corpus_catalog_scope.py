"""Which judgments match a filter, and which passages lie in a scope."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from made_up_library import MadeUpJudgment
from sqlalchemy import event

from corpus.catalog import Catalog, Source
from corpus.judgment import Header
from corpus.scope import EVERYTHING, NO_FILTER, Filter, Scope, Selection, Years, filter_of
from corpus.voice import Voice

HEADS = {
    "loan": Header(
        court="浙江省杭州市中级人民法院",
        court_level="中级",
        cause="民间借贷纠纷",
        instance="二审",
        date="2021-03-05",
    ),
    "net": Header(
        court="杭州互联网法院",
        court_level="专门",
        cause="网络侵权责任纠纷",
        instance="一审",
        date="2023-12-31",
    ),
    "width": Header(
        court="某某县（市）人民法院",
        court_level="基层",
        cause="买卖合同（Ｂ）纠纷",
        instance="一审",
        date="2020-01-01",
    ),
    "wild": Header(court="100%_人民法院", court_level="基层", date="二〇二〇年"),
    "silent": Header(),
}


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    opened = Catalog(f"sqlite:///{tmp_path / 'catalog.sqlite'}")
    for name in HEADS:
        judgment = replace(made_up(name).judgment, header=HEADS[name])
        opened.add_pending([(judgment, made_up(name).passages)])
        opened.publish([(judgment.id, Source(name, name))])
    hidden = replace(made_up("hidden").judgment, header=HEADS["loan"])
    opened.add_pending([(hidden, made_up("hidden").passages)])  # not published: never selected
    yield opened
    opened.close()


def made_up(name: str) -> MadeUpJudgment:
    return MadeUpJudgment([(Voice.OTHER, f"{name}一。"), (Voice.ORDER, f"{name}二。")])


def ids(*names: str) -> tuple[str, ...]:
    return tuple(sorted(made_up(name).judgment.id for name in names))


@pytest.mark.parametrize(
    ("wanted", "names", "silent"),
    [
        (NO_FILTER, ["loan", "net", "width", "wild", "silent"], 0),
        (filter_of(courts=["杭州"]), ["loan", "net"], 1),
        (filter_of(courts=["互联网", "中级"]), ["loan", "net"], 1),  # one of them
        (filter_of(courts=["某某县(市)"]), ["width"], 1),  # the other width of brackets
        (filter_of(courts=["0%_人"]), ["wild"], 1),  # % and _ are no wildcards
        (filter_of(courts=["_"]), ["wild"], 1),
        (filter_of(courts=["%"]), ["wild"], 1),
        (filter_of(levels=["中级人民法院", "基层"]), ["loan", "width", "wild"], 1),
        (filter_of(years=["2021"]), ["loan"], 2),  # a date that does not tell its year is silent
        (filter_of(years=["2020-2021"]), ["loan", "width"], 2),
        (filter_of(years=["2020", "2023"]), ["net", "width"], 2),
        (filter_of(causes=["买卖合同(b)"]), ["width"], 2),  # both the width and the case differ
        (filter_of(causes=["纠纷"]), ["loan", "net", "width"], 2),
        (filter_of(instances=["一审"]), ["net", "width"], 2),
        # Every field that is asked for must match; who is silent on one and differs in another
        # does not count as left out: wild says 基层, not 中级.
        (filter_of(levels=["中级"], years=["2021"]), ["loan"], 1),
        (filter_of(levels=["基层"], years=["2020"]), ["width"], 2),
        (filter_of(courts=["杭州"], instances=["二审"]), ["loan"], 1),
        (filter_of(courts=["火星"]), [], 1),
    ],
)
def test_select(catalog: Catalog, wanted: Filter, names: list[str], silent: int) -> None:
    assert catalog.select(wanted) == Selection(ids(*names), silent)


def test_select_among_named_judgments(catalog: Catalog) -> None:
    wanted = filter_of(courts=["杭州"])
    assert catalog.select(wanted, ids("net", "silent")) == Selection(ids("net"), 1)
    assert catalog.select(wanted, ["unknown"]) == Selection((), 0)
    assert catalog.select(wanted, []) == Selection((), 0)


def test_a_head_that_is_read_anew_is_compared_anew(catalog: Catalog) -> None:
    judgment = replace(made_up("silent").judgment, header=HEADS["net"])
    catalog.rewrite(judgment, made_up("silent").passages)
    assert catalog.select(Filter(years=(Years(2023, 2023),))).judgment_ids == ids("net", "silent")


def test_a_broad_scope_names_more_judgments_than_a_query_binds(catalog: Catalog) -> None:
    names = (*(f"unknown-{n}" for n in range(40_000)), *ids("loan", "net"))
    scope = Scope(names, (Voice.ORDER,))
    expected = [made_up(n).passages[1].id for n in ("loan", "net")]
    assert catalog.passage_ids(scope) == sorted(expected)
    members = catalog.scopes.members(scope)
    assert not members.few and members.every() == sorted(expected)
    assert members.of(catalog.passage_ids(EVERYTHING)) == set(expected)
    assert members.of([f"unknown#{n}" for n in range(40_000)]) == set()


def test_members_are_what_is_in_sight(catalog: Catalog) -> None:
    hidden = [p.id for p in made_up("hidden").passages]
    assert catalog.scopes.members(Scope(None, (Voice.OTHER,))).of(hidden) == set()
    few = catalog.scopes.members(Scope(ids("hidden", "loan")))
    assert few.few and few.every() == [p.id for p in made_up("loan").passages]


def plans(catalog: Catalog, call: Callable[[], object]) -> list[str]:
    """How SQLite carries out what a call asks of it."""
    engine, asked = catalog.scopes._engine, []

    def note(*told: Any) -> None:  # noqa: ANN401
        asked.append((told[2], told[3]))

    event.listen(engine, "before_cursor_execute", note)
    call()
    event.remove(engine, "before_cursor_execute", note)
    with engine.connect() as connection:
        return [
            str(row[3])
            for statement, values in asked
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        ]


def test_a_filter_looks_at_no_row(catalog: Catalog) -> None:
    """A library's texts are a thousand times its heads."""
    wanted = filter_of(
        courts=["杭州"], causes=["纠纷"], years=["2021"], levels=["中级"], instances=["二审"]
    )
    (plan, *_) = plans(catalog, lambda: catalog.select(wanted))
    assert "USING COVERING INDEX judgments_by_head" in plan


def test_a_few_are_looked_up_without_a_walk_through_all(catalog: Catalog) -> None:
    few = list(ids("loan", "net"))
    passage_ids = catalog.passage_ids(Scope(tuple(few)))
    calls: tuple[Callable[[], object], ...] = (
        lambda: catalog.passages(passage_ids),
        lambda: catalog.entries_by_id(set(few)),
        lambda: catalog.scopes.members(Scope(tuple(few))).of(passage_ids),
        lambda: catalog.passage_ids(Scope(tuple(few), (Voice.ORDER,))),
    )
    for call in calls:
        steps = plans(catalog, call)
        assert steps and not [s for s in steps if s.startswith("SCAN") or "state=?" in s]
