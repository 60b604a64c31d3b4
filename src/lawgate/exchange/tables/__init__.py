"""Field tables of the EBTS editions, as data: what each field may hold, and which transaction needs it.

One edition is up to four files beside this one, named by its version:

    ebts-8.001.json              the document it was read from, and the edition it extends (or null)
    ebts-8.001.fields.csv        a row a field (``item`` empty) or an item of a field: characters, sizes, values, pattern
    ebts-8.001.uses.csv          a row a field, a column a type of transaction: ``M/3`` needed, at most 3 times; ``O/`` optional
    ebts-8.001.transactions.csv  a row a type of transaction: its records, its answers, the values it requires

An edition that extends another states only the rows that differ, so a new edition is new files and no code. ``mark`` says
how a row was read (``lawgate.base.Confidence``); faults that rest on a row that was not read in the document say so.

Source: EBTS 8.001, tables B-1, D-1, D-2, L-3, L-4, M-1 and appendix C, where the row is marked ``read``.
"""

from lawgate.exchange.tables.editions import (
    ERROR_WORDS,
    Edition,
    FieldSpec,
    TransactionSpec,
    Use,
    editions,
    load_edition,
)

__all__ = ["ERROR_WORDS", "Edition", "FieldSpec", "TransactionSpec", "Use", "editions", "load_edition"]
