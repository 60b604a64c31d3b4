"""The check finds each kind of fault that is planted, and none in what ships."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from lawgate.base import BadInput
from lawgate.counsel.catalogue import LANGUAGES, Words
from lawgate.counsel.guide import Asked, Text, Unsound, build_guide, check_files, check_folder, check_text, files
from lawgate.counsel.guide.records import RIGHTS, Block, Page
from lawgate.decision import Decider

Files = dict[str, bytes]
Spoil = Callable[[Files], None]


def test_what_ships_has_no_fault(guide: Files, made: Text, decider: Decider) -> None:
    """Every claim is proved, every page holds, every language is whole; the engine is asked afresh."""
    assert check_text(made) == []
    assert check_files(guide, decider) == []


def put(path: str, old: str, new: str, count: int = 1) -> Spoil:
    """Replace ``old`` in one file."""

    def spoil(files: Files) -> None:
        text = files[path].decode()
        assert old in text, f"the fault cannot be planted: {old!r} is not in {path}"
        files[path] = text.replace(old, new, count).encode()

    return spoil


MUST, ANSWER = "tx-ccp-2a-060/must-hold", '<p class="answer" lang="en"'
HARD = (
    "<p>"
    + "Administrative immigration authorities occasionally communicate individualized determinations. " * 9
    + "</p>"
)
PLANTED: tuple[tuple[str, str, Spoil], ...] = (
    ("wrong hours", "wrong-figure", put("en/time.html", "48 hours", "72 hours")),
    ("wrong hours in Spanish", "wrong-figure", put("es/index.html", "48 horas", "24 horas")),
    ("a claim that the law denies", "not-proved", put("en/index.html", 'data-claim="hold-must"', 'data-claim="hold-never"')),
    ("a claim that nobody proves", "unknown-claim", put("en/index.html", 'data-claim="hold-must"', 'data-claim="hold-maybe"')),
    (
        "a repealed rule",
        "repealed-rule",
        put("en/index.html", f'data-norm="{MUST}"', 'data-norm="tx-ccp-2-251/must-hold"'),
    ),
    ("a rule taken from the sources", "missing-citation", put("en/index.html", f'data-norm="{MUST}"', 'data-norm="8-usc-1373"')),
    ("a rule that no claim rests on", "wrong-rule", put("en/index.html", f'data-norm="{MUST}"', 'data-norm="8-usc-1373/share-status"')),
    ("a claim without a rule's number", "missing-citation", put("en/index.html", '<sup class="src"><a href="#s1">1</a></sup>', "")),
    ("a citation left out", "missing-citation", put("en/index.html", "Tex. Code Crim. Proc. art. 2A.060</cite>", "</cite>")),
    ("a citation changed", "wrong-citation", put("en/index.html", "art. 2A.060", "art. 2A.061")),
    ("a mark surer than the rule's", "wrong-citation", put("en/index.html", 'data-mark="summary"', 'data-mark="read"')),
    ("a number that no rule bears", "unbound-number", put("en/bail.html", "<h2>", "<p>Wait 3 days.</p><h2>")),
    ("a number in words", "unbound-number", put("en/bail.html", "<h2>", "<p>Wait three days.</p><h2>")),
    ("a link to a page that is not there", "dead-link", put("en/arrest.html", 'href="time.html"', 'href="tyme.html"')),
    ("a link to a place that is not there", "dead-link", put("en/index.html", 'href="#main"', 'href="#mayn"')),
    ("hard reading", "reading-level", put("en/bail.html", "<h2>", HARD + "<h2>")),
    ("an Arabic page from the left", "right-to-left", put("ar/index.html", 'dir="rtl"', 'dir="ltr"')),
    ("English in Arabic without its side", "right-to-left", put("ar/index.html", f"{ANSWER} dir=\"ltr\">", f"{ANSWER}>")),
    ("style by the sides of the screen", "right-to-left", put("guide.css", "margin-block-end: .75rem", "margin-left: 1rem")),
    ("a right in a machine's words", "machine-draft", put("vi/index.html", f"{ANSWER} dir=\"ltr\">", "<p>")),
    ("a picture from elsewhere", "foreign-request", put("en/index.html", "<h1>", '<img src="https://count.example/1.png"><h1>')),
    ("a script in the page", "inline-code", put("en/index.html", "<h1>", "<script>count()</script><h1>")),
    ("a handler in the page", "inline-code", put("en/index.html", "<h1>", '<h1 onclick="count()">')),
    ("an address that leads away", "foreign-link", put("en/index.html", "<h1>", '<a href="https://elsewhere.example/">x</a><h1>')),
    ("an old answer about a paper", "stale-answers", put("answers.json", '"hold":"required"', '"hold":"permitted"')),
    ("a file that the worker cannot keep", "dead-link", put("sw.js", "pdf.js", "pdg.js")),
    ("too much on the device", "too-heavy", put("en/about.html", "</main>", "<!--" + "x" * 300_000 + "--></main>")),
)  # fmt: skip


@pytest.mark.parametrize(("what", "code", "spoil"), PLANTED, ids=[w for w, _, _ in PLANTED])
def test_each_planted_fault_is_found(what: str, code: str, spoil: Spoil, guide: Files, texas: Asked) -> None:
    """One change to a sound guide, and the check names that kind of fault."""
    spoilt = dict(guide)
    spoil(spoilt)
    assert code in {f.code for f in check_files(spoilt, texas.decider, texas)}, what


def test_a_guide_leads_to_the_house_that_it_names_and_to_no_other(made: Text, texas: Asked) -> None:
    """Help leads, in every language, to where a lawyer may be named; the check allows that page alone; no other address is taken."""
    house = "https://lawgate.example"
    with_house = files(texas, made, house=house)
    assert all(f"{house}/lawyer/".encode() in with_house[f"{code}/help.html"] for code in LANGUAGES)
    assert check_files(with_house, texas.decider, texas) == []
    elsewhere = dict(with_house)
    elsewhere["ko/help.html"] = elsewhere["ko/help.html"].replace(b"lawgate.example", b"elsewhere.example")
    assert [f.code for f in check_files(elsewhere, texas.decider, texas)] == ["foreign-link"]
    for bad in ("http://lawgate.example", "javascript:x", 'https://x" onclick="y'):
        with pytest.raises(BadInput, match="no address of a house"):
            files(texas, made, house=bad)


def test_first_pages_that_load_too_much_are_found(guide: Files, texas: Asked) -> None:
    """Bytes that do not compress count against the first page."""
    noise = "".join(f"{(n * 2654435761) % 2**32:08x}" for n in range(40_000))
    heavy = {**guide, "guide.css": guide["guide.css"] + f"/*{noise}*/".encode()}
    assert "too-heavy" in {f.code for f in check_files(heavy, texas.decider, texas)}


def with_block(made: Text, block: Block) -> Text:
    """``made`` with one more block on the first page."""
    first = made.pages[0]
    page = Page(first.id, first.title, first.link, (*first.blocks, block))
    return replace(made, pages=(page, *made.pages[1:]))


WRITTEN = (
    ("missing-citation", Block("p", "The jail must let you go.", RIGHTS)),
    ("unknown-claim", Block("p", "[The jail must let you go]{let-go}.", RIGHTS)),
    ("unbound-number", Block("p", "[You may stay silent]{silence} for 48 hours.", RIGHTS)),
    ("dead-link", Block("p", "See [this](nowhere).")),
    ("markup", Block("p", "In {country} this holds.")),
    ("reading-level", Block("p", "word " * 21 + ".")),
    ("missing-translation", Block("p", "A line that nobody translated.")),
)


@pytest.mark.parametrize(("code", "block"), WRITTEN, ids=[c for c, _ in WRITTEN])
def test_each_fault_of_the_text_is_found(code: str, block: Block, made: Text) -> None:
    """A block with one fault, and the check names it before anything is built."""
    assert code in {f.code for f in check_text(with_block(made, block))}


def spoilt_language(made: Text, code: str, text: str, said: str, context: str | None = None) -> Text:
    """``made`` with one text said otherwise in one language."""
    from tests.counsel.guide.test_catalogue import with_entry

    words: dict[str, Words] = {**made.words, code: with_entry(code, text, said, context)}
    return replace(made, words=words)


def test_a_machine_draft_may_not_carry_a_time_or_a_right(made: Text) -> None:
    """A figure, a time in words, and a guarded text are each refused in a language that nobody signed."""
    title = "When the time is up"
    right = "[To talk to ICE]{silence}."
    for text, said, context in (
        (title, "48 giờ đã hết", None),
        (title, "Hết hai giờ", None),
        (right, "[Nói chuyện với ICE]{silence}.", RIGHTS),
    ):
        found = check_text(spoilt_language(made, "vi", text, said, context))
        assert {f.code for f in found} == {"machine-draft"}, said


def test_a_translation_keeps_claims_links_and_plurals(made: Text) -> None:
    """A claim lost in Spanish, a link lost in Korean, a text left empty: each is found."""
    lost = spoilt_language(made, "es", "[To talk to ICE]{silence}.", "A hablar con ICE.", RIGHTS)
    assert {f.code for f in check_text(lost)} == {"broken-claim"}
    link = spoilt_language(made, "ko", "See [who can help](help).", "보십시오.")
    assert {f.code for f in check_text(link)} == {"broken-claim"}
    empty = spoilt_language(made, "ar", "Leave now", "")
    assert {f.code for f in check_text(empty)} == {"missing-translation"}


def test_a_guide_with_a_fault_is_not_written(tmp_path: Path, made: Text, texas: Asked) -> None:
    """The build names the faults and leaves the folder as it was."""
    with pytest.raises(Unsound, match="let-go"):
        build_guide(
            tmp_path,
            [texas.where],
            texas.decider,
            with_block(made, Block("p", "[Go]{silence} [x]{let-go}.", RIGHTS, ("!silence",))),
        )
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_holds_no_guide_is_refused(tmp_path: Path, guide: Files, decider: Decider) -> None:
    """Nothing to check is said so; a guide that does not say its county is refused."""
    with pytest.raises(BadInput, match="holds no guide"):
        check_folder(tmp_path, decider)
    with pytest.raises(BadInput, match="county"):
        check_files({**guide, "guide.json": b"{}"}, decider)


def test_the_same_arguments_give_the_same_guide(guide: Files, made: Text, texas: Asked) -> None:
    """Byte for byte, so that a mirror can be compared; and the worker's version moves with any page."""
    assert files(texas, made) == guide
    other = files(texas, with_block(made, Block("p", "Leave now")))
    version = re.compile(rb'VERSION = "([0-9a-f]{16})"')
    assert version.findall(other["sw.js"]) != version.findall(guide["sw.js"])


def test_the_guide_says_what_it_rests_on(guide: Files) -> None:
    """The file beside the pages names each claim's norms and the digest of the rulebook."""
    about = json.loads(guide["guide.json"])
    assert about["claims"]["hold-must"]["norms"] == ["tx-ccp-2a-060/must-hold"]
    assert len(about["rulebook"]) == 64
