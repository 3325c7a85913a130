"""The paths of all links: found one after the other, then ripped up and rerouted until none changes.

Sequential routing with rip-up and reroute, as in circuit layout (Dees and Karger, "Automated rip-up and reroute
techniques", 1982): each search sees the paths that are there, so an early link cannot know what comes later; it is
therefore removed and searched again among all others. Rerouting ends after three rounds, when a whole round changes
nothing, or when the searches have looked at so many grid points that they hurry (`PathSearch.is_in_haste`). Each
search weighs its own link only, so the sum of all costs has no bound.
"""

from journeybook.draw.diagram import Diagram, StepKind
from journeybook.draw.occupancy import Occupancy
from journeybook.draw.path_search import Connection, MeasuredGrid, PathSearch, middle_lines

_MAX_ROUNDS = 3


def find_paths(diagram: Diagram, grid: MeasuredGrid, *, back: frozenset[int], bundle_of: tuple[int, ...]) -> Occupancy:
    """Return the paths of all links; links that lead back are routed last and give way to the others."""
    connections = _connections(diagram, grid, back, bundle_of)
    occupancy = Occupancy(grid.grid)
    search = PathSearch(grid, connections, occupancy)
    order = sorted(range(len(connections)), key=lambda link: _priority(grid, connections[link], link))
    for link in order:
        occupancy.add(link, search.path(link))
    unchanged = 0
    for link in order * _MAX_ROUNDS:
        if search.is_in_haste or unchanged == len(order):
            break
        unchanged = 0 if _reroute(search, occupancy, link) else unchanged + 1
    return occupancy


def _connections(diagram: Diagram, grid: MeasuredGrid, back: frozenset[int], bundle_of: tuple[int, ...]) -> tuple[Connection, ...]:
    points = grid.grid.steps
    decisions = {step.id for step in diagram.steps if step.kind is StepKind.DECISION}
    lines = {step: middle_lines(grid.grid, point) for step, point in points.items()}
    return tuple(
        Connection(
            points[link.source],
            points[link.target],
            index in back,
            link.source in decisions,
            bool(link.label),
            bundle_of[index],
            frozenset(lines[link.source] + lines[link.target]),
        )
        for index, link in enumerate(diagram.links)
    )


def _priority(grid: MeasuredGrid, connection: Connection, link: int) -> tuple[bool, bool, int, int]:
    """Sort forward links before back links, straight before bent, short before long, then in source order."""
    (column, row), (to_column, to_row) = grid.grid.lines_of(connection.source), grid.grid.lines_of(connection.target)
    along, across = abs(to_column - column), abs(to_row - row)
    return connection.is_back, bool(along and across), along + across, link


def _reroute(search: PathSearch, occupancy: Occupancy, link: int) -> bool:
    """Rip up a path and search it again; return whether it changed."""
    before = occupancy.remove(link)
    path = search.path(link)
    occupancy.add(link, path)
    return path != before
