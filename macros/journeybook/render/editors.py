"""Where a line of an author's file is opened: in an editor on this machine, or where the repository is kept."""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from journeybook.findings import Place


class Editor(StrEnum):
    """A program in which authors write, that browsers can ask to open a file; or none."""

    VSCODE = "vscode"
    VSCODIUM = "vscodium"
    CURSOR = "cursor"
    ZED = "zed"
    JETBRAINS = "jetbrains"
    NONE = "none"


EDITOR_URLS = {
    Editor.VSCODE: "vscode://file{path}:{line}:{column}",
    Editor.VSCODIUM: "vscodium://file{path}:{line}:{column}",
    Editor.CURSOR: "cursor://file{path}:{line}:{column}",
    Editor.ZED: "zed://file{path}:{line}:{column}",
    Editor.JETBRAINS: "idea://open?file={path}&line={line}&column={column}",
}
"""The addresses by which editors open a file at a place."""
PlaceUrl = Callable[[Place], str]
"""Returns the URL at which a place is edited; an empty one where there is none."""


def no_url(place: Place) -> str:  # noqa: ARG001 - what readers without access to the files get
    """Return no URL."""
    return ""


def editor_urls(editor: Editor, project: Path) -> PlaceUrl:
    """Return what opens a place of a project in an editor.

    >>> editor_urls(Editor.VSCODE, Path("/our atlas"))(Place("journeys/atlas.yml", 12, 3))
    'vscode://file/our%20atlas/journeys/atlas.yml:12:3'
    """

    def url(place: Place) -> str:
        path = (project / place.file).as_uri().removeprefix("file://")
        return EDITOR_URLS[editor].format(path=path, line=place.line, column=place.column) if place.file else ""

    return url


def forge_urls(repository: str, edit_uri: str, template: str = "") -> PlaceUrl:
    """Return what opens a place where the repository is kept, by the settings `repo_url`, `edit_uri` and `edit_uri_template` of MkDocs.

    They say where a file of `docs/` is edited.

    >>> forge_urls("https://github.com/our/atlas", "edit/main/docs/")(Place("journeys/maps/a.yml", 12))
    'https://github.com/our/atlas/edit/main/journeys/maps/a.yml#L12'
    >>> forge_urls("https://bitbucket.org/our/atlas", "src/main/docs/")(Place("journeys/maps/a.yml", 12))
    'https://bitbucket.org/our/atlas/src/main/journeys/maps/a.yml#lines-12'
    """

    def url(place: Place) -> str:
        if not place.file or not (edit_uri or template):
            return ""
        path = f"../{place.file}"
        edited = template.format(path=path, path_noext=path.rpartition(".")[0]) if template else f"{edit_uri}{path}"
        whole = urljoin(f"{repository.rstrip('/')}/", edited) if repository else edited
        return f"{whole}#{'lines-' if 'bitbucket' in urlsplit(whole).netloc else 'L'}{place.line}"

    return url
