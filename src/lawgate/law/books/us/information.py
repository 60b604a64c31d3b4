"""What federal law says of sharing information: status may be exchanged; nothing must be, and release dates are not status."""

from lawgate.base import Confidence
from lawgate.law import facts as fact
from lawgate.law.norms import NATION, Answer, Authority, Rank

section_1373 = Authority(
    "8-usc-1373",
    title="Exchange of status information",
    cite="8 U.S.C. §§ 1373, 1644",
    kind="statute",
    rank=Rank.FEDERAL_STATUTE,
    territory=NATION,
    since="1996-09-30",
    confidence=Confidence.READ,
    source="8 U.S.C. 1373, 1644; Steinle v. San Francisco, 919 F.3d 1154",
    words="No rule may forbid exchanging citizenship or immigration status with DHS. Release dates, custody and "
    "addresses "
    "are not status, and nothing here makes an exchange a duty.",
)
section_1373.says(
    "share_status",
    Answer.PERMITTED,
    key="share-status",
    when=fact.dhs_also_asks.has("immigration-status-on-file"),
    words="Sending what the file shows of status is allowed, never required.",
)
section_1373.allows_telling(
    "dhs",
    "status",
    key="exchange",
    when=fact.dhs_also_asks.has("immigration-status-on-file"),
    words="Citizenship or immigration status, as the file shows it, may be exchanged with DHS; nothing makes it a duty.",
)
