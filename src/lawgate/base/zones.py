"""The clock a jail's wall shows: the time zone of a state, and of the counties whose clocks differ from most of it."""

from __future__ import annotations

EAST, CENTRAL, MOUNTAIN, PACIFIC = "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"

STATE_ZONES: dict[str, str] = {
    **dict.fromkeys(
        ["AL", "AR", "IA", "IL", "KS", "LA", "MN", "MO", "MS", "ND", "NE", "OK", "SD", "TN", "TX", "WI"], CENTRAL
    ),
    **dict.fromkeys(["CO", "MT", "NM", "UT", "WY"], MOUNTAIN),
    **dict.fromkeys(["CA", "NV", "OR", "WA"], PACIFIC),
    "AK": "America/Anchorage",
    "AZ": "America/Phoenix",
    "HI": "Pacific/Honolulu",
    "ID": "America/Boise",
    "IN": "America/Indiana/Indianapolis",
    "MI": "America/Detroit",
    "PR": "America/Puerto_Rico",
    "VI": "America/St_Thomas",
    "GU": "Pacific/Guam",
    "MP": "Pacific/Saipan",
}
"""States that are not on Eastern time."""

COUNTY_ZONES: dict[tuple[str, str], str] = {
    (state, county): zone
    for state, zone, counties in (
        ("TX", MOUNTAIN, "El Paso, Hudspeth"),
        ("KS", MOUNTAIN, "Greeley, Hamilton, Sherman, Wallace"),
        ("ND", MOUNTAIN, "Adams, Billings, Bowman, Golden Valley, Grant, Hettinger, Slope, Stark"),
        ("SD", MOUNTAIN, "Butte, Custer, Fall River, Harding, Lawrence, Meade, Pennington, Perkins"),
        ("NE", MOUNTAIN, "Box Butte, Cheyenne, Dawes, Kimball, Morrill, Scotts Bluff, Sheridan, Sioux"),
        (
            "FL",
            CENTRAL,
            "Bay, Calhoun, Escambia, Gulf, Holmes, Jackson, Liberty, Okaloosa, Santa Rosa, Walton, Washington",
        ),
        (
            "IN",
            CENTRAL,
            "Gibson, Jasper, Lake, LaPorte, Newton, Perry, Porter, Posey, Spencer, Starke, Vanderburgh, Warrick",
        ),
        ("KY", CENTRAL, "Christian, Daviess, Graves, Henderson, Hopkins, McCracken, Warren"),
        (
            "TN",
            EAST,
            "Anderson, Blount, Bradley, Greene, Hamblen, Hamilton, Knox, Loudon, Sevier, Sullivan, Washington",
        ),
        ("ID", PACIFIC, "Benewah, Bonner, Boundary, Clearwater, Kootenai, Latah, Lewis, Nez Perce, Shoshone"),
        ("MI", "America/Menominee", "Dickinson, Gogebic, Iron, Menominee"),
        ("OR", "America/Boise", "Malheur"),
    )
    for county in counties.split(", ")
}
"""Counties whose clocks differ from most of their state's: those with a rule or a larger jail; a feed's own zone goes before it."""


def zone_of(state: str, county: str | None = None) -> str:
    """The IANA name of the zone of a county, or of most of its state where the county is not named here."""
    return COUNTY_ZONES.get((state, county or "")) or STATE_ZONES.get(state, EAST)
