"""Counsel's pages: the lawyer's desk, the booking officer's question, and what families reach without an account."""
