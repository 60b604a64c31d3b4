"""The fingers: live-scan cards in the watched folder, somebody who was here before, what the federal side says, and what it is told."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

from lawgate.exchange import Envelope, PrintImage, build
from lawgate.prints import Finger, Print
from lawgate.prints.synth import picture
from lawgate.prints.synth.cards import card as ten_print_card
from lawgate.prints.synth.cards import slap
from lawgate.standin.federal import World
from tests.scenes.casts import ROBBERY
from tests.scenes.conftest import RUN, Eyes, House, serving
from tests.scenes.people import DRIVING, RIDGE, Document, booking, feed

COUNTY, ERA, SEED = "us_ca_los_angeles", "2021", 6
MAN, WOMAN = 11, 12  # numbers of the invented people whose fingers these are
BEFORE = "R-1187"
WITHOUT_LICENCE = {**DRIVING, "statute": "Veh. Code 12500(a)", "name": "driving without a licence"}


def taken(person: int, taking: int, *, hand: bool = False) -> list[PrintImage]:
    """The pictures of a card: ten rolled fingers and the plain ones that check them; or those of the right hand alone."""
    if not hand:
        return [PrintImage(int(p.finger), _png(p), 500) for p in ten_print_card(SEED, person, number=taking)]
    pictures = {f: picture(SEED, person, f, taking) for f in range(1, 6)}
    plain = {int(f): slap(SEED, person, f, number=taking) for f in (Finger.PLAIN_RIGHT_THUMB, Finger.PLAIN_RIGHT_FOUR)}
    return [PrintImage(at, _png(p), 500) for at, p in (pictures | plain).items()]


def _png(one: Print) -> bytes:
    out = BytesIO()
    Image.fromarray(one.pixels).save(out, "PNG", dpi=(500, 500))
    return out.getvalue()


def card(number: str, tcn: str, pictures: list[PrintImage]) -> bytes:
    """A booking card as a live-scan writes it; fingers that are not on it are said to be missing."""
    there = {p.position for p in pictures}
    left_out = [[f"{n:02d}", "UP"] for n in range(1, 11) if n not in there]
    who = {"NAM": "DOE, ALEX", "POB": "XX", "DOB": "19860302", "SEX": "M", "RAC": "U", "HGT": "508", "WGT": "150"}
    rest = {"RET": "N", "EYE": "BRO", "HAI": "BRO", "DOA": "20210609", "CRI": "CA0000000", "OCA": number}
    charged = {"ASL": [["20210609", "AS CHARGED"]], **({"AMP": left_out} if left_out else {})}
    head = Envelope("CAR", date(2021, 6, 9), "WVIAFIS0Z", "CA0000000", tcn)
    return build(head, {**who, **rest, **charged}, pictures).encode()


def known_to_dhs() -> tuple[str, str]:
    """Two bookings of the stand-in's county of whose people it has a record that is right."""
    world = World.of(COUNTY, era=ERA, people=20)
    on_record = {r.number for r in world.records if r.wrong is None and str(r.status) == "overstay"}
    found = [b["booking"] for b in world.bookings if world.number(b["booking"]) in on_record]
    return found[0], found[1]


@contextmanager
def federal_side(house: House, cards: Path) -> Iterator[str]:
    """``lawgate standin`` with the prints of these cards on record, as a process of its own. Yields its address."""
    command = [
        *RUN,
        "standin",
        "--port",
        "0",
        "--county",
        COUNTY,
        "--era",
        ERA,
        "--people",
        "20",
        "--cards",
        str(cards),
    ]
    with (house.home / "standin.log").open("w") as log:
        data = ["--data", str(house.home / "side")]
        side = subprocess.Popen([*command, *data], env=house.environment, cwd=house.home, stdout=log, stderr=log)
    try:
        for _ in range(1200):
            said = (house.home / "standin.log").read_text()
            if "http://" in said or side.poll() is not None:
                break
            time.sleep(0.1)
        yield said.split("is at ")[1].split()[0]
    finally:
        side.terminate()
        side.wait()


def person(number: str, last: str, first: str, booked: str, **more: object) -> Document:
    return booking(number, last, first, RIDGE, booked, custody_info_public=True, **more)


