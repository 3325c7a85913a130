"""A journey as a diagram of lanes, and the same as a table."""
