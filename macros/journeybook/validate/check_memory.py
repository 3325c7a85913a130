"""What a check has made of single files, for the next check of the same project: nothing in it depends on any other file."""

from collections.abc import Callable, Hashable
from typing import TypeVar

_Value = TypeVar("_Value")


class CheckMemory:
    """The results of the last check and of this one by what they were made of; what two checks did not need is gone."""

    def __init__(self) -> None:
        self._before: dict[Hashable, tuple[object, object]] = {}
        self._now: dict[Hashable, tuple[object, object]] = {}

    def turn(self) -> None:
        """Begin another check."""
        self._before, self._now = self._now, {}

    def kept(self, key: Hashable, source: object, make: Callable[[], _Value]) -> _Value:
        """Return what is made of a source and a key that tells all else that goes into it.

        A source is known as an object, by its identity, and lives as long as what was made of it, so that no other can have its number.
        """
        whole = (key, id(source))
        if whole not in self._now:
            self._now[whole] = self._before.get(whole) or (source, make())
        value: _Value = self._now[whole][1]  # type: ignore[assignment]  # the key says what was made
        return value
