"""The language of conditions: its nodes, its parser, and what can be said and reckoned of a condition."""
