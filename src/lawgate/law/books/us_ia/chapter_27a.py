"""Iowa: chapter 27A, written requests that come with a signed I-200 or I-205."""

from lawgate.base import Confidence
from lawgate.law.mandate import demands, voids_local_limits, warrant_attached
from lawgate.law.norms import Authority, Penalty, Rank, where

chapter_27a = Authority(
    "ia-27a-2",
    title="Full compliance with detainer requests",
    cite="Iowa Code §§ 27A.1, 27A.2",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=where("IA"),
    since="2018-07-01",
    confidence=Confidence.READ,
    source="uslawyerdatabase.com; law.justia.com; the day from americanbazaaronline.com",
    words="A written request that comes with a signed I-200 or I-205 must be fully complied with; a bare detainer "
    "is no request in this sense, and sanctuary policies are barred.",
    penalties=(
        Penalty(
            "A place that a court finds in breach loses state money until at least 90 days after the final judgment.",
            "Iowa Code §§ 27A.9, 27A.10",
            Confidence.READ,
        ),
    ),
)
demands(chapter_27a, when=warrant_attached)
voids_local_limits(chapter_27a)
