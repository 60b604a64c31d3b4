"""Invented people written down twice, the second time as offices do: what linking records is tried on.

Everything is drawn from one seed and from the one pool of names; nothing here knows of any federal outcome. The second
record differs as chance has it: names in exchanged places, one surname of two, another spelling or another script's, day
and month exchanged, slips, parts left out, an identifier seldom there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from random import Random

from lawgate.base import BadInput
from lawgate.identity.records import Biographic
from lawgate.standin.people import pool

SYLLABLES = tuple(a + b for a in "bdklmnrstv" for b in "aeiou")
ENDS = ("n", "r", "s", "l", "k", "v", "ez", "son", "ov", "ian", "ski", "as", "o", "a", "i")
SPELLINGS = (
    ("ph", "f"),
    ("f", "ph"),
    ("ck", "k"),
    ("c", "k"),
    ("k", "q"),
    ("ou", "u"),
    ("u", "ou"),
    ("oo", "u"),
    ("i", "y"),
    ("y", "i"),
    ("v", "w"),
    ("w", "v"),
    ("ee", "i"),
    ("a", "aa"),
    ("e", "eh"),
    ("o", "oh"),
    ("s", "ss"),
    ("x", "ks"),
)
CYRILLIC = dict(zip("abvgdeziklmnoprstufhc", "абвгдезиклмнопрстуфхц", strict=True))
ACCENTS = str.maketrans({"a": "á", "e": "é", "i": "í", "o": "ó", "u": "ü", "n": "ñ"})


@dataclass(frozen=True, slots=True)
class Noise:
    """How often the second record differs in each way; each a chance from 0 to 1."""

    exchanged_names: float = 0.08
    one_surname: float = 0.35
    spelling: float = 0.2
    script: float = 0.05
    slip: float = 0.15
    middle_lost: float = 0.4
    exchanged_date: float = 0.08
    date_slip: float = 0.08
    date_lost: float = 0.02
    identifier: float = 0.0
    identifier_slip: float = 0.05
    address: float = 0.0
    moved: float = 0.35

    def __post_init__(self) -> None:
        for name in self.__slots__:
            if not 0 <= getattr(self, name) <= 1:
                raise BadInput(f"'{name}' is not a chance from 0 to 1", where="noise", do="give a share such as 0.1")


HARD = Noise()
MIXED = Noise(identifier=0.4, address=0.4)
"""What the shipped model is estimated on: some records with an identifier or an address, most without."""
EASY = Noise(identifier=0.9, exchanged_names=0.02, spelling=0.05, script=0.0, exchanged_date=0.02, date_slip=0.03)


@dataclass(frozen=True, slots=True)
class TwoLists:
    """``held`` and ``asked``, and for each key asked about the key of the same person's record, or None."""

    held: tuple[Biographic, ...]
    asked: tuple[Biographic, ...]
    truth: dict[str, str | None]


def people(count: int, seed: int, *, prefix: str = "h") -> Iterator[Biographic]:
    """``count`` people, keys ``h0``, ``h1`` ...: the first are the same however many are asked for."""
    draw = Random(seed)
    names = pool()
    families = [*names.family, *_coined(Random(7), 4000)]
    givens = [*names.given, *_coined(Random(8), 1200)]
    for n in range(count):
        family = _skewed(draw, families)
        if draw.random() < 0.25:
            family += draw.choice((" ", "-")) + _skewed(draw, families)
        middle = _skewed(draw, givens) if draw.random() < 0.4 else ""
        born = f"{draw.randint(1940, 2005)}-{draw.randint(1, 12):02d}-{draw.randint(1, 28):02d}"
        number = {"state-id": f"{draw.randrange(10**8):08d}"}
        where, code = _place(draw)
        yield Biographic(f"{prefix}{n}", family, _skewed(draw, givens), middle, born, number, where, code)


def two_lists(held: int, asked: int, seed: int, *, noise: Noise = HARD, known: float = 0.5) -> TwoLists:
    """People held, and people asked about, of whom the share ``known`` are among those held, written down anew.

    Raises ``BadInput`` when more of them should be held than there are.
    """
    draw = Random(seed + 1)
    first = tuple(people(held, seed))
    again = sum(draw.random() < known for _ in range(asked))
    if again > held:
        raise BadInput(f"{again} people cannot be among {held}", where="two lists", do="hold more people")
    chosen = draw.sample(range(held), again)
    new = list(people(asked - again, seed + 2))
    source = [(first[n], first[n].key) for n in chosen] + [(p, None) for p in new]
    draw.shuffle(source)
    records = tuple(replace(written_again(p, draw, noise), key=f"a{n}") for n, (p, _) in enumerate(source))
    kept = tuple(_held(p, draw, noise) for p in first)
    return TwoLists(kept, records, {f"a{n}": key for n, (_, key) in enumerate(source)})


