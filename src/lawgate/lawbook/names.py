"""Where a book's page is, and what its jurisdiction is called. The name is the first words of the book's own description."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module

from lawgate.law import books as law_books


@lru_cache(maxsize=128)
def name_of(book: str) -> str:
    """``Clark County, Nevada`` for ``us_nv_clark``."""
    said = (import_module(f"{law_books.__name__}.{book}").__doc__ or book).strip()
    name = said.split("\n")[0].split(":")[0].rstrip(".")
    if book.count("_") > 1 and "," not in name and name not in STANDING_ALONE:
        name = f"{name}, {name_of('_'.join(book.split('_')[:2]))}"
    return {"us": "Federal law", "us_any": "Kinds of local rule"}.get(book, name)


STANDING_ALONE = frozenset({"New York City"})


def page_of(book: str) -> str:
    """The file of a book's page."""
    return f"{book}.html"


def state_of(book: str) -> str | None:
    """``CA`` for ``us_ca`` and its counties; none for federal law and for kinds of rule."""
    parts = book.split("_")
    return parts[1].upper() if len(parts) > 1 and parts[1] != "any" else None
