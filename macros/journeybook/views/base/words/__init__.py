"""The interface's own words: every one stands in this folder's one file for its language."""

import json
from functools import cache
from importlib.resources import files


@cache
def words(language: str) -> dict[str, str]:
    """Return every interface word of a language by its key; English stands in where a language is not translated yet."""
    home = files("journeybook.views.base.words")
    translated = home / f"{language}.json"
    chosen = translated if translated.is_file() else home / "en.json"
    return dict(json.loads(chosen.read_text(encoding="utf-8")))
