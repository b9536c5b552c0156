"""The catalog's tables."""

from sqlalchemy import JSON, Column, Float, ForeignKey, Index, Integer, MetaData, Table, Text

SCHEMA_VERSION = "1"
"""Goes into the manifest: a library with other tables is refused, not misread."""

METADATA = MetaData()

JUDGMENTS = Table(
    "judgments",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("state", Text, nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("header", JSON, nullable=False),
    Column("doc_type", Text),
    Column("court", Text),
    Column("case_number", Text),
    Column("date", Text),
    Column("sentences", JSON, nullable=False),  # [[end, voice], ...]: each starts where one ended
    Column("spun", Integer, nullable=False),
    Column("quality_score", Float, nullable=False),
    Column("quality_notes", JSON, nullable=False),
    Column("partial", Integer, nullable=False),
    Column("given", JSON, nullable=False),
)

PASSAGES = Table(
    "passages",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("judgment_id", Text, ForeignKey("judgments.id"), nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("voice", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("search_text", Text, nullable=False),
    Index("passages_by_judgment", "judgment_id", "ordinal"),
)

SOURCES = Table(
    "sources",
    METADATA,
    Column("origin", Text, primary_key=True),
    Column("source_id", Text, nullable=False, index=True),
    Column("judgment_id", Text, nullable=False, index=True),
)

STATE = Table(
    "state",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
