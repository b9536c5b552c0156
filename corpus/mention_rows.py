"""How what a judgment mentions is laid down in its row: statutes, sums, dates, case numbers.

They are kept, not read again: who says them and what they mean was told by rules that this
package does not know.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from corpus.amount import Amount, SumRole
from corpus.case_mention import CaseMention, Relation
from corpus.dates import DateMention
from corpus.judgment import Judgment
from corpus.passage import Span
from corpus.provision import Relative
from corpus.statute import CitedStatute
from corpus.voice import Voice


def mentions_row(judgment: Judgment) -> dict[str, list[dict[str, Any]]]:
    """Everything a judgment mentions as JSON, the contract's own objects."""
    return {
        "statutes": [statute.as_json() for statute in judgment.statutes],
        "amounts": [amount.as_json() for amount in judgment.amounts],
        "dates": [date.as_json() for date in judgment.dates],
        "case_numbers": [number.as_json() for number in judgment.case_numbers],
    }


def statutes_from_row(row: Mapping[str, Any]) -> tuple[CitedStatute, ...]:
    """The statutes that `mentions_row` laid down."""
    return tuple(
        CitedStatute(
            law=fields["law"],
            article=fields["article"],
            suffix=fields["article_suffix"],
            paragraph=fields["paragraph"],
            item=fields["item"],
            span=_span(fields),
            voice=Voice(fields["voice"]),
            in_force=fields["in_force"],
            successors=_relatives(fields["successors"]),
            predecessors=_relatives(fields["predecessors"]),
            gist=fields["gist"],
        )
        for fields in row["statutes"]
    )


def amounts_from_row(row: Mapping[str, Any]) -> tuple[Amount, ...]:
    """The sums that `mentions_row` laid down."""
    return tuple(
        Amount(
            fields["yuan"],
            _span(fields),
            SumRole(fields["role"]) if fields["role"] else None,
            _voice(fields),
        )
        for fields in row["amounts"]
    )


def dates_from_row(row: Mapping[str, Any]) -> tuple[DateMention, ...]:
    """The dates that `mentions_row` laid down."""
    return tuple(DateMention(f["date"], _span(f), _voice(f)) for f in row["dates"])


def case_numbers_from_row(row: Mapping[str, Any]) -> tuple[CaseMention, ...]:
    """The case numbers that `mentions_row` laid down."""
    return tuple(
        CaseMention(f["number"], Relation(f["relation"]), _span(f), Voice(f["voice"]))
        for f in row["case_numbers"]
    )


def _span(fields: Mapping[str, Any]) -> Span:
    return Span(fields["start"], fields["end"])


def _voice(fields: Mapping[str, Any]) -> Voice | None:
    return Voice(fields["voice"]) if fields["voice"] else None


def _relatives(rows: Sequence[Mapping[str, Any]]) -> tuple[Relative, ...]:
    return tuple(Relative(r["law"], r["article"], r["verified"]) for r in rows)
