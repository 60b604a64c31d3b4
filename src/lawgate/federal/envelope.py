"""The NIEM envelope of the message switch: headers read and written, the text inside left as it is (Nlets, version 4.00)."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree import ElementTree as ET
from xml.parsers import expat

from lawgate.federal.records import BadMessage

NLETS = "http://www.nlets.org/niem/1.0"
HEADER = "http://www.nlets.org/niem/nlets-hdr/1.0"
LONGEST = 1 << 20  # bytes; answers are pages of text, never more
for _prefix, _uri in (("n2", NLETS), ("nh2", HEADER)):
    ET.register_namespace(_prefix, _uri)


@dataclass(frozen=True, slots=True)
class Envelope:
    """``key``: IAQ, IAR or IDR. ``control`` is echoed by the answerer. ``text``: the message itself."""

    key: str
    origin: str
    destination: str
    control: str
    text: str


def write_envelope(e: Envelope) -> bytes:
    """Raises ``BadMessage`` for text that XML cannot carry."""
    root = ET.Element(f"{{{NLETS}}}NLETS", {f"{{{NLETS}}}version": "4.00"})
    header = ET.SubElement(root, f"{{{NLETS}}}NLETSMessageHeader")
    for name, value in (
        ("DocumentControlFieldText", e.control),
        ("MessageKeyCodeText", e.key),
        ("OriginatingORIID", e.origin),
        ("DestinationORIID", e.destination),
    ):
        if value:
            ET.SubElement(header, f"{{{HEADER}}}{name}").text = value
    data = ET.SubElement(root, f"{{{NLETS}}}{'NLETSInquiryData' if e.key == 'IAQ' else 'NLETSResponseData'}")
    ET.SubElement(data, f"{{{NLETS}}}{'InquiryText' if e.key == 'IAQ' else 'ResponseText'}").text = e.text
    out: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    if read_envelope(out) != e:
        raise BadMessage("holds characters that XML cannot carry", where=e.key, do="send plain text")
    return out


def read_envelope(raw: bytes) -> Envelope:
    """Raises ``BadMessage`` for what is no envelope. A document type is refused: entities have no place in a message."""
    if len(raw) > LONGEST:
        raise BadMessage(f"is longer than {LONGEST:,} bytes", where="envelope", do="send the text alone")
    root = _parsed(raw)
    if root.tag != f"{{{NLETS}}}NLETS":
        raise BadMessage("is no message of the switch", where="envelope", do="send an n2:NLETS document")

    def header(name: str) -> str:
        return (root.findtext(f"{{{NLETS}}}NLETSMessageHeader/{{{HEADER}}}{name}") or "").strip()

    text = next(
        (t for n in ("ResponseText", "InquiryText") if (t := root.findtext(f".//{{{NLETS}}}{n}")) is not None), None
    )
    if text is None or not header("MessageKeyCodeText"):
        raise BadMessage("has no key or no text", where="envelope", do="send MessageKeyCodeText and ResponseText")
    return Envelope(
        header("MessageKeyCodeText"),
        header("OriginatingORIID"),
        header("DestinationORIID"),
        header("DocumentControlFieldText"),
        text,
    )


def _parsed(raw: bytes) -> ET.Element:
    builder = ET.TreeBuilder()
    parser = expat.ParserCreate(namespace_separator="}")

    def refuse(*_: object) -> None:
        raise BadMessage("declares a document type", where="envelope", do="send it without one")

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = lambda tag, attrs: builder.start(_name(tag), {_name(k): v for k, v in attrs.items()})
    parser.EndElementHandler = lambda tag: builder.end(_name(tag))
    parser.CharacterDataHandler = builder.data
    try:
        parser.Parse(raw, True)
        return builder.close()
    except (expat.ExpatError, AssertionError, ValueError, LookupError) as e:
        raise BadMessage(f"is no XML ({e})", where="envelope", do="send a whole document") from e


def _name(tag: str) -> str:
    return "{" + tag if "}" in tag else tag
