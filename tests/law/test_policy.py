"""A county's own policy: read without being run, refused by line, and held against the law above it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawgate.base import Place
from lawgate.decision import Decider, question
from lawgate.law.books import load
from lawgate.law.norms import HOLD, Answer
from lawgate.law.policy_check import check_policies, with_policies
from lawgate.law.policy_file import BadPolicy, parse_policy, read_policy
from lawgate.law.rulebook import Rulebook

HEAD = """kern = policy(
    "kern-2026",
    title="Kern",
    cite="Policy 1",
    territory=where("CA", counties=("Kern",), agency=("county-jail",)),
    since="2026-01-01",
    words="What it says.",
)
"""
NO_HOLD = 'kern.prohibits(HOLD, cite="1", unless=judge_signed, words="No hold.")\n'


def parsed(text: str) -> Any:
    return parse_policy(text, "kern.py")


def test_a_policy_is_read_into_the_same_norms_as_a_rule_file() -> None:
    """Facts, rows, conditions and names of parts mean what they mean in the books."""
    found = parsed(
        '"""Words."""\n'
        + HEAD
        + "recent = row.violent & row.convicted_on.within(10, of=fact.today)\n"
        + 'kern.permits(TRANSFER, cite="2", when=judge_signed | any_conviction(recent), words="Hand over.")\n'
    )
    (policy,) = found.policies
    (clause,) = policy.norms
    assert (policy.policy, clause.cite, found.lines[clause.id]) == ("kern-2026", "Policy 1, 2", 11)
    assert {r.name for r in clause.cond.refs()} >= {"judicial_warrant", "violent", "convicted_on", "moment.date"}


@pytest.mark.parametrize(
    ("text", "line", "said", "do"),
    [
        (
            HEAD + 'kern.prohibits(HOLD, cite="1", unless=fact.judicial_warant)',
            9,
            "there is no fact",
            "judicial_warrant",
        ),
        (HEAD + 'kern.prohibits(HOLD, cite="1", when=row.violnt)', 9, "there is no fact", "row.violent"),
        (HEAD + "kern.prohibits(HOLD, unless=judge_signed)", 9, "the clause has no citation", "add cite="),
        (HEAD + 'kern.prohibits(cite="1")', 9, "names no action", "HOLD, NOTIFY"),
        (HEAD + 'kern.forbids(HOLD, cite="1")', 9, "no clause '.forbids'", "prohibits"),
        (HEAD + 'kern.prohibits(HOLD, cite="1", when=fact.age)', 9, "is no condition", "ask the fact"),
        (
            HEAD + 'kern.prohibits(HOLD, cite="1", when=fact.juvenile.before(3))',
            9,
            "cannot be asked '.before'",
            "as it stands",
        ),
        (HEAD + 'kern.prohibits(HOLD, cite="1", when=fact.form.within(3))', 9, "cannot be asked '.within'", ".one_of"),
        (
            HEAD + 'kern.prohibits(HOLD, cite="1", when=fact.judicial_warrant.one_of("federl"))',
            9,
            "is never 'federl'",
            "correct it",
        ),
        (HEAD + 'kern.prohibits(HOLD, cite="1", when=judge_signed and fact.request)', 9, "'and' and 'or'", "& and |"),
        (HEAD + 'kern.prohibits(HOLD, cite="1", when=fact.age > 3)', 9, "not compared", ".one_of"),
        (
            HEAD + 'kern.prohibits(HOLD, cite="1", when=fact.age & fact.request)',
            9,
            "is not asked anything",
            "FACT.one_of",
        ),
        (HEAD.replace('cite="Policy 1"', 'cite=" "'), 1, "has no citation", "add cite="),
        (HEAD.replace('    since="2026-01-01",\n', ""), 1, "has no since", "add since="),
        (HEAD.replace("2026-01-01", "2026-13-01"), 1, "is no day", "since="),
        (HEAD.replace('words="What', 'until="2025-01-01", words="What'), 1, "before it begins", "correct it"),
        (HEAD.replace('where("CA", ', "where("), 1, "names no place", "territory="),
        (HEAD + HEAD.replace("kern =", "other ="), 9, "two policies are called", "its own id"),
        (
            HEAD + HEAD.replace("kern-2026", "kern-b").replace("2026-01", "2027-01"),
            9,
            "both in force from 2027-01-01",
            'until="2026-12-31"',
        ),
        ("import os\n", 1, "this line is no rule", "NAME = policy"),
        ("x = __import__('os').system('true')\n", 1, "cannot be called", "docs/policies.md"),
        ("x = (lambda: 1)()\n", 1, "cannot be called", "docs"),
        ("x = [y for y in HOLD]\n", 1, "has no place in a rule", "use facts"),
        ("x = fact.juvenile.__class__\n", 1, "has no place here", "one_of"),
        ("x = HOLD.value\n", 1, "has no place here", "one_of"),
        ("x = f'{HOLD}'\n", 1, "has no place in a rule", "use facts"),
        ("HOLD = 1\n", 1, "has a meaning of its own", "another name"),
        ("x = judge_signd\n", 1, "'judge_signd' has no meaning", "judge_signed"),
        ("x = (\n", 1, "cannot be read as rules", "brackets"),
        ("", None, "holds no policy", "policy new"),
        (HEAD + 'kern.permits(HOLD, cite="1", rank=0)', 9, "'rank=' is not a clause's to say", "leave it out"),
        (
            HEAD + 'kern.permits(HOLD, cite="1", over=("ca-values-act",))',
            9,
            "'over=' is not a clause's",
            "leave it out",
        ),
        (HEAD + 'kern.permits(HOLD, cite="1", territory=where("CA"))', 9, "'territory=' is not", "leave it out"),
        (HEAD + 'kern.permits(HOLD, cite="1", grounds=("court",))', 9, "'grounds=' is not", "leave it out"),
        (HEAD + 'kern.permits(HOLD, cite="1", since="soon")', 9, "is no day", 'since="2026-01-01"'),
        (HEAD + 'kern.permits(HOLD, cite="1", since="2025-12-31")', 9, "before its policy does", "2026-01-01 or later"),
        (HEAD + "kern.serves(3, cite='1')", 9, "names nothing", "in quotes"),
        (HEAD.replace('words="What', 'rank=0, words="What'), 1, "'rank=' is not a policy's to say", "leave it out"),
        (HEAD + 'case("c", on="2026-01-01", given=[], hold="prohibited")', 9, "a name, a day and facts", "given={"),
        (HEAD + 'case("c", on="2026-01-01", given={}, holds="no")', 9, "expects nothing of holds", "hold="),
    ],
)
def test_a_mistake_is_refused_with_its_line_and_what_to_write(text: str, line: int | None, said: str, do: str) -> None:
    """An unknown fact, a type error, overlapping or impossible dates, no citation, and everything that is no rule."""
    with pytest.raises(BadPolicy) as refused:
        parsed(text)
    e = refused.value
    assert e.where == ("kern.py" if line is None else f"kern.py, line {line}")
    assert said in e.what
    assert do in e.do


@given(st.text(max_size=200))
def test_no_text_does_more_than_be_refused(text: str) -> None:
    """Whatever a file holds, it is policies or one sentence."""
    try:
        parsed(text)
    except BadPolicy as e:
        assert e.do


pieces = st.sampled_from(
    ["fact.", "row.", "judge_signed", "HOLD", " & ", " | ", "~", "(", ")", "kern.prohibits", "cite='1'", ", ", "=", "\n", "any_prior",
     "one_of", "'none'", "1", "[", "]", "{", "}", ":", "lambda", "policy", "where", "x"]
)  # fmt: skip


@given(st.lists(pieces, max_size=30).map("".join))
def test_no_mixture_of_its_own_words_does_either(text: str) -> None:
    """Words of the language in any order never bring another error."""
    try:
        parsed(HEAD + text)
    except BadPolicy as e:
        assert e.where.startswith("kern.py")


def test_a_clause_that_permits_what_state_law_forbids_is_found_with_a_case() -> None:
    """A hold on a violent felony meets the Values Act; the smallest case is one that the law itself answers *prohibited*."""
    found = parsed(
        HEAD
        + NO_HOLD
        + 'kern.permits(HOLD, cite="2", when=any_prior(row.violent), words="Hold on a violent felony.")\n'
    )
    (clash,) = check_policies(load(), found)
    assert (clash.kind, clash.line, clash.rule) == ("permits-what-law-forbids", 10, "ca-values-act/hold-request")
    assert clash.case is not None
    assert clash.case["given"]["priors"] == [{"violent": True}]
    decided = Decider(load()).decide(question(clash.case), trace=False)
    assert decided.answers[found.policies[0].norms[1].action] is Answer.PROHIBITED


def test_a_policy_that_only_takes_away_is_proved() -> None:
    """No hold and no hand-over without a judge's warrant stands in California; it adds nothing and forbids no duty."""
    assert check_policies(load(), parsed(HEAD + NO_HOLD)) == []


