"""The ledger of events, and the pipeline that carries a booking through. The only writer, the only SQL."""
