"""Everyone whom a person can be held against: a gallery of prints and a population of records, both caches.

What the ledger knows is in ``booked``, a gallery made from sealed templates, that may be deleted at any time. ``known`` is a gallery
that the county has from elsewhere (its own older cards, the state's): it is only read. Somebody's biography comes from the latest
record of each booking, and from ``records`` for those of ``known``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

from lawgate.base import BadInput
from lawgate.casework.ledger import Ledger
from lawgate.casework.models import Event
from lawgate.casework.records import PRINTS
from lawgate.casework.standing import latest
from lawgate.identity import Biographic, Identification, Population, PrintEvidence, identify, print_evidence
from lawgate.prints.gallery import Effort, NotEnrolled, Search, SearchResult
from lawgate.prints.gallery_files import DamagedGallery, OtherVersion
from lawgate.prints.gallery_folder import lock, unlock
from lawgate.prints.gallery_local import LocalGallery
from lawgate.prints.gallery_pack import pack_people
from lawgate.prints.gallery_search import Searchable, search_blocks
from lawgate.prints.gallery_together import search_together
from lawgate.prints.kept import templates_of
from lawgate.prints.records import TenPrint

SHORTLIST = (
    4  # people compared in full: with ten fingers the first stage put the right one first in 150 searches of 150
)
ENOUGH = 7  # fingers from which that holds
THREADS = 2  # searches at once: what one waits for, another does
SEAL_AT = 256  # people held outside sealed blocks, where a search reads every code
WANTED = Search(shortlist=SHORTLIST)
DIRECT = Search(effort=Effort.PRECISE, most=1, least=-1e9, exchanged=False)
LIKELY = 0.01  # posterior from which somebody found by biography is held against the prints as well
CHUNK = 200
MADE = ("manifest", "block-", "log-", "lock")  # how the names of a gallery's files begin


class People:
    """Opened on a folder of its own; one process at a time may have it open (``GalleryBusy``)."""

    def __init__(
        self, ledger: Ledger, folder: Path, *, known: LocalGallery | None = None, records: Iterable[Biographic] = ()
    ) -> None:
        self.ledger, self.known = ledger, known
        self.folder, self.booked = folder, _opened(folder)
        self.population = Population(records)
        self._unsealed, self._holes = 0, True

    def close(self) -> None:
        self.booked.close()

    def reopen(self) -> None:
        """Open the gallery anew and bring it up to date, whatever an interrupted write left in memory."""
        with suppress(OSError):
            self.booked.close()
        self.booked = _opened(self.folder)
        self.catch_up()

    def tidy(self) -> None:
        """Rewrite the gallery's files where they still hold somebody who was taken out: nothing of them is left on the disk."""
        if self._holes:
            self.booked.compact()
            self._unsealed, self._holes = 0, False

    def __len__(self) -> int:
        return len(self.booked) + (len(self.known) if self.known is not None else 0)

    def catch_up(self) -> int:
        """Bring gallery and population to where the ledger is. Returns how many people's prints were added or taken out."""
        mine = dict(_sealed(self.ledger))
        held = set(self.booked.names())
        for name in sorted(held - set(mine)):
            self.booked.remove(name)
            self._holes = True
        new = sorted(set(mine) - held)
        for at in range(0, len(new), CHUNK):
            self.add(_templates(self.ledger, {n: mine[n] for n in new[at : at + CHUNK]}))
        self.population.extend(
            b for x in latest(self.ledger) if (b := biography(x.record)) and b.key not in self.population.rows
        )
        return len(new) + len(held - set(mine))

    def add(self, people: Mapping[str, TenPrint]) -> None:
        """Put people into the gallery; those who are in it already stay as they are."""
        fresh = [(name, prints) for name, prints in people.items() if name not in self.booked]
        if fresh:
            self.booked.enrol_many(fresh)
            self._unsealed += len(fresh)
        if self._unsealed >= SEAL_AT:
            self.booked.seal()
            self._unsealed = 0

    def meet(self, records: Iterable[Mapping[str, Any]]) -> None:
        """Let the population know of records that it has not seen."""
        made = {b.key: b for r in records if (b := biography(r)) is not None}
        self.population.extend(b for k, b in made.items() if k not in self.population.rows)

    def forget(self, names: Sequence[str]) -> None:
        """Take people out of every later search."""
        for name in names:
            if name in self.booked:
                self.booked.remove(name)
                self._holes = True

    def search_many(self, people: Mapping[str, TenPrint]) -> dict[str, SearchResult]:
        """Both galleries for each of ``people``, by name, but for themselves."""
        with ThreadPoolExecutor(THREADS) as pool:
            found = pool.map(lambda name: self.search(people[name], name), people)
            return dict(zip(people, found, strict=True))

    def identify(
        self, record: Mapping[str, Any], prints: TenPrint, *, own: str, found: SearchResult | None = None
    ) -> tuple[Identification, SearchResult]:
        """Who this might be among everyone but ``own``; and what the galleries answered (``found``, if they were asked already).

        Whoever the biography brings up is held against the prints too, so that a namesake whose fingers differ is no open question.
        """
        person = biography(record) or Biographic(key=own)
        found = found or self.search(prints, own)
        listed = {c.name for c in found.candidates}
        likely = [
            f.comparison.theirs.key for f in self.population.look_up(person, most=10).found if f.posterior >= LIKELY
        ]
        compared = {k: e for k in likely if k not in listed and (e := self.against(prints, k)) is not None}
        return identify(person, self.population, found, compared=compared), found

    def search(self, prints: TenPrint, own: str) -> SearchResult:
        """Both galleries as one, but for whoever is called ``own``. Few fingers are looked for further."""
        wanted = WANTED if len(prints.fingers) >= ENOUGH else Search()
        found = search_together(
            [self.booked, *([self.known] if self.known is not None else [])], prints, wanted, without=own
        )
        findings = tuple(f for f in found.findings if f.code != "empty-gallery")
        return SearchResult(found.candidates, found.searched, found.missing, findings)

    def against(self, prints: TenPrint, name: str) -> PrintEvidence | None:
        """The prints compared with those of one person, directly; None where there are none."""
        theirs = self.prints_of(name)
        return None if theirs is None else compared(prints, theirs)

    def prints_of(self, name: str) -> TenPrint | None:
        for gallery in (self.booked, self.known):
            try:
                if gallery is not None:
                    return gallery.person(name)
            except NotEnrolled:
                continue
        return None


