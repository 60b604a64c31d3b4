"""The directory of legal help: a maintained file with where each number was seen, when, and who called it."""

from lawgate.counsel.directory.check import Finding, check
from lawgate.counsel.directory.read import Help, load, read_directory
from lawgate.counsel.directory.shown import Shown, rows_for

__all__ = ["Finding", "Help", "Shown", "check", "load", "read_directory", "rows_for"]
