"""What can go wrong, as one tree; every message is Chinese, for the person at the screen.

PanduError
├── UsageError              the request itself is off: a bad name or path    exit 2
├── DocumentError           one document cannot be read; the rest goes on    exit 1 in a batch
├── LibraryError            the library as it stands cannot be used          exit 3
│   ├── LibraryBusy         another process is writing
│   └── LibraryMismatch     made with another model, analyzer or schema
└── Unavailable             a needed part is missing or failed               exit 3
    └── ModelUnavailable    the language model did not give a usable, whole reply
"""


class PanduError(Exception):
    """Anything PanDu reports to a person: what happened, where, and what to do next."""


class UsageError(PanduError):
    """The request cannot be carried out as it was put."""


class DocumentError(PanduError):
    """One document cannot be read."""


class LibraryError(PanduError):
    """The library cannot be used as it stands."""


class LibraryBusy(LibraryError):
    """Another process is writing to the library."""


class LibraryMismatch(LibraryError):
    """The library's indexes were made with other means than the present ones."""


class Unavailable(PanduError):
    """A needed part is missing or failed."""


class ModelUnavailable(Unavailable):
    """The language model gave no usable, whole reply."""