@pytest.mark.slow
def test_ten_fingers_find_who_was_here_before_and_the_agency_is_told_what_the_law_lets_out(
    tmp_path: Path, eyes: Eyes
) -> None:
    """Ten of ten fingers, side by side with their pairs; the query out, the answer quoted; what went to the field office, and what the
    state's law withheld, on one timeline; and for the woman booked for driving without a licence the same hit is no priority."""
    house, folder, cards = House(tmp_path), tmp_path / "in", tmp_path / "cards"
    house.began()
    folder.mkdir()
    cards.mkdir()
    man, woman = known_to_dhs()
    first = taken(MAN, 1)
    (cards / "man.eft").write_bytes(card(man, "DH-0000000-1", first))  # an office took a copy of the older card
    (cards / "woman.eft").write_bytes(card(woman, "DH-0000000-2", taken(WOMAN, 0, hand=True)))
    before = person(BEFORE, "Marek", "Jan", "2021-05-02T21:00-07:00")

    def work(now: str, address: str, *people: Document, **files: bytes) -> str:
        for name, data in files.items():
            (folder / f"{name}.eft").write_bytes(data)
        if people:
            feed(folder / f"{now[:13]}.jsonl", now, list(people))
        at = ("--once", "--now", now, "--federal", address)
        return house.lawgate("work", *at, "--folder", str(folder), "--db", house.db)

    with federal_side(house, cards) as address:
        older = card(BEFORE, "CA0000000-1187", first)
        assert f"booking {BEFORE}" in work("2021-05-02T21:05-07:00", address, before, older=older)
        work("2021-05-03T12:00-07:00", address)
        out = {**before, "released_at": "2021-05-03T13:00-07:00"}
        charged = {"priors": [ROBBERY], "born": "1986-03-02"}
        driving = {"charges": [WITHOUT_LICENCE], "born": "1991-11-20", "sex": "F"}
        said = work(
            "2021-06-09T22:45-07:00",
            address,
            out,
            person(man, "Marek-Nowak", "Jan", "2021-06-09T22:41-07:00", **charged),
            person(woman, "Sandoval", "Inés", "2021-06-09T22:43-07:00", **driving),
            man=card(man, "CA0000000-2001", taken(MAN, 2)),
            woman=card(woman, "CA0000000-2002", taken(WOMAN, 1, hand=True)),
        )
        assert f"man.eft: booking {man}" in said
        work("2021-06-10T12:00-07:00", address)
        work("2021-06-10T12:02-07:00", address)

    told = house.lawgate("case", man, "--db", house.db)
    assert f"The same person as {BEFORE}: 10 of 10 fingers agree" in told, told
    story = [line for line in told.splitlines() if line[:1].isalpha()]
    order = [
        *("Fingerprints received", "Held against everyone", "Federal side asked", "Answer of the federal side"),
        *("What the guidance of the day", "What may be told", "Message delivered", "Who else gets what was told"),
    ]
    at = [next((n for n, line in enumerate(story) if line.startswith(title)), -1) for title in order]
    assert -1 not in at, (order, at, told)
    assert "withheld: prints" in told
    assert "7284.6" in told
    assert "told: custody" in told

    of_her = house.lawgate("case", woman, "--db", house.db)
    assert "no priority" in of_her, of_her
    assert "no priority" not in told

    with serving(house, "2021-06-10T12:05-07:00") as served:
        page = eyes.page(served, role="supervisor")
        page.goto(f"{served.address}/desk/{man}/prints/?with={BEFORE}&finger=2")
        expect(page.get_by_role("heading", name=f"Same person as record {BEFORE}")).to_be_visible()
        expect(page.get_by_role("heading", name="Right index")).to_be_visible()
        drawn = page.locator("section .pairs svg")
        expect(drawn).to_have_count(2)
        paired = [set(drawn.nth(n).locator("text").all_text_contents()) for n in (0, 1)]
        assert paired[0] == paired[1]
        assert len(paired[0]) >= 8
        expect(page.get_by_role("row").filter(has_text="same").filter(has_text="of").first).to_be_visible()
        assert page.locator("table tbody tr", has_text="same").count() >= 10
        expect(page.locator("blockquote.reason")).not_to_be_empty()
        expect(page.get_by_text("Kept back").first).to_be_visible()
        eyes.shot(page, "06-prints", whole=True)
        expect(page.get_by_role("link", name="Print the copy for the person")).to_be_visible()
        sheet = page.request.get(f"{served.address}/desk/{man}/copy.pdf")
        assert sheet.body().startswith(b"%PDF")
        page.goto(f"{served.address}/desk/{woman}/")
        expect(page.locator(".priority.second")).to_contain_text("no priority", ignore_case=True)
        eyes.shot(page, "06-no-priority", whole=True)
        page.goto(f"{served.address}/desk/{man}/")
        expect(page.locator(".priority:not(.second)")).to_be_visible()
        eyes.shot(page, "06-priority", whole=True)
        page.context.close()