def test_a_clause_that_forbids_what_the_state_demands_is_found() -> None:
    """In Texas a county may not refuse."""
    text = (HEAD + NO_HOLD).replace('"CA"', '"TX"').replace("Kern", "Travis")
    kinds = {c.kind for c in check_policies(load(), parsed(text))}
    assert kinds == {"forbids-what-law-demands"}


def test_a_dead_clause_is_found() -> None:
    """A condition that no facts can meet."""
    dead = 'kern.prohibits(NOTIFY, cite="3", when=fact.request & ~fact.request, words="Never.")\n'
    (clash,) = check_policies(load(), parsed(HEAD + NO_HOLD + dead))
    assert (clash.kind, clash.line) == ("dead-clause", 10)


def test_a_policy_in_force_changes_answers_and_one_that_replaces_ends_the_other() -> None:
    """With the file the county's answer follows it from its first day; the policy of the books that it replaces ends the day before."""
    text = (
        HEAD.replace("Kern", "Los Angeles")
        .replace("kern-2026", "la-2026")
        .replace('"la-2026",', '"la-2026", replaces="local-lasd-2020",')
    )
    book = with_policies(load(), parsed(text + 'kern.prohibits(NOTIFY, cite="1", words="Nobody is told.")\n'))
    jail = Place("CA", "Los Angeles")
    assert "local-lasd-2020" in book.local_policies(jail, "2025-12-31")
    assert book.local_policies(jail, "2026-01-01") & {"la-2026", "local-lasd-2020"} == {"la-2026"}
    case = {
        "id": "x",
        "date": "2026-02-01",
        "jurisdiction": {"state": "CA", "county": "Los Angeles", "agency_type": "county-jail"},
    }
    given_ = {
        "request": {"form": "I-247A", "asks": ["notify"]},
        "local_policy": ["la-2026"],
        "release_due": {"t0": "2026-02-01T12:00-08:00"},
    }
    answers = Decider(book).decide(question({**case, "given": given_}), trace=False).answers
    assert {a.value: x.value for a, x in answers.items()}["notify"] == "prohibited"


