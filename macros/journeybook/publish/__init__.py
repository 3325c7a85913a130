"""Hands a finished folder to its readers: in one step in place of the old one, or as an archive. It knows nothing of what is in it."""
