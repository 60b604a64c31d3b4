"""How far the scores of the matcher may be trusted: the curve of misses over false matches, on prints as they are and on
worse ones, and what rates and evidence claim beside what is counted.

    python bench/prints_accuracy.py

Needs the public sets beside the project. Every score is one of a model that never saw the set. Writes its tables between
the ``accuracy`` markers of docs/prints-accuracy.md, and the curves to docs/prints-det.svg; takes about five minutes.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import altair as alt
import numpy as np
import vl_convert

from _prints_sets import FINGER, ROOT, SETS, between, images, protocol
from _prints_worse import HARD, POOR, worse
from lawgate.prints.calibrate import Reals, calibration
from lawgate.prints.calibrate_fit import Compared, compare_all, compare_pairs, models_held_out, score_held_out
from lawgate.prints.calibrate_harder import Minutiae
from lawgate.prints.consensus import RULES, Parts
from lawgate.prints.cylinders import Features, Floats, features_of
from lawgate.prints.extraction import examine_many
from lawgate.prints.match import compare_features, scores_of
from lawgate.prints.records import Print, Template

PLAIN = "prints as they are"
COPIES = "harder copies of minutiae (calibrate_harder)"
SIZES = ((3, 8), (9, 15), (16, 25), (26, 40), (41, 96))
CLAIMS = (1, 2, 3, 4)
BINS = (-5, -3, -1.5, 0, 1.5, 3, 5, 7, 9)


def main() -> None:
    protocol()
    plain = [images(name) for name in SETS]
    minutiae = [read(held) for held in plain]
    draw = np.random.default_rng(2026)
    poor, hard = ([read([worse(p, how, draw) for p in held]) for held in plain] for how in (POOR, HARD))
    compared = compare_all([named(held) for held in minutiae])
    models = models_held_out(compared)
    seen, poor_seen, hard_seen = (
        features_of([Template(m) for held in s for m in held]) for s in (minutiae, poor, hard)
    )
    parts = {
        PLAIN: [compared.parts[0]],
        COPIES: compared.parts[1:],
        POOR.name: [compare_pairs(seen, poor_seen)],
        HARD.name: [compare_pairs(seen, hard_seen)],
    }
    scores = {name: [score_held_out(compared, models, p) for p in held] for name, held in parts.items()}
    curves = {name: curve(compared, held) for name, held in scores.items()}
    (ROOT / "docs" / "prints-det.svg").write_text(draw_curves(curves) + "\n")
    text = [
        "![Misses over false matches](prints-det.svg)",
        "",
        *rates_table(compared, scores),
        "",
        *claims_table(compared, parts, scores),
        "",
        *evidence_table(compared, parts, scores),
        "",
        *rules_line([features_of([Template(m) for m in held]) for held in minutiae]),
    ]
    between(ROOT / "docs" / "prints-accuracy.md", "accuracy", "What was measured", "\n".join(text))
    print("\n".join(text))


def read(prints: list[Print]) -> list[Minutiae]:
    return [e.template.minutiae for e in examine_many(prints)]


def named(held: list[Minutiae]) -> dict[tuple[str, str], Minutiae]:
    return {(str(FINGER[n]), str(n % 8)): m for n, m in enumerate(held)}


def curve(compared: Compared, scores: list[Reals]) -> tuple[Reals, Reals]:
    """Rates of false matches and the misses at each, all sets under one threshold."""
    every, same = np.concatenate(scores), np.tile(compared.same, len(scores))
    true, false = np.sort(every[same]), np.sort(every[~same])
    fmr = np.unique(np.concatenate([10.0 ** np.arange(-4.5, -0.4, 0.1), [0.01, 0.001, 0.0001]]))
    at = false[len(false) - np.maximum((fmr * len(false)).astype(int), 1)]
    return fmr, np.searchsorted(true, at, "right") / len(true)


def draw_curves(curves: dict[str, tuple[Reals, Reals]]) -> str:
    rows = [
        {"prints": name, "false matches": float(f), "misses": float(m)}
        for name, (fmr, fnmr) in curves.items()
        for f, m in zip(fmr, fnmr, strict=True)
        if m > 0
    ]
    axes = (
        alt.X("false matches:Q").scale(type="log").axis(format="~e", title="false match rate"),
        alt.Y("misses:Q").scale(type="log").axis(format="%", title="false non-match rate"),
        alt.Color("prints:N").legend(orient="top", columns=1, labelLimit=500, title=None).sort(list(curves)),
    )
    chart = alt.Chart(alt.Data(values=rows), width=620, height=380).mark_line(strokeWidth=2).encode(*axes)
    return str(vl_convert.vegalite_to_svg(chart.to_dict()))


def rates_table(compared: Compared, scores: dict[str, list[Reals]]) -> Iterator[str]:
    yield "| prints compared with prints as they are | equal error rate, mean of sets | misses at 0.1%, mean of sets | \
misses at 0.1% | at 0.01%, all sets under one threshold |"
    yield "|---|---|---|---|---|"
    for name, held in scores.items():
        within = []
        for one in held:
            for k in range(len(SETS)):
                here = (compared.first_set == k) & (compared.second_set == k)
                found = protocol().rates(one[here & compared.same], one[here & ~compared.same])
                within.append((found["EER"], found["FNMR@0.1%"]))
        eer, fnmr = np.mean(within, axis=0)
        fmr, missed = curve(compared, held)
        at = [f"{100 * missed[np.argmin(abs(fmr - rate))]:.2f}%" for rate in (1e-3, 1e-4)]
        yield f"| {name} | {eer:.2f}% | {fnmr:.2f}% | {at[0]} | {at[1]} |"


def claims_table(compared: Compared, parts: dict[str, list[Floats]], scores: dict[str, list[Reals]]) -> Iterator[str]:
    """How often different fingers reach a claimed rarity, by the size of the smaller print."""
    head = " | ".join(f"claimed 10^-{c}" for c in CLAIMS)
    yield f"| different fingers | minutiae of the smaller | comparisons | {head} |"
    yield "|---|---|---|" + "---|" * len(CLAIMS)
    for name in scores:
        sizes = np.concatenate([p[~compared.same, Parts.SMALLER] for p in parts[name]])
        false = np.concatenate([s[~compared.same] for s in scores[name]])
        rarity = calibration().rarity(false, sizes)
        for low, high in SIZES:
            here = rarity[(sizes >= low) & (sizes <= high)]
            if len(here) < 1000:
                continue
            cells = " | ".join(f"{(here >= c).mean():.1e}" if (here >= c).any() else "none" for c in CLAIMS)
            yield f"| {name} | {low} to {high} | {len(here):,} | {cells} |"


def evidence_table(compared: Compared, parts: dict[str, list[Floats]], scores: dict[str, list[Reals]]) -> Iterator[str]:
    """The counted logarithm of the likelihood ratio in bins of claimed evidence, pairs of both kinds beside it."""
    yield ("| claimed evidence | " + " | ".join(f"{a:g} to {b:g}" for a, b in pairwise(BINS)) + " |")
    yield "|---" * len(BINS) + "|"
    for label, low, high in (("up to 15 minutiae", 0, 15), ("16 and more", 16, 99)):
        cells = []
        for a, b in pairwise(BINS):
            counts = np.zeros((2, 2))
            for name, held in scores.items():
                for p, s in zip(parts[name], held, strict=True):
                    of_size = (p[:, Parts.SMALLER] >= low) & (p[:, Parts.SMALLER] <= high)
                    told = calibration().evidence(s)
                    for row, kind in enumerate((compared.same, ~compared.same)):
                        held_here = of_size & kind
                        counts[row] += (held_here & (told >= a) & (told < b)).sum(), held_here.sum()
            (true, trues), (false, falses) = counts
            ratio = np.log((true + 0.5) / trues) - np.log((false + 0.5) / falses)
            cells.append(f"{ratio:+.1f} ({true:.0f} : {false:.0f})")
        yield f"| {label} | " + " | ".join(cells) + " |"


def rules_line(sets: list[list[Features]], times: int = 20, spread: float = 0.12) -> Iterator[str]:
    """What becomes of the figures when every constant of the precise stage is drawn anew around its value."""
    draw = np.random.default_rng(5)
    counts = {"candidates", "repeats", "seeds", "laid", "fewest", "rounds"}
    found = []
    for _ in range(times):
        moved = {k: v * float(np.exp(draw.normal(0, spread))) for k, v in RULES._asdict().items() if k not in counts}
        moved["differing"], moved["keep"] = min(round(moved["differing"]), 63), min(moved["keep"], 0.85)
        rules = RULES._replace(**moved)
        each = []
        for seen in sets:
            told = protocol().evaluate(np.stack([scores_of(compare_features(one, seen, rules)) for one in seen]))
            each.append((told["EER"], told["FNMR@0.1%"]))
        found.append(np.mean(each, axis=0))
    eer, fnmr = np.median(found, axis=0)
    most = np.max(found, axis=0)
    yield (
        f"With every constant of the precise stage moved at random by about {spread:.0%} ({times} draws), the mean equal error "
        f"rate of the five sets has the median {eer:.2f}% and the worst value {most[0]:.2f}%; the misses at 0.1% have the "
        f"median {fnmr:.2f}% and the worst value {most[1]:.2f}%."
    )


if __name__ == "__main__":
    main()
