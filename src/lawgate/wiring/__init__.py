"""The only room that picks the real clock, the store, the decider and the senders, and joins rooms that do not know each other.

``start``: settings and clock. ``office``: decides; ``law``: by what counsel adopted on a ledger. ``chain``: the chain with its galleries,
lines and tasks. ``play`` and ``demo``: an invented county on a clock of its own. All but the first two need the settings chosen.
"""

from lawgate.wiring.office import Item, Office, item, rederive
from lawgate.wiring.start import SETTINGS, configure, now

__all__ = ["SETTINGS", "Item", "Office", "configure", "item", "now", "rederive"]
