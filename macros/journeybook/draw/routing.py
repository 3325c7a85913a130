"""The ways of all links: laid one after the other, then taken up and laid again until nothing gets better."""

from journeybook.draw.diagram import Diagram, StepKind
from journeybook.draw.occupancy import Occupancy
from journeybook.draw.path_search import Connection, MeasuredGrid, PathSearch, middle_lines

_ROUNDS = 3


def find_paths(diagram: Diagram, ground: MeasuredGrid, *, back: frozenset[int]) -> Occupancy:
    """Lay the way of every link; links that lead back come last and give way to the others."""
    tasks = _tasks(diagram, ground, back)
    traffic = Occupancy(ground.grid)
    search = PathSearch(ground, tasks, traffic)
    order = sorted(range(len(tasks)), key=lambda link: _urgency(ground, tasks[link], link))
    for link in order:
        traffic.lay(link, search.way(link))
    settled = 0
    for link in order * _ROUNDS:
        if search.is_in_haste or settled == len(order):
            break
        settled = 0 if _relaid(search, traffic, link) else settled + 1
    return traffic


def _tasks(diagram: Diagram, ground: MeasuredGrid, back: frozenset[int]) -> tuple[Connection, ...]:
    at = ground.grid.steps
    deciding = {step.id for step in diagram.steps if step.kind is StepKind.DECISION}
    lines = {step: middle_lines(ground.grid, point) for step, point in at.items()}
    return tuple(
        Connection(
            at[link.source], at[link.target], position in back, link.source in deciding, frozenset(lines[link.source] + lines[link.target])
        )
        for position, link in enumerate(diagram.links)
    )


def _urgency(ground: MeasuredGrid, task: Connection, link: int) -> tuple[bool, bool, int, int]:
    """Sort what leads on before what leads back, straight before bent, short before long, then as the author wrote them."""
    (column, row), (to_column, to_row) = ground.grid.place(task.source), ground.grid.place(task.target)
    across, down = abs(to_column - column), abs(to_row - row)
    return task.is_back, bool(across and down), across + down, link


def _relaid(search: PathSearch, traffic: Occupancy, link: int) -> bool:
    before = traffic.lift(link)
    way = search.way(link)
    traffic.lay(link, way)
    return way != before
