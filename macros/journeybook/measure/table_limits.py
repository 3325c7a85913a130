"""Table limits: how much of the tables of a project is read at most, and how much of what is left out is told line by line.

All tables together keep to them, so that whatever stands in `journeys/metrics/` is read within ten seconds of one processor
and 1 GB of memory.
"""

MOST_TABLES = 100
"""Tables of a project with a description."""
MOST_TABLE_BYTES = 100_000_000
"""The tables of text of a project together."""
MOST_TABLE_ROWS = 500_000
"""The rows of all tables of a project together."""
MOST_TABLE_CELLS = 2_000_000
"""The cells of all tables of a project together, in columns that a description gives a meaning."""
MOST_COLUMNS = 500
LONGEST_LINE = 1_000_000
"""Characters of a line of text."""
LONGEST_CELL = 2_000
"""Characters; a row with a longer cell is left out, since a quote without its end makes one cell of many rows."""
MOST_FOOTER_BYTES = 10_000_000
"""What a Parquet file may say of its own columns and parts."""
MOST_ENGINE_MEMORY = "700MB"
"""What the engine may hold at once."""
MOST_EXAMPLES = 20
"""How many left-out rows of one reason a report and the findings name; the rest are counted."""
