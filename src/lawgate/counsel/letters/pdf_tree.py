"""The structure tree laid upon a drawn PDF: document, headings, paragraphs, lists, tables; each piece of text under its element."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from io import BytesIO
from itertools import groupby
from typing import Any
from xml.sax.saxutils import escape

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part><dc:title><rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt></dc:title>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


@dataclass
class Leaf:
    """A block of text: its structure type, and where its pieces lie, as (page, mark). ``label``: a list item's bullet.

    ``cell``: which table of the document and which row a cell belongs to, and whether it heads its column; without it, cells come in
    pairs of a head and what it says.
    """

    tag: str
    pieces: list[tuple[int, int]] = field(default_factory=list)
    label: tuple[int, int] | None = None
    cell: tuple[int, int, bool] | None = None

    @property
    def group(self) -> tuple[str, int]:
        """What it stands in: a list, a table (and which), or nothing."""
        kind = {"LI": "L", "TH": "Table", "TD": "Table"}.get(self.tag, "")
        return kind, self.cell[0] if self.cell else -1


class Tree:
    """The tree being made in ``writer``. ``parents``: page to mark to the element that holds it."""

    def __init__(self, writer: PdfWriter) -> None:
        self.writer = writer
        self.pages = [p.indirect_reference for p in writer.pages]
        self.parents: dict[int, dict[int, IndirectObject]] = {}

    def element(self, tag: str, parent: IndirectObject, *, scope: str = "Row") -> IndirectObject:
        made = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/StructElem"),
                NameObject("/S"): NameObject(f"/{tag}"),
                NameObject("/P"): parent,
            }
        )
        made[NameObject("/K")] = ArrayObject()
        if tag == "TH":
            heads = {NameObject("/O"): NameObject("/Table"), NameObject("/Scope"): NameObject(f"/{scope}")}
            made[NameObject("/A")] = DictionaryObject(heads)
        reference = self.writer._add_object(made)
        _kids(parent).append(reference)
        return reference

    def hold(self, element: IndirectObject, pieces: Iterable[tuple[int, int]]) -> None:
        """Put marked pieces under an element."""
        for page, mark in pieces:
            piece = DictionaryObject({NameObject("/Type"): NameObject("/MCR"), NameObject("/MCID"): NumberObject(mark)})
            piece[NameObject("/Pg")] = self.pages[page]
            _kids(element).append(piece)
            self.parents.setdefault(page, {})[mark] = element

    def leaf(self, leaf: Leaf, parent: IndirectObject) -> None:
        if leaf.tag != "LI":
            scope = "Column" if leaf.cell and leaf.cell[2] else "Row"
            self.hold(self.element(leaf.tag, parent, scope=scope), leaf.pieces)
            return
        item = self.element("LI", parent)
        if leaf.label is not None:
            self.hold(self.element("Lbl", item), [leaf.label])
        self.hold(self.element("LBody", item), leaf.pieces)

    def numbers(self) -> DictionaryObject:
        """The way back: from a page's mark to its element."""
        nums = ArrayObject()
        for page, marks in sorted(self.parents.items()):
            self.writer.pages[page][NameObject("/StructParents")] = NumberObject(page)
            nums += [NumberObject(page), ArrayObject(marks[m] for m in sorted(marks))]
        return DictionaryObject({NameObject("/Nums"): nums})


def add_tree(data: bytes, leaves: list[Leaf], *, title: str, language: str) -> bytes:
    """The same pages with a structure tree, a language and a title."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(data)))
    root = DictionaryObject({NameObject("/Type"): NameObject("/StructTreeRoot"), NameObject("/K"): ArrayObject()})
    top = writer._add_object(root)
    tree = Tree(writer)
    document = tree.element("Document", top)
    for (group, number), some in groupby(leaves, key=lambda x: x.group):
        inside = list(some)
        if group == "Table" and number >= 0:
            table = tree.element("Table", document)
            for _, cells in groupby(inside, key=lambda x: x.cell and x.cell[1]):
                row = tree.element("TR", table)
                for cell in cells:
                    tree.leaf(cell, row)
            continue
        if group == "Table":
            table = tree.element("Table", document)
            for head, cell in zip(inside[::2], inside[1::2], strict=True):
                row = tree.element("TR", table)
                tree.leaf(head, row)
                tree.leaf(cell, row)
            continue
        parent = tree.element(group, document) if group else document
        for leaf in inside:
            tree.leaf(leaf, parent)
    root[NameObject("/ParentTree")] = writer._add_object(tree.numbers())
    root[NameObject("/ParentTreeNextKey")] = NumberObject(len(writer.pages))
    _catalog(writer, top, title, language)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _catalog(writer: PdfWriter, top: IndirectObject, title: str, language: str) -> None:
    catalog = writer._root_object
    catalog[NameObject("/StructTreeRoot")] = top
    catalog[NameObject("/MarkInfo")] = DictionaryObject({NameObject("/Marked"): BooleanObject(True)})
    catalog[NameObject("/Lang")] = TextStringObject(language)
    catalog[NameObject("/ViewerPreferences")] = DictionaryObject({NameObject("/DisplayDocTitle"): BooleanObject(True)})
    metadata = DecodedStreamObject()
    metadata.set_data(XMP.format(escape(title)).encode())
    metadata[NameObject("/Type")] = NameObject("/Metadata")
    metadata[NameObject("/Subtype")] = NameObject("/XML")
    catalog[NameObject("/Metadata")] = writer._add_object(metadata)
    for page in writer.pages:
        page[NameObject("/Tabs")] = NameObject("/S")
    writer.add_metadata({"/Title": title})


def _kids(reference: IndirectObject) -> ArrayObject:
    held: Any = reference.get_object()
    kids: ArrayObject = held["/K"]
    return kids
