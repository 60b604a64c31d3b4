"""Whether a PDF is tagged: what a machine can tell of ISO 14289-1. It reads the finished file and trusts nothing about its making."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ContentStream

SHOWS = (b"Tj", b"TJ", b"'", b'"')
DRAWS = (b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"Do", b"sh")
STANDARD = {"Document", "H1", "H2", "H3", "P", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "Span", "Figure"}
INSIDE = {"LI": {"L"}, "Lbl": {"LI"}, "LBody": {"LI"}, "TR": {"Table"}, "TH": {"TR"}, "TD": {"TR"}}


def check_tagged(data: bytes) -> list[str]:
    """Everything that is wrong, in sentences; empty when the file passes."""
    try:
        reader = PdfReader(BytesIO(data))
        return [*_catalog(reader), *_tree(reader), *_pages(reader), *_fonts(reader)]
    except (PyPdfError, KeyError, ValueError, TypeError, AttributeError) as e:
        return [f"cannot be read as a tagged PDF ({type(e).__name__}: {e})"]


def _catalog(reader: PdfReader) -> Iterator[str]:
    root: Any = reader.root_object
    if not root.get("/MarkInfo", {}).get("/Marked"):
        yield "is not marked as tagged"
    if "/StructTreeRoot" not in root:
        yield "has no structure tree"
    if not str(root.get("/Lang", "")):
        yield "names no language"
    if not (reader.metadata and reader.metadata.title):
        yield "has no title"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "does not show its title"
    if "/Metadata" not in root or b"pdfuaid:part" not in root["/Metadata"].get_data():
        yield "does not say that it is PDF/UA"


def _tree(reader: PdfReader) -> Iterator[str]:
    top: Any = reader.root_object.get("/StructTreeRoot")
    if top is None:
        return
    held: set[tuple[int, int]] = set()
    levels: list[int] = []
    yield from _walk(reader, top, "", held, levels)
    for before, after in zip([0, *levels], levels, strict=False):
        if after > before + 1:
            yield f"goes from heading {before} to heading {after}"
    marked = {(n, mark) for n, page in enumerate(reader.pages) for mark in _marks(reader, page)}
    for n, mark in sorted(marked - held):
        yield f"page {n + 1}: mark {mark} is in no element"
    for n, mark in sorted(held - marked):
        yield f"page {n + 1}: an element holds mark {mark}, which is not there"


def _walk(reader: PdfReader, node: Any, parent: str, held: set[tuple[int, int]], levels: list[int]) -> Iterator[str]:
    kind = str(node.get("/S", "")).lstrip("/")
    if kind:
        if kind not in STANDARD:
            yield f"has an element of the unknown type {kind}"
        if kind in INSIDE and parent not in INSIDE[kind]:
            yield f"has {kind} in {parent or 'nothing'}"
        if kind in ("H1", "H2", "H3"):
            levels.append(int(kind[1]))
        if kind == "Figure" and not node.get("/Alt"):
            yield "has a figure without words"
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        kid = kid.get_object()
        if isinstance(kid, int):
            held.add((reader.get_page_number(node["/Pg"]) or 0, int(kid)))
        elif kid.get("/Type") == "/MCR":
            held.add((reader.get_page_number(kid["/Pg"].get_object()) or 0, int(kid["/MCID"])))
        else:
            yield from _walk(reader, kid, kind, held, levels)


def _marks(reader: PdfReader, page: Any) -> list[int]:
    return [
        int(operands[1]["/MCID"])
        for operands, operator in _operations(reader, page)
        if operator == b"BDC" and isinstance(operands[1], dict) and "/MCID" in operands[1]
    ]


def _operations(reader: PdfReader, page: Any) -> list[tuple[Any, bytes]]:
    contents = page.get_contents()
    return [] if contents is None else list(ContentStream(contents, reader).operations)


def _pages(reader: PdfReader) -> Iterator[str]:
    for n, page in enumerate(reader.pages, 1):
        if "/StructParents" not in page:
            yield f"page {n} does not lead back to the tree"
        if page.get("/Tabs") != "/S":
            yield f"page {n} is not read in the order of its structure"
        depth = 0
        for _, operator in _operations(reader, page):
            if operator in (b"BDC", b"BMC"):
                depth += 1
            elif operator == b"EMC":
                depth -= 1
            elif operator in (*SHOWS, *DRAWS) and depth < 1:
                yield f"page {n} draws something that is neither tagged nor an artifact"
                break


def _fonts(reader: PdfReader) -> Iterator[str]:
    for n, page in enumerate(reader.pages, 1):
        resources: Any = page["/Resources"].get_object()
        fonts = resources.get("/Font", {})
        fonts = fonts.get_object() if hasattr(fonts, "get_object") else fonts
        for name in fonts:
            font = fonts[name].get_object()
            parts = [font, *(f.get_object() for f in font.get("/DescendantFonts", []))]
            embedded = any(
                k in p["/FontDescriptor"].get_object()
                for p in parts
                if "/FontDescriptor" in p
                for k in ("/FontFile", "/FontFile2", "/FontFile3")
            )
            used = any(o == b"Tf" and str(v[0]) == name for v, o in _operations(reader, page))
            if used and not embedded:
                yield f"page {n}: the font {font.get('/BaseFont')} is not embedded"
            if used and "/ToUnicode" not in font:
                yield f"page {n}: the letters of {font.get('/BaseFont')} cannot be read back"
