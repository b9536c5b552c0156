"""Headers: what a document says about itself."""

from collections.abc import Mapping

from corpus.judgment import Header


def header_of(text: str, name: str, front_matter: Mapping[str, str]) -> Header:
    """What the document says about itself, front matter first."""
    return Header(
        court=front_matter.get("court"),
        doc_type=front_matter.get("kind"),
        case_number=front_matter.get("case_number"),
        cause=front_matter.get("cause"),
        instance=front_matter.get("instance"),
        date=front_matter.get("date"),
        disposition=front_matter.get("disposition"),
    )


def title_of(text: str, name: str, front_matter: Mapping[str, str], header: Header) -> str:
    """A short title for the reader and the search text, never empty."""
    return front_matter.get("title") or header.case_number or name
