"""Proves that a public site holds nothing internal: searches what authors wrote for it, and compares it with one built anew."""
