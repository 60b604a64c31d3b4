"""California's bill of rights of victims: custody and release, to a victim who asked."""

from lawgate.base import Confidence
from lawgate.law import facts as fact
from lawgate.law.norms import Authority, Rank, where

marsys_law = Authority(
    "ca-const-i-28-victims",
    title="Rights of victims (Marsy's Law)",
    cite="Cal. Const. art. I, § 28(b)(12)",
    kind="constitution",
    rank=Rank.STATE_CONSTITUTION,
    territory=where("CA"),
    since="2008-11-05",
    confidence=Confidence.RECALLED,
    words="A victim who asks is told where the person is held, when release is set, and of the release itself.",
)
marsys_law.has_told(
    "victim",
    "custody",
    "release",
    key="asked",
    when=fact.victim_asked,
    words="A victim asked to be told of custody and release.",
)
