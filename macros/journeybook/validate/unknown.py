"""Files that lie where nothing reads them."""

from journeybook.findings import Finding, Level, Place, nearest
from journeybook.model.files import FOLDERS


def unknown_file(path: str) -> Finding:
    """Say that a YAML file lies in a folder that holds nothing we know."""
    folder = path.split("/")[1] if path.count("/") > 1 else ""
    guess = nearest(folder, FOLDERS) if folder else None
    hint = f"did you mean journeys/{guess}/?" if guess else f"folders: {', '.join(FOLDERS)}"
    return Finding(Place(path), Level.ERROR, "FILE-FOLDER", "nothing reads this file where it lies", hint)
