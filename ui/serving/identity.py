"""Who a request comes from, told to the page's script in headers that only we can write.

Streamlit puts them into `st.user` when a connection opens, and gives a session that was left to
no other reader than its own. A reader is known by a digest; the cookie or the login it is made
from goes no further than this.
"""

import hashlib
from collections.abc import Iterable
from urllib.parse import quote, unquote

READER, NAME = "pandu_reader", "pandu_name"
"""Keys of `st.user`."""

READER_HEADER, NAME_HEADER = b"x-pandu-reader", b"x-pandu-name"

TRUSTED_HEADERS = {READER_HEADER.decode(): READER, NAME_HEADER.decode(): NAME}
"""For Streamlit's option server.trustedUserHeaders."""

Headers = Iterable[tuple[bytes, bytes]]


def digest(kind: str, value: str) -> str:
    """32 hexadecimal digits that stand for a cookie or a login, from which neither is told.

    A login's is the same for the same login on every machine.

    >>> digest("login", "a") == digest("login", "a"), digest("login", "a") == digest("cookie", "a")
    (True, False)
    """
    return hashlib.sha256(f"pandu\0{kind}\0{value}".encode()).hexdigest()[:32]


def identified(headers: Headers, reader: str | None, name: str = "") -> list[tuple[bytes, bytes]]:
    """The request's headers with ours in place of what it brought under their names."""
    kept = [(key, value) for key, value in headers if key.lower() not in _OURS]
    if reader is None:
        return kept
    said = [(READER_HEADER, reader.encode())]
    return kept + said + ([(NAME_HEADER, quote(name).encode())] if name else [])


def shown_name(value: object) -> str:
    """A name as `identified` wrote it; empty where it is none.

    >>> shown_name("%E7%94%B2"), shown_name(None)
    ('甲', '')
    """
    return unquote(value) if isinstance(value, str) else ""


def values_of(headers: Headers, name: bytes) -> list[bytes]:
    """All values of a header, which a request may bring more than once."""
    return [value for key, value in headers if key.lower() == name]


_OURS = frozenset({READER_HEADER, NAME_HEADER})
