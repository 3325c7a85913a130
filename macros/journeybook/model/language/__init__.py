"""The language of conditions: tokens, nodes and parser, and the description, evaluation and coverage of what was parsed."""