def compared(one: TenPrint, other: TenPrint) -> PrintEvidence | None:
    """Two sets of prints compared in full; None when one of them is empty."""
    found = search_blocks([Searchable(pack_people({"other": other}))], one, DIRECT)
    return print_evidence(found.candidates[0], 1) if found.candidates else None


def biography(record: Mapping[str, Any]) -> Biographic | None:
    """Who a custody record says that somebody is. None where it gives neither a name nor a date of birth."""
    person = record["person"]
    if not (person.get("last") or person.get("first") or person.get("born")):
        return None
    aliases = [a.partition(", ") for a in person.get("aliases") or ()]
    try:
        return Biographic(
            key=str(record["booking"]),
            family=person.get("last") or "",
            given=person.get("first") or "",
            middle=person.get("middle") or "",
            born=person.get("born") or None,
            aliases=tuple((family, given) for family, _, given in aliases),
        )
    except BadInput:  # a date that cannot be one: the names still are
        return Biographic(str(record["booking"]), person.get("last") or "", person.get("first") or "")


def _opened(folder: Path) -> LocalGallery:
    """The gallery of the booked. It is a cache: one that is damaged, or of another version, is made anew."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    try:
        if (folder / "manifest").exists():
            return LocalGallery.open(folder)
    except (DamagedGallery, OtherVersion):
        _discard(folder)
    if (folder / "lock").exists():
        _discard(folder)  # its making was cut short
    return LocalGallery.create(folder)


def _discard(folder: Path) -> None:
    """Delete a gallery's files, and no others. Raises ``GalleryBusy`` where another process has it open."""
    held = lock(folder)
    try:
        for path in folder.iterdir():
            if path.name.startswith(MADE):
                path.unlink()
    finally:
        unlock(held)


def _sealed(ledger: Ledger) -> Iterator[tuple[str, int]]:
    """(booking, event of its first prints) of everyone whose templates still open."""
    found: dict[str, int] = {}
    rows = Event.objects.using(ledger.alias).filter(kind=PRINTS).order_by("number").values_list("subject", "number")
    for subject, number in rows.iterator(CHUNK):
        found.setdefault(subject, number)
    names = sorted(found)
    for at in range(0, len(names), CHUNK):
        wrapped = ledger.keys.wrapped([f"{n}/prints" for n in names[at : at + CHUNK]])
        yield from ((n, found[n]) for n in names[at : at + CHUNK] if wrapped.get(f"{n}/prints"))


def _templates(ledger: Ledger, numbers: Mapping[str, int]) -> dict[str, TenPrint]:
    rows = list(Event.objects.using(ledger.alias).filter(number__in=list(numbers.values())))
    said = ledger.open_payloads(rows)
    return {r.subject: templates_of(p) for r, p in zip(rows, said, strict=True) if p is not None}
