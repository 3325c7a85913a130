"""A journey as a table of stages and lanes, with the emotion curve over it."""
