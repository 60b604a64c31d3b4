"""The guide's own words around the text: links, labels, marks. None of them carries a right, a time or a script."""

from __future__ import annotations

UI = (
    "Leave now", "Skip to the text", "All pages", "Where this comes from", "Law as of {date}.",
    "Not adopted by counsel; not legal advice.", "Draft. A native reader has not signed it yet.",
    "A machine drafted this language. A native reader has not checked it. Rights, times and words to say stand in English and Spanish.",
    "In force since {date}.", "text read", "summary read, text not seen", "recalled, text not seen",
    "recalled with doubt, text not seen", "This guide is old. Get a new one before you rely on it.",
    "Kept on this device. It works with no signal.", "Hours", "Languages", "ICE answers this number.",

    "We know of no help line for this place yet.", "Open the paper (PDF)", "Or mark what it says",
    "Which form is it? Look at the bottom of the page.", "I do not know", "Date on the form", "Which boxes are marked?",
    "Did the person get a copy?", "Yes", "No", "What came with it?", "Nothing else",
    "A warrant signed by a judge", "When should the person go free? Local time at the jail.", "Show what it means", "Clear",
    "What the jail may do here", "Until when", "What to ask a lawyer", "What each part means", "The paper says",
    "This form is not known to us. It may be new or not real. Show it to a lawyer. You can still read what each part means.",
    "This file is not a PDF. Mark what the paper says instead.",
    "This PDF is a picture or has no fields. Mark what the paper says instead.",
    "This PDF is locked. Mark what the paper says instead.", "This PDF is damaged. Mark what the paper says instead.",
    "This PDF is too large. Mark what the paper says instead.", "Read on this device. Nothing was sent or kept.",
    "This part needs a newer browser. You can still read what each part means.",
    "What it does not", "Make a plan before an arrest", "Name a lawyer ahead of time, or ask an office to call you",
)  # fmt: skip
"""Labels, in the order in which they stand in the catalogues."""
PLURALS = (("{n} rule", "{n} rules"), ("{n} place to ask", "{n} places to ask"))
BOX_NAMES = {
    "national-security": "Danger to the country", "gang": "Gang", "felony-conviction": "A felony", "aggravated-felony": "A grave felony",
    "significant-misdemeanor": "A grave lesser crime", "three-or-more-misdemeanors": "More than two lesser crimes",
    "prior-felony-or-charge": "An old felony or a charge", "illegal-entry-conviction": "Guilty of crossing the border",
    "illegal-reentry": "Came back after an order", "immigration-fraud": "False papers", "other-significant-risk": "Other risk",
    "other": "Other",
}  # fmt: skip
"""Words for the boxes that name a reason from a list, by the end of the box's own name."""