def _held(person: Biographic, draw: Random, noise: Noise) -> Biographic:
    """What the population has of a person: identifier and address only as often as the noise says."""
    if draw.random() >= noise.identifier:
        person = replace(person, identifiers={})
    return person if draw.random() < noise.address else replace(person, address="", postal="")


def written_again(person: Biographic, draw: Random, noise: Noise = HARD) -> Biographic:
    """The same person in another office's words."""
    family, given, middle = person.family, person.given, person.middle
    surnames = family.replace("-", " ").split()
    if len(surnames) > 1 and draw.random() < noise.one_surname:
        family = draw.choice(surnames)
    if middle and draw.random() < noise.middle_lost:
        middle = draw.choice(("", middle[0]))
    changes: tuple[tuple[float, Callable[[str, Random], str]], ...] = (
        (noise.spelling, _spelled),
        (noise.slip, _slip),
        (noise.script, _script),
    )
    for chance, change in changes:
        if draw.random() < chance:
            family = change(family, draw)
        if draw.random() < chance:
            given = change(given, draw)
    if draw.random() < noise.exchanged_names:
        family, given = given, family
    numbers = {k: _digits(v, draw, noise.identifier_slip) for k, v in person.identifiers.items()}
    if draw.random() >= noise.identifier:
        numbers = {}
    where, code = _place(draw) if draw.random() < noise.moved else (person.address, person.postal)
    if draw.random() >= noise.address:
        where = code = ""
    elif draw.random() < noise.slip:
        where, code = _slip(where, draw), _digits(code, draw, 0.5)
    born = _date(str(person.born), draw, noise)
    return Biographic(person.key, family, given, middle, born, numbers, where, code)


def _place(draw: Random) -> tuple[str, str]:
    """A street and number that are nowhere, and a postal code that the post has not given out."""
    street = draw.choice(pool().family) + draw.choice((" Street", " Avenue", " Road", " Court"))
    return f"{draw.randint(1, 999)} {street}", f"00{draw.randrange(1000):03d}"


def _date(born: str, draw: Random, noise: Noise) -> str | None:
    if draw.random() < noise.date_lost:
        return None
    year, month, day = born.split("-")
    if draw.random() < noise.exchanged_date:
        month, day = day, month
    elif draw.random() < noise.date_slip:
        part = draw.randrange(3)
        year = str(int(year) + draw.choice((-1, 1, 10, -10))) if part == 0 else year
        month = f"{draw.randint(1, 12):02d}" if part == 1 else month
        day = f"{draw.randint(1, 28):02d}" if part == 2 else day
    return f"{year}-{month}-{day}"


def _digits(number: str, draw: Random, chance: float) -> str:
    if draw.random() >= chance:
        return number
    at = draw.randrange(len(number))
    return number[:at] + str(draw.randrange(10)) + number[at + 1 :]


def _skewed(draw: Random, names: list[str]) -> str:
    """Some names are common and most are rare, whoever has them."""
    return names[min(int(len(names) * draw.random() ** 2.5), len(names) - 1)]


def _coined(draw: Random, count: int) -> list[str]:
    """Names that nobody has, made of syllables: the pool is too small for a million people."""
    made = ("".join(draw.choices(SYLLABLES, k=draw.choice((1, 2, 2, 3)))) + draw.choice(ENDS) for _ in range(3 * count))
    return [name.capitalize() for name in dict.fromkeys(made)][:count]


def _spelled(name: str, draw: Random) -> str:
    fitting = [(a, b) for a, b in SPELLINGS if a in name.lower()]
    if not fitting:
        return name
    a, b = draw.choice(fitting)
    return name.lower().replace(a, b, 1).title()


def _slip(name: str, draw: Random) -> str:
    if len(name) < 3:
        return name
    at = draw.randrange(1, len(name) - 1)
    match draw.randrange(3):
        case 0:
            return name[:at] + name[at + 1 :]
        case 1:
            return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
        case _:
            return name[:at] + draw.choice("aeinorst") + name[at + 1 :]


def _script(name: str, draw: Random) -> str:
    """The name with accents, or in Cyrillic letters as far as they go."""
    if draw.random() < 0.5:
        return name.translate(ACCENTS)
    return "".join(CYRILLIC.get(c, c) for c in name.lower()).capitalize()
