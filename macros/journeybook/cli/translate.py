"""`journeybook translate`: begin the translation of the interface to another language, or go on with it."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from journeybook.cli.terminal import ProjectFolder, checked_project, require_sound_atlas, say
from journeybook.load.discover import FOLDER
from journeybook.model.organisation import OUR_NOUNS
from journeybook.model.scalars import LANGUAGES
from journeybook.publish.exchange_file import write_new_files
from journeybook.words import open_catalogue, words
from journeybook.words.sentences import ENGLISH, plural_categories, says_something

EXAMPLES = ("journeybook translate sv", "journeybook translate he --project ../our-journeys")
_HEAD = """\
# The texts of the interface in another language. Take the # away before a line and write your words in the place of the English ones.
# {{name}} stays as it is. {{count:step|steps}} has a word for each of: {categories}; or two, for one and for any other number; or one.
# {{stage}} and {{stage}}s are your own nouns: they stand here as under noun.stage and noun.stage.plural.
"""


def translate(
    language: Annotated[str, typer.Argument(metavar="LANGUAGE", help="Its code, such as sv or pt-BR.")],
    project: ProjectFolder = Path(),
) -> None:
    """Begin the translation of the interface to a language, in journeys/translations: every text stands there in English, as a remark.

    If that file is there already, nothing is written, and the lines that are missing in it are printed. `language` in atlas.yml says in
    which language pages are. Ends with 2 if the language is unknown.
    """
    if language not in LANGUAGES:
        known = " ".join(sorted(LANGUAGES))
        raise typer.BadParameter(f"'{language}' is not the code of a language that the theme speaks: {known}", param_hint="LANGUAGE")
    atlas = require_sound_atlas(checked_project(project))
    missing = open_catalogue(language, atlas.translated_texts(language), OUR_NOUNS).untranslated
    lines = _lines({key: text for key, text in words(ENGLISH).items() if key in missing}, "# ")
    path = f"{FOLDER}/translations/{language}.yml"
    if (project / path).exists():
        typer.echo(lines, nl=False)
        say(f"{path} is there already: {len(missing):,} texts are missing in it.")
        return
    head = _HEAD.format(categories=", ".join(plural_categories(language)))
    signs = {key: text for key, text in words(ENGLISH).items() if text.strip() and not says_something(text, OUR_NOUNS)}
    write_new_files(project, {path: f"{head}language: {language}\nwords:\n{_lines(signs)}{lines}".encode()})
    typer.echo(project / path)
    say(f"{path}: {len(missing):,} texts to translate. journeybook check says how many are left.")


def _lines(texts: Mapping[str, str], remark: str = "") -> str:
    """Return the line of each text by its key, as a remark where wanted."""
    return "".join(f"  {remark}{key}: {json.dumps(text, ensure_ascii=False)}\n" for key, text in texts.items())
