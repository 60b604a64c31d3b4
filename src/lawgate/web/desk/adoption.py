"""Whether counsel has adopted the law that decides here, the book and the policies on it; until then every page and print says so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lawgate.casework.adoptions import Adoption
from lawgate.web.api.house import office
from lawgate.wiring.law import LeftOut

NOT_ADOPTED = "Not adopted by counsel; not legal advice."


@dataclass(frozen=True, slots=True)
class Standing:
    """How the law stands that decides here.

    ``book``: the adoption of the book as it lies here, if there is one. ``policies``: those that stand. ``trial``: titles of policies that
    what is shown rests on and nobody adopted. ``left_out``: adopted, and not readable with this book. ``unfinished``: the change of
    the law after which not everyone is decided again yet.
    """

    book: Adoption | None
    policies: tuple[Adoption, ...]
    trial: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    unfinished: Adoption | None

    @property
    def adopted(self) -> Adoption | None:
        """The book's adoption, where nothing of what is shown rests on anything else that is not adopted."""
        return None if self.trial else self.book

    @property
    def warnings(self) -> list[str]:
        """What a reader must know before the answer, a sentence each; none where all is adopted and in order."""
        out = [] if self.book else [NOT_ADOPTED]
        out += [f"It rests on the policy “{t}”, which counsel has not adopted: it is not in force." for t in self.trial]
        for left in self.left_out:
            out.append(
                f"The policy “{left.policy.title}” was adopted, but cannot be read with this law book. It decides nothing now."
            )
        if self.unfinished is not None:
            out.append(
                "The law here has just changed. People are being decided again; an answer may still be by the earlier law."
            )
        return out

    @property
    def line(self) -> str:
        """The line that every print carries."""
        out = {x.policy.number for x in self.left_out}
        parts = [f"Policy “{p.title}” adopted: {_who(p)}." for p in self.policies if p.number not in out]
        if self.warnings:
            return " ".join([*self.warnings, *parts])
        book = f"Law book adopted by counsel: {_who(self.book)}." if self.book else NOT_ADOPTED
        return " ".join([book, *parts, "Not legal advice."])


def _who(a: Adoption) -> str:
    return f"{a.by} and {a.second}, {a.at:%Y-%m-%d}"


def standing(rulebooks: Iterable[str] = ()) -> Standing:
    """How the law stands; ``rulebooks``: the digests by which what is shown was decided."""
    made = office()
    adopted = made.adopted
    trial = tuple(dict.fromkeys(t for r in sorted(set(rulebooks)) for t in made.unadopted(r)))
    return Standing(adopted.book(made.books.digest), adopted.policies, trial, made.left_out, adopted.unfinished)
