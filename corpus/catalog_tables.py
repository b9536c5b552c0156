"""The catalog's tables, and how their database is opened."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    create_engine,
    event,
)
from sqlalchemy.engine import Engine, ExceptionContext
from sqlalchemy.exc import DBAPIError

from corpus.errors import LibraryError

SCHEMA_VERSION = "4"
"""Goes into the manifest: a library with other tables is refused, not misread."""

METADATA = MetaData()

JUDGMENTS = Table(
    "judgments",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("state", Text, nullable=False, index=True),
    Column("copy_of", Text, index=True),  # of a copy: the judgment that is searched in its place
    Column("title", Text, nullable=False),
    Column("doc_type", Text),
    Column("court", Text),
    Column("case_number", Text),
    Column("date", Text),
    # What filters compare, from the header; null where it does not say.
    Column("court_level", Text),
    Column("year", Integer),
    Column("instance", Text),
    Column("court_key", Text),  # keys: as `corpus.scope.name_key` writes names
    Column("cause_key", Text),
    Column("spun", Integer, nullable=False),
    Column("partial", Integer, nullable=False),
    Column("characters", Integer, nullable=False),  # of the text
    Column("given", JSON, nullable=False),
    # The long ones last: SQLite walks through a row up to the column that is asked for.
    Column("text", Text, nullable=False),
    Column("header", JSON, nullable=False),
    Column("sentences", JSON, nullable=False),  # [[end, voice], ...]: each starts where one ended
    Column("quality_score", Float, nullable=False),
    Column("quality_notes", JSON, nullable=False),
    Column("mentions", JSON, nullable=False),  # statutes, amounts, dates, case_numbers
    # All that a filter reads, so that it looks at no row.
    Index(
        "judgments_by_head",
        "state", "court_level", "year", "instance", "court_key", "cause_key", "id",
    ),
)  # fmt: skip

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

FINGERPRINTS = Table(
    "fingerprints",
    METADATA,
    Column("key", Text, nullable=False, index=True),  # what copies of a text share
    Column("judgment_id", Text, nullable=False, index=True),
)

STATE = Table(
    "state",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

CONVERSATIONS = Table(
    "conversations",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("reader", Text, nullable=False),  # whose it is; no person's name
    Column("name", Text, nullable=False),
    Column("started", Text, nullable=False),  # ISO, UTC
    Column("touched", Text, nullable=False),  # when it was last written to
    Index("conversations_by_reader", "reader", "touched"),
)

EXCHANGES = Table(
    "exchanges",
    METADATA,
    Column("conversation_id", Text, ForeignKey("conversations.id"), primary_key=True),
    Column("number", Integer, primary_key=True),  # from 1, in the order of the conversation
    Column("question", Text, nullable=False),
    Column("answer", Text, nullable=False),  # as it was shown, so that words in it can be found
    Column("content", Text, nullable=False),  # the whole exchange, in the page's own JSON
    # What the reader thought of the answer: null until they say.
    Column("helpful", Integer),
    Column("reason", Text),
)

FAILURES = Table(  # documents that could not be read, until they are or are dismissed
    "failures",
    METADATA,
    Column("origin", Text, primary_key=True),
    Column("file", Text, nullable=False, index=True),  # what the origin lies in, or is
    Column("source_id", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", Text, nullable=False),  # ISO, UTC
)

TRASH = Table(  # removed judgments: what is needed to read them in again
    "trash",
    METADATA,
    Column("judgment_id", Text, primary_key=True),
    Column("batch", Text, nullable=False, index=True),  # what was removed together
    Column("removed_at", Text, nullable=False),  # ISO, UTC
    Column("searched_id", Text, nullable=False),  # itself, or the one that it was a copy of
    Column("title", Text, nullable=False),
    Column("court", Text),
    Column("case_number", Text),
    Column("date", Text),
    Column("characters", Integer, nullable=False),
    Column("sources", JSON, nullable=False),  # [[origin, source_id], ...]
    Column("given", JSON, nullable=False),
    Column("text", Text, nullable=False),
)

WATCHED_FILES = Table(  # as they were when they were last read from a watched folder
    "watched_files",
    METADATA,
    Column("path", Text, primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("changed", BigInteger, nullable=False),  # nanoseconds
)


def open_engine(url: str) -> Engine:
    """The database, its tables made if they are not there; its failures become LibraryError."""
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        # WAL: readers are never blocked by the one writer.
        @event.listens_for(engine, "connect")
        def _use_wal(connection: object, _record: object) -> None:
            cursor = connection.cursor()  # type: ignore[attr-defined]
            cursor.execute("PRAGMA journal_mode=WAL")
            cursor.execute("PRAGMA synchronous=FULL")
            cursor.close()

    @event.listens_for(engine, "handle_error")
    def _translate(context: ExceptionContext) -> None:
        if isinstance(context.sqlalchemy_exception, DBAPIError):
            raise LibraryError(
                f"目录数据库出错（{engine.url.render_as_string()}）：{context.original_exception}。"
                "请确认该文件是判读的文库、磁盘可写且有空间；"
                "损坏时请从备份恢复，或换一个空文件夹重新导入。"
            ) from context.original_exception

    METADATA.create_all(engine)
    return engine
