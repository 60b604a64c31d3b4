"""The book of detainer law: the rules as pages that anybody can read, made by asking the engine. Draws, and decides nothing."""

from lawgate.lawbook.book import pages, write_book
from lawgate.lawbook.standard import CASES, DAYS, EDITION
from lawgate.lawbook.summary import summary, write_summary

__all__ = ["CASES", "DAYS", "EDITION", "pages", "summary", "write_book", "write_summary"]
