"""Writes Word files as raw XML, one construct at a time."""

import io
from dataclasses import dataclass, field
from zipfile import ZIP_DEFLATED, ZipFile

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in (
        ("w", _W),
        ("r", _OFFICE),
        ("m", "http://schemas.openxmlformats.org/officeDocument/2006/math"),
        ("mc", "http://schemas.openxmlformats.org/markup-compatibility/2006"),
        ("wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
        ("a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
        ("pic", "http://schemas.openxmlformats.org/drawingml/2006/picture"),
        ("wps", "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"),
        ("w14", "http://schemas.microsoft.com/office/word/2010/wordml"),
        ("v", "urn:schemas-microsoft-com:vml"),
        ("o", "urn:schemas-microsoft-com:office:office"),
        ("x", "urn:something-unheard-of"),
    )
)
_ROOTS = {
    "styles": "styles", "numbering": "numbering", "footnotes": "footnotes",
    "endnotes": "endnotes", "settings": "settings", "header": "hdr", "comments": "comments",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Construct:
    """One file: its body, what is seen of it, words of its only notes, and its other parts."""

    name: str
    body: str
    text: str
    notes: tuple[str, ...] = ()
    parts: dict[str, str] = field(default_factory=dict)
    relations: str = ""

    def __str__(self) -> str:
        return self.name


def document_xml(body: str, before: str = "") -> str:
    """A main part around a body."""
    return f"<w:document {_NAMES}>{before}<w:body>{body}</w:body></w:document>"


def part_xml(kind: str, content: str) -> str:
    """Another part around its content."""
    return f"<w:{_ROOTS[kind]} {_NAMES}>{content}</w:{_ROOTS[kind]}>"


def package(files: dict[str, str | bytes]) -> bytes:
    """A zip of these files."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as target:
        for name, content in files.items():
            target.writestr(name, content)
    return out.getvalue()


def docx(body: str, parts: dict[str, str] | None = None, relations: str = "") -> bytes:
    """A whole .docx: the body and its other parts by kind, with the relations between them."""
    parts = parts or {}
    root = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    related = "".join(
        f'<Relationship Id="rp{kind}" Type="{_OFFICE}/{kind}" Target="{kind}.xml"/>'
        for kind in parts
    )
    return package(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
            'content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
            "_rels/.rels": f'{root}<Relationship Id="r1" Type="{_OFFICE}/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
            "word/document.xml": document_xml(body),
            "word/_rels/document.xml.rels": f"{root}{related}{relations}</Relationships>",
            **{f"word/{kind}.xml": part_xml(kind, content) for kind, content in parts.items()},
        }
    )


def t(text: str) -> str:
    """A piece of text with its white space kept."""
    return f'<w:t xml:space="preserve">{text}</w:t>'


def e(tag: str, *inner: str, **attributes: str) -> str:
    """An element of Word's own: e("br", type="page"). A trailing _ of an attribute is dropped."""
    named = "".join(f' w:{key.rstrip("_")}="{value}"' for key, value in attributes.items())
    return f"<w:{tag}{named}>{''.join(inner)}</w:{tag}>"


def control(*inner: str, properties: str = "") -> str:
    """A content control."""
    return e("sdt", e("sdtPr", properties), e("sdtContent", *inner))


def mark(kind: str, *form: str) -> str:
    """The begin, separate or end of a field, with the data of a form field."""
    return e("r", e("fldChar", *[e("ffData", *form)] if form else [], fldCharType=kind))


def alternatives(choice: str, fallback: str, needs: str = "wps") -> str:
    """Two versions of one thing."""
    return (
        f'<mc:AlternateContent><mc:Choice Requires="{needs}">{choice}</mc:Choice>'
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>"
    )


def old_box(*inner: str, style: str = "") -> str:
    """A run with a drawing of the old kind."""
    return f'<w:r><w:pict><v:shape style="{style}">{"".join(inner)}</v:shape></w:pict></w:r>'


def old_text(*blocks: str) -> str:
    """The text in a drawing of the old kind."""
    return f"<v:textbox>{e('txbxContent', *blocks)}</v:textbox>"


def r(text: str, properties: str = "") -> str:
    """A run."""
    return f"<w:r><w:rPr>{properties}</w:rPr>{t(text)}</w:r>"


def p(*runs: str, properties: str = "") -> str:
    """A paragraph; what is no markup becomes a run."""
    inner = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def numbered(text: str, number: int = 1, level: int = 0) -> str:
    """A paragraph of a list."""
    numbering = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return p(text, properties=numbering)


def table(*rows: str) -> str:
    """A table of rows."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def row(*cells: str, properties: str = "") -> str:
    """A row; what is no markup becomes a cell of one paragraph."""
    inner = "".join(one if one.startswith("<w:tc>") else cell(one) for one in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


def cell(*blocks: str, properties: str = "") -> str:
    """A cell; what is no markup becomes a paragraph."""
    inner = "".join(one if one.startswith("<") else p(one) for one in blocks)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def levels(*kinds: tuple[str, str], more: str = "") -> str:
    """A numbering part with one list, number 1, of levels (format, text)."""
    inner = "".join(level(depth, form, text) for depth, (form, text) in enumerate(kinds))
    return (
        f'<w:abstractNum w:abstractNumId="0">{inner}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{more}'
    )


def level(depth: int, form: str, text: str, more: str = "") -> str:
    """One level of a list."""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def coded(code: str, result: str | None) -> str:
    """A complex field; None for one without a result."""
    shown = "" if result is None else mark("separate") + r(result)
    return mark("begin") + e("r", e("instrText", code)) + shown + mark("end")


def revised(kind: str, *inner: str) -> str:
    """A tracked change around runs."""
    return f'<w:{kind} w:id="1" w:author="甲">{"".join(inner)}</w:{kind}>'


def deleted(text: str) -> str:
    """A tracked deletion."""
    return revised("del", f"<w:r><w:delText>{text}</w:delText></w:r>")


def box(*blocks: str, shape: str = "") -> str:
    """A modern text box."""
    return (
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/'
        f'wordprocessingShape"><wps:wsp><wps:spPr>{shape}</wps:spPr><wps:txbx><w:txbxContent>'
        f"{''.join(blocks)}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic>"
    )


def anchored(content: str, x: int = 0, size: tuple[int, int] = (1_800_000, 720_000)) -> str:
    """A run with a floating drawing; lengths in EMU, 360,000 a centimetre."""
    return (
        "<w:r><w:drawing><wp:anchor><wp:positionH><wp:posOffset>"
        f'{x}</wp:posOffset></wp:positionH><wp:extent cx="{size[0]}" cy="{size[1]}"/>'
        f'<wp:docPr id="1" name="n"/>{content}</wp:anchor></w:drawing></w:r>'
    )


def picture(name: str = "rImage") -> str:
    """The graphic of a picture."""
    return (
        '<a:graphic><a:graphicData uri="x/picture"><pic:pic><pic:blipFill>'
        f'<a:blip r:embed="{name}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>'
    )
