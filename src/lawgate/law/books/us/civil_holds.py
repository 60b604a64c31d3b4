"""May local officers hold on civil immigration grounds? What each circuit has said, and what it left open.

The decisions stand in the other files of this book, with their dates, citations and marks; here is what they say of this one
question. Nothing here changes an answer: where a decision does, its own norms say so.
"""

from lawgate.law.books.us import background, decisions, exposures, other_decisions
from lawgate.law.norms import Authority, Holding

POWER_OPEN = "Whether local officers have power to arrest on civil grounds at all was not decided."

HOLDINGS: tuple[tuple[Authority, str, str, str], ...] = (
    (
        decisions.arizona,
        "U.S.",
        "Local officers may not arrest for being removable without a request, approval or instruction of the federal side.",
        "Whether a detainer is enough of one was not decided.",
    ),
    (
        exposures.morales,
        "1st Cir.",
        "To keep a person on a detainer past release is a new arrest and needs probable cause.",
        POWER_OPEN,
    ),
    (
        other_decisions.hernandez,
        "2d Cir.",
        "A detainer needs probable cause, and a jail that honors it against the signs in its own file may answer for that.",
        POWER_OPEN,
    ),
    (
        exposures.galarza,
        "3d Cir.",
        "A detainer is a request; no jail has to obey it, and a county answers for a hold that it chooses.",
        POWER_OPEN,
    ),
    (
        decisions.santos,
        "4th Cir.",
        "Without express federal direction local officers may not detain on a civil violation.",
        "Whether a detainer is such direction is open.",
    ),
    (
        decisions.el_cenizo,
        "5th Cir.",
        "A state may order its jails to honor detainers: the order stands on its face, and a jail may rely on the probable cause that "
        "ICE states in its papers.",
        "Whether a given hold is lawful stays open: each one needs probable cause of its own, and not every such hold was approved.",
    ),
    (
        other_decisions.ortega,
        "6th Cir.",
        "Officers were immune for moving a sentenced man from home to jail on a mistaken detainer.",
        "Arrest on a detainer alone, and keeping a person whose bail is posted, were named and left open.",
    ),
    (
        other_decisions.lopez_aguilar,
        "7th Cir.",
        "An agreed order against such holds was set aside for want of power.",
        "Whether local officers may hold on civil grounds was left open.",
    ),
    (
        exposures.parada,
        "8th Cir.",
        "To delay the release of everyone born abroad in order to call ICE is unlawful.",
        POWER_OPEN,
    ),
    (
        decisions.gonzalez,
        "9th Cir.",
        "A hold on a detainer needs probable cause and a prompt neutral look at it.",
        "Whether local officers have power to hold was left to state law; whether a database match is enough was sent back.",
    ),
    (
        other_decisions.melendres,
        "9th Cir.",
        "Unlawful presence alone gives local officers no ground to detain.",
        "It did not speak of a federal request.",
    ),
    (
        other_decisions.vasquez_alvarez,
        "10th Cir.",
        "Local officers keep a general authority to arrest for violations of immigration law.",
        "It came before Arizona v. United States, and did not speak of detainers or of civil violations apart from crimes.",
    ),
    (
        background.alcocer,
        "11th Cir.",
        "To keep a person after bond on suspected lack of status is a new seizure and needs probable cause.",
        POWER_OPEN,
    ),
    (
        decisions.moreno,
        "N.D. Ill.",
        "A detainer without a warrant and without a finding that the person would escape is void.",
        "A detainer that comes with a warrant was not judged.",
    ),
    (
        exposures.mercado,
        "N.D. Tex.",
        "Civil removability is not by itself probable cause of a crime; refusing bond for it states a claim.",
        "The Fifth Circuit spoke after it, of a state's order.",
    ),
    (
        exposures.creedle,
        "S.D. Fla.",
        "A county that arrests again on a detainer needs a power that this one lacked.",
        "Decided on the pleadings.",
    ),
    (
        other_decisions.orellana,
        "D. Minn.",
        "A hold without probable cause of a crime or of a risk of escape is unlawful.",
        "Of this county's holds alone.",
    ),
    (
        other_decisions.rios_quiroz,
        "M.D. Tenn.",
        "The regulation reads as an order to hold.",
        "The minority view; Galarza rejects it.",
    ),
    (
        exposures.uroza,
        "D. Utah",
        "Weeks in custody on a detainer without probable cause state a claim.",
        "Decided on the pleadings.",
    ),
    (
        exposures.miranda_olivares,
        "D. Or.",
        "To hold on any detainer, warrant or not, is an arrest without probable cause.",
        "A detainer that states probable cause was not judged.",
    ),
)
for _decision, _court, _said, _left_open in HOLDINGS:
    _decision.holding = Holding(_court, _said, _left_open)
