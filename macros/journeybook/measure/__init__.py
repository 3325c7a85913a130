"""Account data: the only room that touches DataFrames and query engines."""
