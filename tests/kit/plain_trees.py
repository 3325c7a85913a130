"""Hypothesis strategies for the data of an author's YAML file: texts, lists and groups of keys."""

from hypothesis import strategies as st

from journeybook.load.characters import normalise_nfc, refused_in_text

LETTERS = st.characters(codec="utf-8").filter(lambda letter: not refused_in_text(letter))
"""Characters that a text may hold; what is refused is left out one by one, so that few whole texts are thrown away."""
WORDS = st.text(LETTERS, max_size=12).filter(lambda text: not refused_in_text(text)).map(normalise_nfc)
KEYS = WORDS.filter(str.strip)
TREES = st.recursive(WORDS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=12)
ROOTS = st.lists(TREES, max_size=4) | st.dictionaries(KEYS, TREES, max_size=4)
