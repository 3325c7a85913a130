"""The gallery of the guide: every type of map as it is begun in a new atlas, drawn, with its YAML."""

import re
import shutil
import tempfile
from datetime import date
from pathlib import Path

from journeybook.cli.starter_files import STARTERS, StarterKind, starter_title, starter_types
from journeybook.edit.starter import atlas_words, fill_starter
from journeybook.load.discover import FOLDER
from journeybook.model.base import Audience
from journeybook.render.environment import render_view
from journeybook.validate import check
from journeybook.views.base.book import Book, open_book
from journeybook.views.diagrams import swimlane

_ANY_DAY = date(2000, 1, 1)
_WIDTH = 476.0
"""The width in points of a picture beside its YAML on a screen of 1280 pixels."""
"""The day of the check; no drawing shows ages."""
_EMPTY_ELEMENT, _GROUP = re.compile(r"<(\w+)\b([^<>]*)/>"), re.compile(r"(<(?:g|tr)\b)")
_HEAD = """# Gallery of maps

<!-- Made by `journeybook reference` from the starters of `journeybook new`; change those, not this page. -->

Every type of map that can be begun, drawn as it is written into a new atlas, with the YAML of its file: beside the picture where the page
is wide, else below it. In your atlas it has your lanes, teams and channels. [What can be begun](new.md) says when to begin with which;
below each picture *The same as a table* says in words what it shows.
"""


def gallery_page() -> str:
    """Return the gallery as a page of the guide; a starter with errors is a ValueError."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        shutil.copytree(STARTERS / "project" / FOLDER, project / FOLDER)
        texts = _map_files(project)
        for path, text in texts.items():
            (project / path).write_text(text, encoding="utf-8")
        checked = check(project, as_of=_ANY_DAY)
    if not checked.ok:
        raise ValueError(f"starters have errors: {[str(finding) for finding in checked.findings]}")
    book = open_book(checked, Audience.INTERNAL)
    pictures = [_picture(book, Path(path).stem) for path in texts]
    parts = zip(starter_types(StarterKind.MAP).items(), pictures, texts.values(), strict=True)
    return _HEAD + "".join(_part(name, path, picture, text) for (name, path), picture, text in parts)


def _picture(book: Book, map_id: str) -> str:
    """Return the swimlane of a map beside its YAML, or as for a page of its own where only panels would fit there."""
    narrow = swimlane.laid_out(book, map_id, width=_WIDTH)
    return str(render_view(book, "swimlane", narrow if len(narrow.sheets) == 1 else swimlane.view(book, map_id)))


def _map_files(project: Path) -> dict[str, str]:
    """Return the file that each type of map begins, by its path in a new project."""
    atlas = check(project, as_of=_ANY_DAY).atlas
    base = atlas.maps[0]
    words = atlas_words(atlas) | {"base": base.id, "base_stage": base.stages[0].id}
    words["owner"] = words["success"]
    files: dict[str, str] = {}
    for name, path in starter_types(StarterKind.MAP).items():
        file = f"{FOLDER}/maps/{_identifier(name)}.yml"
        filled = fill_starter(path.read_text(encoding="utf-8"), words | {"id": _identifier(name), "name": starter_title(path)})
        files[file] = f"# {file}\n{filled}"
    return files


def _identifier(name: str) -> str:
    return f"our-{name}"


def _part(name: str, path: Path, picture: str, text: str) -> str:
    """Return the part of the page about one type."""
    of = " --of first-map" if "$base" in path.read_text(encoding="utf-8") else ""
    heading = name.replace("-", " ").capitalize()
    command = f"journeybook new map {_identifier(name)} --type {name}{of}"
    return f"\n## {heading}\n\n{starter_title(path)}.\n\n```sh\n{command}\n```\n\n{_for_markdown(picture)}\n\n```yaml\n{text}```\n"


def _for_markdown(picture: str) -> str:
    """Return a picture as HTML in which every element is closed, and small groups stand between empty lines: Markdown takes it as it is."""
    closed = _EMPTY_ELEMENT.sub(lambda match: f"<{match[1]}{match[2].rstrip()}></{match[1]}>", picture)
    return _GROUP.sub(r"\n\n\1", "".join(line.strip() for line in closed.splitlines()))
