"""Hands a finished folder to its readers: in exchange for the old one, in one step, or as an archive. It knows nothing of what is in it."""
