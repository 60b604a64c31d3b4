"""Kinds of local rule that any place may have, for case files and drafts."""
