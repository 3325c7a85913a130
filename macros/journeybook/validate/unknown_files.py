"""Files in folders that nothing reads."""

from journeybook.findings import Finding, FindingRule, Level, Place, nearest
from journeybook.model.files import ATLAS, FOLDERS

FILE_FOLDER = FindingRule(
    "FILE-FOLDER",
    Level.ERROR,
    """A YAML file lies in a folder that something reads.

What a file holds is known by the folder right inside `journeys/`; only `atlas.yml` stands in none.

Good:
    # maps/second.yml
    {id: second, name: Second, goal: Open the second site, owner: csm}

Bad:
    # map/second.yml
    {id: second, name: Second, goal: Open the second site, owner: csm}
""",
)


def unknown_file_finding(path: str) -> Finding:
    """Return the finding about a YAML file in a folder of no known kind."""
    folder = path.split("/")[1] if path.count("/") > 1 else ""
    stem = path.rpartition("/")[2].rpartition(".")[0]
    guess = nearest(folder or stem, FOLDERS)
    hint = f"did you mean journeys/{guess}/?" if guess else f"folders: {', '.join(FOLDERS)}"
    if not folder and nearest(stem, [ATLAS.removesuffix(".yml")]):
        hint = f"did you mean journeys/{ATLAS}?"
    return FILE_FOLDER.at(Place(path), "nothing reads this file where it lies", hint)
