"""The pages as written: YAML files in English, read into blocks. A page that cannot be read is refused with its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

import yaml

from lawgate.base import BadInput
from lawgate.counsel.catalogue import SOFT
from lawgate.counsel.guide.records import ADVICE, GUARDED, SCRIPTS, Block, Page
from lawgate.counsel.guide.ui import BOX_NAMES, PLURALS, UI

ORDER = (
    "index", "arrest", "phone", "say", "given", "bail", "time", "paper", "citizen", "child", "victim", "consulate", "where",
    "help", "about",
)  # fmt: skip
ONE = ("h", "p", "answer", "say", "never")
MANY = ("list", "steps")
KEYS = {"is", "if"}
PLAIN = "plain"
Message = tuple[str, str, str]
"""What a text carries, the text, and where it stands."""


def pages(folder: Traversable | None = None) -> tuple[Page, ...]:
    """Every page in the order of the list of pages."""
    folder = folder or resources.files("lawgate") / "counsel/guide/text"
    return tuple(_page(name, folder.joinpath(f"{name}.yaml")) for name in ORDER)


def parts(path: Traversable | None = None) -> tuple[Block, ...]:
    """The parts of the forms in plain words. ``kind`` is the part's id and ``when`` the forms that have it."""
    path = path or resources.files("lawgate") / "counsel/guide/text/forms/parts.yaml"
    out = []
    for item in _read(path):
        if set(item) - {"id", "name", "text", "forms", "is"} or not {"id", "name", "text", "forms"} <= set(item):
            raise BadInput("a part needs id, name, text and forms", where=f"{path}, {item.get('id', '?')}")
        out.append(
            Block(
                item["id"],
                item["text"],
                _carries(item, "parts", ADVICE),
                tuple(item["forms"]),
                lines=(str(item["name"]),),
            )
        )
    return tuple(out)


def answers(path: Traversable | None = None) -> tuple[Block, ...]:
    """The sentences for the engine's answers about a paper. ``kind`` is the sentence's id."""
    path = path or resources.files("lawgate") / "counsel/guide/text/forms/answers.yaml"
    return tuple(Block(x["id"], x["text"], _carries(x, "answers", ADVICE)) for x in _read(path))


def _read(path: Traversable) -> Any:
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as e:
        mark = getattr(e, "problem_mark", None)
        at = f"line {mark.line + 1}" if mark else "somewhere"
        raise BadInput(f"is not YAML ({at})", where=str(path), do="check the quotes there") from e


def _page(name: str, path: Traversable) -> Page:
    found = _read(path)
    if not isinstance(found, dict) or not {"title", "link", "blocks"} <= set(found):
        raise BadInput("has no title, link or blocks", where=str(path), do="give all three")
    return Page(name, found["title"], found["link"], tuple(_block(b, name) for b in found["blocks"]))


def _block(found: Mapping[str, Any], where: str) -> Block:
    kinds = [k for k in found if k in ONE or k in MANY]
    if len(kinds) != 1 or set(found) - KEYS - set(kinds):
        raise BadInput(f"a block has the keys {', '.join(found)}", where=where, do="one kind, with 'is' and 'if'")
    kind = kinds[0]
    carries = _carries(found, where, SOFT if kind == "h" else ADVICE)
    if kind in ("say", "never") and carries != SCRIPTS:
        raise BadInput("words to say are a script", where=where, do="write is: scripts")
    when = tuple(found.get("if", ()))
    if kind in MANY:
        return Block(kind, "", carries, when, tuple(found[kind]))
    return Block(kind, found[kind], carries, when)


def _carries(found: Mapping[str, Any], where: str, default: str) -> str:
    """What a text carries: advice when nothing is said, for that is guarded too; ``plain`` sets a line about the guide itself free."""
    said = found.get("is")
    if said is None:
        return default
    if said not in (PLAIN, *GUARDED):
        raise BadInput(f"a text carries '{said}'", where=where, do=f"one of {PLAIN}, {', '.join(GUARDED)}")
    return SOFT if said == PLAIN else str(said)


def messages(made: Sequence[Page], forms: Sequence[Block]) -> list[Message]:
    """Every text of the guide once, with what it carries, in reading order."""
    out: dict[tuple[str, str], str] = {}
    for text in UI:
        out.setdefault((SOFT, text), "labels")
    for page in made:
        out.setdefault((SOFT, page.title), page.id)
        out.setdefault((SOFT, page.link), page.id)
        for block in page.blocks:
            for text in block.texts:
                out.setdefault((block.carries, text), page.id)
    for text in BOX_NAMES.values():
        out.setdefault((SOFT, text), "forms")
    for sentence in answers():
        out.setdefault((sentence.carries, sentence.text), "answers")
    for part in forms:
        out.setdefault((SOFT, part.lines[0]), "forms")
        out.setdefault((part.carries, part.text), "forms")
    return [(carries, text, where) for (carries, text), where in out.items()]


__all__ = ["PLURALS", "Message", "messages", "pages", "parts"]
