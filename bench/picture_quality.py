"""How good pictures are: what is wrong in random swimlanes, and how those of the sample and of the starters fit their pages.

Run it as `python bench/picture_quality.py [count]`, with 1,000 random journeys if no count is given. The journeys, the measures and the
pages come from the tests' own kit, so that both speak of the same things; what must hold is asserted in `tests/draw/test_quality.py`.
"""

import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path

from build import ROOT

sys.path.insert(0, str(ROOT / "tests" / "kit"))
from defects import defects
from drawn import Drawn, read_drawn
from faults import faults
from filled_starters import filled_starters
from journeys import journey
from shown_sheets import shown_sheets

from journeybook.draw.diagram import Diagram, Flow
from journeybook.model.base import Audience
from journeybook.render.svg import swimlane_svg
from journeybook.validate import check
from journeybook.views.base.book import open_book

COUNT = 1000
STARTERS = ROOT / "macros" / "journeybook" / "cli" / "starters"


def main() -> None:
    """Print a table for random journeys in both directions, and one for each atlas."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    for flow in Flow:
        total: Counter[str] = Counter()
        for diagram in map(journey, range(count)):
            total.update(_measured(diagram, read_drawn(swimlane_svg(diagram, flow)), flow))
        _print(f"{count} random journeys, {flow}", total)
    with tempfile.TemporaryDirectory() as folder:
        for name, project in (("sample", ROOT), ("starters", _starters(Path(folder)))):
            _print(name, _pages(project))


def _measured(diagram: Diagram, drawn: Drawn, flow: Flow) -> dict[str, int]:
    """Return what is in a picture and what is wrong with it, each as a count."""
    places = defects(diagram, drawn, flow)
    soft = faults(diagram, drawn, flow)
    return {
        "pictures": 1,
        "links": len(diagram.links),
        "labels": sum(bool(link.words) for link in drawn.links),
        "crossings": soft.crossings,
        "labels nearer to another link": soft.words_nearer_another_link,
        "labels on another link": soft.words_on_a_link,
        "area in thousand square points": round(soft.area / 1000),
        **{f"defect: {name}": len(where) for name, where in places.items()},
    }


def _pages(project: Path) -> Counter[str]:
    """Return the same for every picture of every page of an atlas, and how the pictures fit."""
    total: Counter[str] = Counter()
    for page in shown_sheets(open_book(check(project), Audience.INTERNAL)):
        drawn = [read_drawn(swimlane_svg(sheet.diagram, sheet.flow, width=sheet.width)) for sheet in page.sheets]
        for sheet, picture in zip(page.sheets, drawn, strict=True):
            total.update(_measured(sheet.diagram, picture, sheet.flow))
        total.update(
            {
                "pages": 1,
                "pages in panels": len(page.sheets) > 1,
                "pages of two directions": len({sheet.flow for sheet in page.sheets}) > 1,
                "panels with more connectors than steps": page.bare_panels,
                "pictures wider than their page": sum(
                    picture.frame.width > sheet.width + 8 for sheet, picture in zip(page.sheets, drawn, strict=True)
                ),
            }
        )
    return total


def _starters(folder: Path) -> Path:
    project = folder / "project"
    shutil.copytree(STARTERS / "project", project)
    for path, text in filled_starters(STARTERS).items():
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        (project / path).write_text(text, encoding="utf-8")
    return project


def _print(title: str, total: Counter[str]) -> None:
    print(title)
    for name, count in sorted(total.items()):
        print(f"  {name}: {count:,}")


if __name__ == "__main__":
    main()
