"""Circles in a graph of names, by Kosaraju's algorithm with stacks of its own instead of recursion.

A depth-first search numbers the names in the order in which they are left; a second one, against the direction of the graph and from the
last name left to the first, reaches exactly the names of one strongly connected component at a time. Both visit each name and link once.
"""

from collections.abc import Collection, Mapping

Graph = Mapping[str, Collection[str]]
"""By name, the names to which it leads; a name that leads nowhere may be missing."""


def names_on_circles(leads: Graph) -> frozenset[str]:
    """Return every name from which a way leads back to it.

    >>> sorted(names_on_circles({"a": "b", "b": "c", "c": "bd", "e": "e"}))
    ['b', 'c', 'e']
    """
    back: dict[str, list[str]] = {}
    for source, targets in leads.items():
        for target in targets:
            back.setdefault(target, []).append(source)
    seen: set[str] = set()
    left = [name for start in leads for name in _left_behind(start, leads, seen)]
    seen.clear()
    components = (_left_behind(start, back, seen) for start in reversed(left))
    return frozenset(name for names in components for name in names if len(names) > 1 or name in leads.get(name, ()))


def _left_behind(start: str, leads: Graph, seen: set[str]) -> list[str]:
    """Return the names that a depth-first search reaches for the first time, in the order in which it leaves them."""
    if start in seen:
        return []
    seen.add(start)
    left: list[str] = []
    stack = [(start, iter(leads.get(start, ())))]
    while stack:
        name, targets = stack[-1]
        following = next((target for target in targets if target not in seen), None)
        if following is None:
            left.append(name)
            stack.pop()
        else:
            seen.add(following)
            stack.append((following, iter(leads.get(following, ()))))
    return left
