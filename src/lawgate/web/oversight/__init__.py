"""The oversight page: the figures of the annual report over this ledger as it stands now."""
