"""The starters as `journeybook new` writes them into the atlas that `journeybook init` begins."""

from pathlib import Path

from journeybook.edit.starter import atlas_words, fill_starter
from journeybook.model.atlas import Atlas
from journeybook.validate import check


def filled_starters(starters: Path, project: Path | None = None) -> dict[str, str]:
    """Return every starter that has a file of its own, by its path in a project; their words are those of a project."""
    atlas = check(project or starters / "project").atlas
    texts = {path: path.read_text(encoding="utf-8") for path in sorted(starters.glob("*/*.yml"))}
    return {
        f"journeys/{path.parent.name}/{path.name}": fill_starter(text, words_of(atlas, path))
        for path, text in texts.items()
        if path.parent.name not in {"project", "stages"}
    }


def words_of(atlas: Atlas, path: Path) -> dict[str, str]:
    """Return the words of one starter, with those that the command line gives."""
    words = atlas_words(atlas)
    base = atlas.maps[0]
    return words | {
        "id": f"new-{path.stem}",
        "name": f"New: {path.stem}",
        "owner": words["success"],
        "role": "champion",
        "planned": "planned",
        "account": "new-account",
        "map": base.id,
        "base": base.id,
        "base_stage": base.stages[0].id,
    }
