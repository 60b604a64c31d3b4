"""The watched folder, and the loop that drives everything."""

from __future__ import annotations

import json
from datetime import date
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from lawgate.casework.chain.folder import Folder
from lawgate.casework.chain.prints import read_card
from lawgate.exchange import Envelope, PrintImage, build
from lawgate.prints.synth import picture
from lawgate.wiring.chain import open_folder, open_work
from tests.casework.chain_made import House, document, house, idr


def feed(*documents: dict[str, object]) -> bytes:
    return "".join(json.dumps(d) + "\n" for d in documents).encode()


THUMBS = ((1, 1, 0), (6, 6, 0), (11, 1, 1), (12, 6, 1))  # position on the card, finger, impression


@lru_cache(maxsize=8)
def thumb(finger: int, person: int, number: int) -> bytes:
    out = BytesIO()
    Image.fromarray(picture(3, person, finger, number).pixels).save(out, "PNG", dpi=(500, 500))
    return out.getvalue()


def ebts(booking: str, tcn: str = "CA0000000-1", person: int = 1) -> bytes:
    """A booking card with the thumbs of an invented person: enough to be read, and quickly."""
    made = [PrintImage(at, thumb(finger, person, number), 500) for at, finger, number in THUMBS]
    fields = {
        "RET": "N",
        "OCA": booking,
        "NAM": "LINDQVIST, TOMAS",
        "POB": "XX",
        "DOB": "19800203",
        "SEX": "M",
        "RAC": "U",
        "HGT": "508",
        "WGT": "150",
        "EYE": "BRO",
        "HAI": "BRO",
        "DOA": "20140609",
        "ASL": [["20140609", "DRIVING WITHOUT A LICENCE"]],
        "CRI": "CA0000000",
        "AMP": [[f"{n:02d}", "XX"] for n in range(2, 6)] + [[f"{n:02d}", "UP"] for n in range(7, 11)],
    }
    head = Envelope("CAR", date(2014, 6, 9), "WVIAFIS0Z", "CA0000000", tcn)
    return build(head, fields, made).encode()


@pytest.fixture
def watched(ledger_file: Path) -> tuple[House, Folder]:
    h = house(ledger_file)
    return h, open_folder(ledger_file.parent / "in", h.chain)


def beside(folder: Folder, place: str) -> dict[str, str]:
    """The sentence beside each file."""
    texts = (folder.path / place).glob("*.txt")
    return {p.name.removesuffix(".txt"): p.read_text().strip() for p in texts}


def test_a_feed_and_a_card_are_taken_in_that_order(watched: tuple[House, Folder]) -> None:
    """The card was there first, the booking comes first all the same; both are moved to done with a sentence."""
    h, folder = watched
    folder.put("card.eft", ebts("14-1"))
    folder.put("feed.jsonl", feed(document("14-1", "LINDQVIST", "Tomas")))
    took = folder.take(h.at[0])
    assert [t.refused for t in took] == [False, False]
    assert beside(folder, "done")["feed.jsonl"] == "1 bookings taken"
    assert "booking 14-1, transaction CA0000000-1: prints taken" in beside(folder, "done")["card.eft"]
    assert folder.waiting() == []
    assert h.kinds("14-1") == ["booking.received", "decided", "prints.received"]
    h.turn()
    assert list(h.side.asks) == ["CA0000000-1"]


def test_what_cannot_be_taken_is_refused_with_one_sentence(watched: tuple[House, Folder]) -> None:
    """No card, no feed, another ending, a card without a booking, a number that is another person's; unfinished files wait."""
    h, folder = watched
    folder.bound = 20
    h.book("14-2", "HALVORSEN", "Grace")
    folder.put("a.eft", b"\x00 no transaction")
    folder.put("b.jsonl", b"[1, 2]")
    folder.put("c.pdf", b"%PDF-1.4")
    folder.put("d.eft", ebts("14-1").replace(b"2.009:14-1", b"2.009:    "))
    folder.put("e.jsonl", feed(document("14-2", "OKONKWO", "Beatriz", born="1959-07-21")))
    (folder.path / "f.eft.part").write_bytes(b"half")
    (folder.path / ".g.eft").write_bytes(b"half")
    assert all(t.refused for t in folder.take(h.at[0]))
    says = beside(folder, "refused")
    assert sorted(says) == ["a.eft", "b.jsonl", "c.pdf", "d.eft", "e.jsonl"]
    assert all(len(s.splitlines()) == 1 and s for s in says.values())
    assert "another person's already" in says["e.jsonl"]
    assert "neither a feed nor a booking card" in says["c.pdf"]
    assert folder.waiting() == []
    assert sorted(p.name for p in folder.path.iterdir() if p.is_file()) == [".g.eft", "f.eft.part"]


def test_good_rows_of_a_feed_are_taken_and_the_others_named(watched: tuple[House, Folder]) -> None:
    """The file is done, and the sentence beside it names the mistake."""
    h, folder = watched
    folder.put(
        "feed.jsonl", feed(document("14-1", "LINDQVIST", "Tomas"), {"booking": "14-2", "booked_at": "yesterday"})
    )
    folder.take(h.at[0])
    says = beside(folder, "done")["feed.jsonl"]
    assert says.startswith("1 bookings taken; refused: ")
    assert "yesterday" in says
    assert h.kinds("14-2") == []


def test_a_file_taken_twice_changes_nothing(watched: tuple[House, Folder]) -> None:
    """The power failed between taking a file and moving it: taken again, it is known; both copies are kept under names of their own."""
    h, folder = watched
    folder.put("feed.jsonl", feed(document("14-1", "LINDQVIST", "Tomas")))
    folder.put("card.eft", ebts("14-1"))
    folder.take(h.at[0])
    before = h.kinds("14-1")
    folder.put("feed.jsonl", feed(document("14-1", "LINDQVIST", "Tomas")))
    folder.put("card.eft", ebts("14-1"))
    folder.take(h.at[0])
    assert h.kinds("14-1") == before
    assert sorted(beside(folder, "done").values())[-1].endswith("these prints came before: nothing changed")
    assert len(list((folder.path / "done").glob("*.eft"))) == 2


def test_a_card_says_whose_it_is(watched: tuple[House, Folder]) -> None:
    """Booking number, transaction and fingers are those of the file; fingers that cannot be printed are known."""
    sheet = read_card(ebts("14-7", "CA0000000-77"))
    assert (sheet.booking, sheet.tcn) == ("14-7", "CA0000000-77")
    assert sorted(sheet.payload["fingers"]) == ["1", "6"]
    assert len(sheet.payload["amputated"]) == 4  # those that could not be printed are there


def test_one_loop_drives_it_all(watched: tuple[House, Folder]) -> None:
    """Folder, steps, messages, answers and alarms in one round after the other, until nothing is left to do."""
    h, folder = watched
    folder.put("feed.jsonl", feed(document("14-1", "LINDQVIST", "Tomas")))
    folder.put("card.eft", ebts("14-1", "CA0000000-5"))
    seen = []
    h.side.deliver("m1", idr("CA0000000-5"), at=h.at[0])
    work = open_work(h.chain, folder.path)
    work.run(lambda: False, lambda done: seen.append(done.busy))
    assert seen[0]
    assert not seen[-1]
    assert "notice.decided" in h.kinds("14-1")
