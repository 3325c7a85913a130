"""Texts that spreadsheet programs would run: one door in, which puts apostrophes before them, and one out, which takes these away."""

SEPARATORS = ";\t|\n\r"
"""Where a program of another country begins a new cell or row; a comma begins one everywhere, and is quoted inside a text."""
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a spreadsheet program may take for the beginning of a formula, plain and in full width."""
_BEFORE = " \"\n'"
"""What may stand before it; an apostrophe counts, so that what was neutralised can be told from what was written so."""


def neutralised(text: str) -> str:
    """Return a text that no program takes for a formula, wherever it cuts it: an apostrophe before whatever might be one.

    >>> neutralised("=1+1"), neutralised(" -5"), neutralised("5 - 3"), neutralised("x; =1+1"), neutralised("yes, -5; no")
    ("'=1+1", "' -5", '5 - 3', "x;' =1+1", 'yes, -5; no')
    """
    letters: list[str] = []
    begins_formula = False
    for letter in reversed(text):
        if begins_formula and letter in SEPARATORS:
            letters.append("'")
        letters.append(letter)
        begins_formula = letter in FORMULA or (begins_formula and letter in _BEFORE)
    return ("'" if begins_formula else "") + "".join(reversed(letters))


def restored(text: str) -> str:
    """Return the text that was neutralised.

    >>> restored("'=1+1"), restored("x;' =1+1"), restored("It's 5"), restored(neutralised("'=1"))
    ('=1+1', 'x; =1+1', "It's 5", "'=1")
    """
    letters: list[str] = []
    begins_formula = False
    for position in range(len(text) - 1, -1, -1):
        letter = text[position]
        is_first = position == 0 or text[position - 1] in SEPARATORS
        if not (letter == "'" and begins_formula and is_first):
            letters.append(letter)
        begins_formula = letter in FORMULA or (begins_formula and letter in _BEFORE)
    return "".join(reversed(letters))
