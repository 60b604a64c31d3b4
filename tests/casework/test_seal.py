"""Sealing: what is sealed opens to the same, under its own key and header alone."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawgate.base import BadInput, canonical_json
from lawgate.casework.seal import PersonKey, Unreadable, canonical, new_key, unwrap, wrap

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@given(st.binary(max_size=200), st.binary(max_size=60))
def test_what_is_sealed_opens_to_the_same_and_only_with_its_key_and_header(body: bytes, header: bytes) -> None:
    """Sealing and opening are inverse; another header or key opens nothing."""
    key = PersonKey(new_key())
    sealed, digest = key.seal(body, header)
    assert key.open(sealed, header) == (body, digest)
    with pytest.raises(Unreadable):
        key.open(sealed, header + b"x")
    with pytest.raises(Unreadable):
        PersonKey(new_key()).open(sealed, header)


@given(st.binary(min_size=1, max_size=80), st.integers(0, 10_000), st.integers(1, 255))
def test_one_changed_byte_of_the_sealed_payload_opens_nothing(body: bytes, at: int, change: int) -> None:
    """Wherever the byte lies: nonce, text or tag."""
    key = PersonKey(new_key())
    sealed, _ = key.seal(body, b"h")
    changed = bytearray(sealed)
    changed[at % len(sealed)] ^= change
    with pytest.raises(Unreadable):
        key.open(bytes(changed), b"h")


@given(st.binary(max_size=80))
def test_a_digest_tells_nothing_to_whoever_guesses_the_text(body: bytes) -> None:
    """The same text twice has two digests, neither its own: without the salt that is sealed with it, a guess cannot be checked."""
    key = PersonKey(new_key())
    digests = {key.seal(body, b"h")[1] for _ in range(2)}
    assert len(digests) == 2
    assert hashlib.sha256(body).hexdigest() not in digests


@given(st.binary(max_size=80))
def test_a_mark_knows_the_same_text_again_under_the_same_key_only(body: bytes) -> None:
    """Marks are keyed: they go blind when the key is destroyed."""
    raw = new_key()
    assert PersonKey(raw).mark(body) == PersonKey(raw).mark(body)
    assert PersonKey(raw).mark(body) != PersonKey(new_key()).mark(body)
    assert PersonKey(raw).mark(body) != PersonKey(raw).mark(body + b" ")


@given(st.text(min_size=1, max_size=20))
def test_a_wrapped_key_opens_for_its_person_and_master_only(name: str) -> None:
    """Neither another's name nor another master opens it."""
    master, key = new_key(), new_key()
    wrapped = wrap(master, key, name)
    assert unwrap(master, wrapped, name) == key
    for wrong in (
        (master, wrapped, name + "x"),
        (new_key(), wrapped, name),
        (master, wrapped[:-1], name),
        (master, b"", name),
    ):
        with pytest.raises(Unreadable):
            unwrap(*wrong)


@given(JSON)
def test_the_fast_canonical_form_is_the_shared_one(value: Any) -> None:
    """Byte for byte what ``base.canonical_json`` gives."""
    assert canonical(value) == canonical_json(value)


def test_half_a_character_is_refused() -> None:
    """A lone surrogate cannot be written as UTF-8: bad input, one sentence."""
    with pytest.raises(BadInput, match="half a character"):
        canonical({"name": "\ud800"})
