"""Files that lie where nothing reads them."""

from journeybook.findings import Finding, Level, Place, nearest
from journeybook.model.files import ATLAS, FOLDERS


def unknown_file(path: str) -> Finding:
    """Say that a YAML file lies in a folder that holds nothing we know."""
    folder = path.split("/")[1] if path.count("/") > 1 else ""
    stem = path.rpartition("/")[2].rpartition(".")[0]
    guess = nearest(folder or stem, FOLDERS)
    hint = f"did you mean journeys/{guess}/?" if guess else f"folders: {', '.join(FOLDERS)}"
    if not folder and nearest(stem, [ATLAS.removesuffix(".yml")]):
        hint = f"did you mean journeys/{ATLAS}?"
    return Finding(Place(path), Level.ERROR, "FILE-FOLDER", "nothing reads this file where it lies", hint)
