"""The chain as bytes: nothing can run into the next thing, and every part of an event moves the link."""

from __future__ import annotations

import hashlib

from hypothesis import assume, given
from hypothesis import strategies as st

from lawgate.casework.links import header_of, joined, link_of, netstrings, signed_bytes

PARTS = st.lists(st.binary(max_size=12), min_size=7, max_size=7)


@given(st.lists(st.binary(max_size=12), max_size=6), st.lists(st.binary(max_size=12), max_size=6))
def test_two_lists_have_the_same_netstrings_only_when_they_are_the_same(one: list[bytes], other: list[bytes]) -> None:
    """No value can pass for two, nor two for one."""
    assert (netstrings(one) == netstrings(other)) == (one == other)


@given(PARTS, PARTS)
def test_two_headers_are_the_same_only_when_all_columns_are(one: list[bytes], other: list[bytes]) -> None:
    """The header binds every plain column in its place."""
    assert (header_of(one) == header_of(other)) == (one == other)


@given(*[st.binary(max_size=20)] * 4, st.integers(0, 3), st.binary(min_size=1, max_size=3))
def test_the_link_moves_with_each_of_its_parts(
    previous: bytes, header: bytes, digest: bytes, payload: bytes, which: int, more: bytes
) -> None:
    """Previous link, header, digest and sealed bytes are all covered."""
    parts = [previous, header, digest, payload]
    changed = [p + more if i == which else p for i, p in enumerate(parts)]
    assert link_of(*parts) != link_of(*changed)


@given(*[st.binary(max_size=20)] * 4)
def test_a_link_can_be_made_from_digests_alone(previous: bytes, header: bytes, digest: bytes, payload: bytes) -> None:
    """Whoever holds the digests can follow the chain without the sealed bytes."""
    hashed = (hashlib.sha256(header).digest(), hashlib.sha256(payload).digest())
    assert joined(previous, hashed[0], digest, hashed[1]) == link_of(previous, header, digest, payload)


@given(st.integers(0, 10**9), st.integers(0, 10**9), st.binary(max_size=8), st.binary(max_size=8))
def test_signed_bytes_differ_when_number_or_link_do(one: int, other: int, link: bytes, another: bytes) -> None:
    """A signature is over one place in one chain."""
    assume((one, link) != (other, another))
    assert signed_bytes(one, link, b"t") != signed_bytes(other, another, b"t")
