"""Reads authors' files: finds them, and parses YAML into nodes that keep the place of every key and value."""
