"""Table limits: how much of a table is read at most, and how much of what is left out is told line by line."""

MOST_TABLE_BYTES = 500_000_000
MOST_TABLE_ROWS = 2_000_000
MOST_PARQUET_ROWS = 500_000_000
MOST_COLUMNS = 500
LONGEST_CELL = 2_000
"""Characters; a row with a longer cell is left out, since a quote without its end makes one cell of many rows."""
MOST_EXAMPLES = 20
"""How many left-out rows of one reason a report and the findings name; the rest are counted."""
