"""Reads what authors wrote: finds their files, and turns YAML into text with the place of every key and value."""
