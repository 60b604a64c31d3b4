"""A person's story in plain words: every kind of event has a title and says something that a person can read."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from lawgate.casework.alarms import tick
from lawgate.casework.chain.identity import confirm, dispute
from lawgate.casework.outbox import letters, withdraw
from lawgate.casework.telling import TITLES, lines_of, title_of
from lawgate.casework.timeline import timeline
from lawgate.standin.federal import Channel
from tests.casework.chain_made import House, cancelled, house, idr, request


def told(h: House, number: str) -> dict[str, str]:
    """What was said under each title."""
    out: dict[str, str] = {}
    for happening in timeline(h.ledger, number):
        title = title_of(happening.kind)
        lines = list(lines_of(happening))
        assert all(isinstance(x, str) for x in lines)
        assert title[0].isupper()
        assert title not in TITLES or lines
        out[title] = out.get(title, "") + "\n".join(lines)
    return out


def test_the_whole_way_is_told_with_its_law(ledger_file: Path) -> None:
    """From the fingers to the request: each event in words, quotations in the agency's own, reasons with their citations."""
    h = house(ledger_file)
    h.book("14-1", "LINDQVIST", "Tomas", 1)
    h.turn()
    h.book("14-2", "HALVORSEN", "Grace", born="1991-11-30")
    h.prints("14-2", 1, impression=2)
    h.turn()
    dispute(h.ledger, "14-2", "14-1", by="the person", why="not mine", now=h.at[0])
    confirm(h.ledger, "14-2", "14-1", same=True, by="sergeant", why="both cards seen", now=h.at[0])
    h.turn()
    h.side.deliver("m1", idr("T-14-2"), at=h.at[0])
    h.side.deliver("d1", request("14-2", h.at[0]), Channel.OFFICE, h.at[0])
    h.turn()
    h.side.deliver("d2", cancelled("14-2", h.at[0]), Channel.OFFICE, h.at[0])
    h.turn(times=2)
    tick(h.ledger, h.at[0] + timedelta(hours=1))
    story = told(h, "14-2")
    assert "10 of 10 fingers agree" in story["Held against everyone who is known"]
    assert "A person must look at 14-1" in story["Held against everyone who is known"]
    assert story["A person looked"] == "sergeant looked: 14-1 is this person (both cards seen)"
    assert "the person disputes the answer about 14-1: not mine" in story["Identity disputed"]
    assert "By fingerprints, under the number T-14-2" in story["Federal side asked"]
    assert "SUBJECT WAS FINGERPRINTED AS AN ALIEN" in story["Answer of the federal side"]
    assert "no priority" in story["What the guidance of the day makes of it"]
    assert "(" in story["What the guidance of the day makes of it"]
    assert "To dhs: " in story["What may be told"] or "To DHS: " in story["What may be told"]
    assert "Form I-247 (12/12)" in story["Paper of the field office"]
    assert "cancelled as of" in story["Paper of the field office"]
    assert "{" not in "".join(story.values())


def test_what_goes_wrong_is_told_too(ledger_file: Path) -> None:
    """A message withdrawn, an answer never given, an answer that came again, templates destroyed."""
    h = house(ledger_file)
    h.book("14-1", "LINDQVIST", "Tomas", 1)
    h.book("14-2", "HALVORSEN", "Grace", 2)
    h.turn(8 * 60)
    h.turn(0)
    for id_ in ("m1", "m2"):
        h.side.deliver(id_, idr("T-14-1"), at=h.at[0])
    h.turn(0)
    (notice,) = [x for x in letters(h.ledger, "waiting") if x.purpose == "notice"]
    withdraw(h.ledger, notice.message, by="clerk", why="wrong person", now=h.at[0])
    h.book("14-2", "HALVORSEN", "Grace", released_at=h.at[0].isoformat(timespec="minutes"))
    h.turn()
    one, other = told(h, "14-1"), told(h, "14-2")
    assert "came again, to the letter" in one["Answer of the federal side"]
    assert one["Message withdrawn before it left"] == "By clerk: wrong person."
    assert "for 6 hours. Nobody is held for it." in one["No answer of the federal side"]
    assert other["Fingerprints received"] == "The templates were destroyed; nothing of them can be read."
    assert "left custody" in other["Fingerprint templates destroyed"]
