"""Table limits: how much of the tables of a project is read at most, and how much of what is left out is told line by line.

All tables together keep to them, so that whatever stands in `journeys/metrics/` is read within ten seconds of one processor
and 1 GB of memory. Whoever builds a site of more, and has the time and memory, says so where it is built, not in the project:
`JOURNEYBOOK_TABLE_LIMITS=20` in the environment makes the limits of all tables together twenty times as large.
"""

import os

_ASKED = os.environ.get("JOURNEYBOOK_TABLE_LIMITS", "")
_TIMES = min(max(int(_ASKED), 1), 1_000) if _ASKED.isascii() and _ASKED.isdigit() else 1

MOST_TABLES = 40 * _TIMES
"""Tables of a project with a description."""
MOST_TABLE_BYTES = 100_000_000 * _TIMES
"""The tables of text of a project together."""
MOST_TABLE_ROWS = 400_000 * _TIMES
"""The rows of all tables of a project together."""
MOST_TABLE_CELLS = 1_500_000 * _TIMES
"""The cells of all tables of a project together, in columns that a description gives a meaning."""
MOST_QUESTIONS = 6_000_000 * _TIMES
"""What the rules of the atlas ask of the accounts of all tables together, as `sources/question_budget.py` counts it."""
MOST_ACCOUNT_PAGES = 500 * _TIMES
"""Accounts, and owners of accounts, with a page of their own; the others stand in lists."""
MOST_COLUMNS = 500
LONGEST_LINE = 1_000_000
"""Characters of a line of text."""
LONGEST_CELL = 2_000
"""Characters; a row with a longer cell is left out, since a quote without its end makes one cell of many rows."""
MOST_FOOTER_BYTES = 10_000_000
"""What a Parquet file may say of its own columns and parts."""
MOST_ENGINE_MEMORY = f"{700 * _TIMES}MB"
"""What the engine may hold at once."""
MOST_EXAMPLES = 20
"""How many left-out rows of one reason a report and the findings name; the rest are counted."""
