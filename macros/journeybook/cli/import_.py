"""`journeybook import`: bring in an exported atlas, or a Mermaid diagram."""

from pathlib import Path
from typing import Annotated

import typer

from journeybook.cli.exported_import import import_exported
from journeybook.cli.terminal import ProjectFolder, checked_project

EXAMPLES = ("journeybook import atlas.internal.json", "journeybook import journey.mmd --goal 'The first report is read'")


def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="JSON, XLSX or CSV of `journeybook export`, or Mermaid.")],
    project: ProjectFolder = Path(),
    *,
    goal: Annotated[str, typer.Option(metavar="TEXT", help="What customers want to reach: every map says it.", show_default=False)] = "",
) -> None:
    """Bring in an exported atlas or map (JSON, XLSX, CSV), a Mermaid journey, or a Mermaid flowchart whose subgraphs are lanes.

    Nothing is overwritten: what stands there already and would differ is written into journeys/import, and so is everything that would
    bring errors. Ends with 1 if it would, and with 2 if the file cannot be read.
    """
    import_exported(project, file, checked_project(project), goal)
