"""Links that are drawn as one trunk with branches, because many leave one step or many arrive at one.

A fan of thirty links has no room for thirty tracks at one side of a step. Bundled, its links share their tracks wherever they run on one
line, as the branches of a hyperedge do (Sander, "Layout of directed hypergraphs with orthogonal hyperedges", 2004). O(links).
"""

from collections import Counter, defaultdict
from collections.abc import Collection

from journeybook.draw.diagram import Diagram, DiagramLinkKind

LEAST_FAN = 6
"""The number of links from one step, or to one, from which on they are a bundle."""


def bundles(diagram: Diagram, back: Collection[int]) -> tuple[int, ...]:
    """Return the number of each link's bundle; a link of no bundle has one of its own.

    Links of different strokes are never bundled, nor are two from one step to one other.
    """
    ends = Counter((link.source, link.target) for link in diagram.links)
    fans: dict[tuple[str, bool, DiagramLinkKind], list[int]] = defaultdict(list)
    for index, link in enumerate(diagram.links):
        if index not in back and link.kind is not DiagramLinkKind.TOGETHER and ends[link.source, link.target] == 1:
            fans[link.source, True, link.kind].append(index)
            fans[link.target, False, link.kind].append(index)
    bundle = list(range(len(diagram.links)))
    taken: set[int] = set()
    for fan in sorted(fans.values(), key=lambda links: (-len(links), links)):
        free = [index for index in fan if index not in taken]
        if len(free) >= LEAST_FAN:
            taken.update(free)
            for index in free:
                bundle[index] = free[0]
    return tuple(bundle)
