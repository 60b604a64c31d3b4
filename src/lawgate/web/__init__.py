"""Pages and the interface between browser and ledger. No logic of law or clock here."""
