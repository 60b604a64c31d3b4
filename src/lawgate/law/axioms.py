"""What is true of every case: facts that cannot be combined otherwise. Declared here, used by the symbolic reader alone.

An axiom never makes law. It only keeps impossible people out of a proof: a juvenile of forty, a form ticked although there is
no form.
"""

from __future__ import annotations

from lawgate.law import facts as fact
from lawgate.law import rows as row
from lawgate.law.expr import Expr, HasOther, any_of


def implies(a: Expr, b: Expr) -> Expr:
    return any_of(~a, b)


_no_words = {"request.asks": fact.asks, "request.boxes": fact.boxes, "request.conditions": fact.conditions}

CASE_AXIOMS: tuple[Expr, ...] = (
    # No request: nothing on it, nothing asked by it (the form is what carries these facts).
    *(implies(~fact.request, ~HasOther(f.ref, frozenset())) for f in _no_words.values()),
    implies(~fact.request, fact.form.none),
    implies(~fact.request, fact.served_at.none),
    implies(~fact.request, fact.cancelled_at.none),
    implies(~fact.request, fact.received_at.none),
    implies(fact.request, ~fact.form.none),
    # Forms that ask for notice only (I-247N, I-247G).
    implies(fact.form.one_of("I-247N", "I-247G"), ~fact.asks.has("hold", "transfer")),
    # Age and juvenile status go together.
    implies(fact.juvenile, fact.age.before(22)),
    implies(~fact.juvenile & fact.age.from_(0), fact.age.from_(18)),
    # Order of events.
    implies(fact.cancelled_at.before(fact.received_at), fact.cancelled_at.none),
    # A paper is received only where a claim is supported.
    implies(fact.citizenship_claim.one_of("none"), fact.document_received_at.none),
    # The question is asked on the day of its minute; consent needs an interview to be asked for.
    implies(fact.attorney_present, fact.interview_requested),
)

ROW_AXIOMS: tuple[Expr, ...] = (
    implies(row.level.one_of("misdemeanor", "infraction", "disorderly-persons"), ~row.serious & ~row.violent),
    implies(row.confinement.one_of("1170h"), ~row.serious & ~row.violent),
    implies(row.redesignated, row.level.one_of("misdemeanor")),
    implies(row.level.one_of("misdemeanor", "infraction"), ~row.confinement.one_of("state-prison") | row.redesignated),
    implies(row.convicted_on.after(fact.today), row.convicted_on.by(fact.today)),
)