@pytest.mark.parametrize(
    ("replaced", "said"),
    [("ca-values-act", "is no local policy"), ("local-lasd-2020", "the policy of another place")],
)
def test_a_policy_ends_nothing_but_its_own_countys(replaced: str, said: str) -> None:
    """Neither a statute nor another county's policy can be replaced from a file."""
    text = HEAD.replace('"kern-2026",', f'"kern-2026", replaces="{replaced}",') + NO_HOLD
    with pytest.raises(BadPolicy, match=said):
        with_policies(load(), parsed(text))


def test_a_local_permission_or_duty_adds_nothing() -> None:
    """Where no law above it permits a hold, a county's *may* and *must* both leave it prohibited, and the check says which clause tries."""
    text = HEAD.replace('"CA"', '"OH"')
    nothing_above = Rulebook(tuple(a for a in load().authorities if a.rank.local))  # law that permits nothing
    for word in ("permits", "requires"):
        found = parsed(text + f'kern.{word}(HOLD, cite="1", words="Held.")\n')
        (clash,) = check_policies(nothing_above, found)
        assert (clash.kind, clash.line) == ("adds-a-permission", 9)
        book = with_policies(nothing_above, found)
        case = {
            "id": "x",
            "date": "2026-02-01",
            "jurisdiction": {"state": "OH", "county": "Kern", "agency_type": "county-jail"},
            "given": {
                "request": {"form": "I-247A", "asks": ["hold"], "conditions": []},
                "charges": [],
                "local_policy": ["kern-2026"],
                "judicial_warrant": "none",
                "release_due": {"t0": "2026-02-01T12:00-05:00"},
            },
        }
        decided = Decider(book).decide(question(case), trace=False)
        assert decided.answers[HOLD] is Answer.PROHIBITED, decided.determinations[HOLD]


def test_a_file_that_cannot_be_read_is_one_sentence(tmp_path: Path) -> None:
    """A missing file, and one of other bytes."""
    with pytest.raises(BadPolicy, match="cannot be read"):
        read_policy(tmp_path / "none.py")
    (tmp_path / "bytes.py").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadPolicy, match="is not UTF-8"):
        read_policy(tmp_path / "bytes.py")
