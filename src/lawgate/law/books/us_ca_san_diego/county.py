"""San Diego: the Sheriff's 2014 change, and the Board and the Sheriff apart in 2024."""

from lawgate.law import facts as fact
from lawgate.law.local import declines, judge_signed, policy
from lawgate.law.norms import HOLD, NOTIFY, TRANSFER, Rank, where

SAN_DIEGO = where("CA", counties=("San Diego",), agency=("county-jail",))

sheriff_2014 = policy(
    "local-san-diego-2014",
    title="San Diego Sheriff: no hold on a detainer",
    cite="San Diego County Sheriff, announced 29 May 2014",
    territory=SAN_DIEGO,
    since="2014-05-29",
    words="No hold on a detainer; notice goes on. Reports differ whether an ICE finding of probable cause or only a "
    "court warrant "
    "suffices.",
    source="kpbs.org and sandiegouniontribune.com, 29 May 2014",
)
declines(sheriff_2014, HOLD)

board_2024 = policy(
    "local-san-diego-board-2024",
    title="San Diego Board: judge's warrant for everything",
    cite="San Diego County Board of Supervisors, 10 Dec. 2024",
    territory=SAN_DIEGO,
    since="2024-12-10",
    rank=Rank.ORDINANCE,
    kind="ordinance",
    words="No help, notice or hand-over in civil immigration matters without a warrant signed by a judge.",
    source="nbcsandiego.com and others, Dec. 2024",
)
sheriff_says_no = fact.local_policy.has("local-san-diego-sheriff-2024")
board_2024.prohibits(HOLD, key="no-hold", unless=sheriff_says_no, words="No hold without a warrant signed by a judge.")
board_2024.prohibits(
    NOTIFY,
    key="no-notice",
    unless=sheriff_says_no | judge_signed,
    words="No notice without a warrant signed by a judge.",
)
board_2024.prohibits(
    TRANSFER, key="no-hand-over", unless=sheriff_says_no, words="No hand-over without a warrant signed by a judge."
)

sheriff_2024 = policy(
    "local-san-diego-sheriff-2024",
    title="San Diego Sheriff: state law only",
    cite="San Diego County Sheriff, 10 Dec. 2024",
    territory=SAN_DIEGO,
    since="2024-12-10",
    words="The Sheriff follows state law and declines to follow the Board. Whether a board may bind an elected "
    "sheriff here (Gov. Code "
    "§ 25303) is open.",
    source="nbcsandiego.com and others, Dec. 2024",
)
for action in (NOTIFY, TRANSFER):
    sheriff_2024.leaves_open(
        action,
        key=f"open-{action.value}",
        when=fact.local_policy.has("local-san-diego-board-2024"),
        unless=judge_signed,
        flags=("contested", "open-law"),
        words="Board and Sheriff differ, and no court has said which of them decides.",
    )
