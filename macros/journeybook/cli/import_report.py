"""What an import will do, line by line: what goes where, what is left over, and what the file does not say."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from journeybook.cli.import_plan import ImportPlan, PlannedFile
from journeybook.exchange.foreign_cells import ForeignCell, column_letters
from journeybook.exchange.import_draft import NO_PLACE
from journeybook.findings import MOST_LISTED, shortened, visible

LONGEST_LINE = 70
"""Characters of a cell's text that a line shows."""


def preview_lines(plan: ImportPlan) -> Iterator[str]:
    """Yield the preview of an import: each file with the cells that go into it, then what found no place."""
    for planned in plan.files:
        yield from map(visible, _file_lines(planned))
    yield from (visible(str(finding)) for finding in plan.findings)
    yield from account_lines(plan)


def account_lines(plan: ImportPlan) -> Iterator[str]:
    """Yield how the file was read, what it does not state, and what found no place."""
    yield from map(visible, plan.remarks)
    for text in plan.unstated:
        yield visible(f"not stated in the file, and left open in the result: {text}")
    yield from left_over_lines(plan.left_over)


def left_over_lines(left_over: Mapping[ForeignCell, str]) -> Iterator[str]:
    """Yield what found no place, the cells of one reason together."""
    cells: dict[str, list[ForeignCell]] = defaultdict(list)
    for cell, reason in left_over.items():
        cells[reason].append(cell)
    if left_over:
        yield f"{len(left_over)} text{'' if len(left_over) == 1 else 's'} left over:"
    for reason in sorted(cells, key=lambda reason: reason == NO_PLACE):
        yield visible(f"  {_places(cells[reason])}: {reason}")


def _places(cells: list[ForeignCell]) -> str:
    """Return where texts stand: each of a few, the columns of many."""
    if len(cells) == 1:
        return f"{cells[0].place}: '{_short(cells[0].text)}'"
    if len(cells) <= MOST_LISTED or not all(cell.column for cell in cells):
        return shortened([cell.place for cell in cells])
    columns = dict.fromkeys(f"{cell.sheet}{'!' if cell.sheet else ''}{column_letters(cell.column)}" for cell in sorted(cells, key=_column))
    return f"{len(cells)} cells in column{'' if len(columns) == 1 else 's'} {shortened(list(columns))}"


def _column(cell: ForeignCell) -> tuple[str, int]:
    return cell.sheet, cell.column


def _file_lines(planned: PlannedFile) -> Iterator[str]:
    yield f"{planned.path}: {'takes in' if planned.is_extended else 'made of'} {planned.kind}"
    if planned.before is not None and not (planned.is_extended and planned.before != planned.data):
        same = planned.before == planned.data
        yield "  (it is there already and says the same)" if same else "  (it is there already: the import is written beside it)"
    places: dict[str, list[ForeignCell]] = defaultdict(list)
    for cell, where in planned.placed.items():
        places[where].append(cell)
    for where, cells in places.items():
        if len(cells) == 1:
            yield f"  {where}: {cells[0].place} '{_short(cells[0].text)}'"
        elif where.startswith("stage "):
            yield f"  {where}:"
            yield from (f"    {cell.place} '{_short(cell.text)}'" for cell in cells)
        else:
            yield f"  {where}: {_places(cells)}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_LINE else f"{line[: LONGEST_LINE - 3]}..."
