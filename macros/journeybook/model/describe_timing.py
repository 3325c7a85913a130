"""Timings in words, from templates among the interface's words."""

from collections.abc import Callable, Iterator

from journeybook.model.language.describe import describe_duration, describe_unit
from journeybook.model.language.nodes import Duration
from journeybook.model.timing import Every, Timing
from journeybook.words import Catalogue


def describe_timing(timing: Timing, name_of: Callable[[str], str], words: Catalogue, *, start: str = "") -> str:
    """Return a timing in words, with titles instead of ids; `start` names the day from which one without an anchor counts."""
    clock = words["timing.clock_range" if timing.clock_end else "timing.clock"].format(start=timing.clock_start, end=timing.clock_end)
    parts = [clock] if timing.form == "clock" else [_describe(timing, name_of, words, start), *([clock] if timing.clock_start else [])]
    text = words["timing.space"].join(parts)
    return words[f"timing.{timing.bound}"].format(timing=text) if timing.bound else text


def _describe(timing: Timing, name_of: Callable[[str], str], words: Catalogue, start: str) -> str:
    if timing.every:
        return words["timing.space"].join(_rhythm(timing, timing.every, name_of, words))
    is_numbered = start and timing.offset and timing.form in ("day", "by")
    template = words["timing.counted"].format(timing=_template(timing, words), anchor=start) if is_numbered else _template(timing, words)
    return template.format(
        duration=_length(timing, words),
        anchor=_edge(timing.anchor, timing.edge, name_of, words) if timing.anchor else start or words["timing.start"],
        until=_edge(timing.until, timing.until_edge, name_of, words) if timing.until else "",
        event=name_of(timing.event) if timing.event else "",
    )


def _template(timing: Timing, words: Catalogue) -> str:
    form = timing.form
    if form in ("within", "between"):
        return words[f"timing.{form}_{timing.side}"]
    if form in ("after", "before"):
        return words[f"timing.{form}"] if timing.offset else words[f"timing.only_{form}"]
    if form == "by":
        return words["timing.by_day" if timing.offset else "timing.by_anchor"]
    if form == "day":
        return words["timing.day_range" if timing.end else "timing.one_day"]
    return words["timing.same_day"] if form == "same day" else words[f"timing.{form}"]


def _edge(name: str, edge: str, name_of: Callable[[str], str], words: Catalogue) -> str:
    """Return the name of an anchor, with the day of it from which is counted where that is said."""
    return words[f"timing.{edge}_day"].format(anchor=name_of(name)) if edge else name_of(name)


def _length(timing: Timing, words: Catalogue) -> str:
    start, end = timing.offset, timing.end
    if start is None:
        return ""
    if timing.form in ("day", "by"):
        return f"{start.amount}" if end is None else words["duration.range"].format(amount=start.amount, most=end.amount)
    amounts = sorted(offset.amount for offset in (start, end) if offset)
    several = timing.form == "between"
    return describe_duration(Duration(amounts[0] if several else amounts[-1], start.unit, amounts[-1] if several else None), words)


def _rhythm(timing: Timing, every: Every, name_of: Callable[[str], str], words: Catalogue) -> Iterator[str]:
    unit = describe_unit(every.unit, words) if every.amount == 1 else describe_duration(Duration(every.amount, every.unit), words)
    often = {1: "timing.every", 2: "timing.twice"}.get(every.times, "timing.times")
    yield words[often].format(times=every.times, unit=unit)
    if timing.anchor:
        yield words["timing.from"].format(anchor=_edge(timing.anchor, timing.edge, name_of, words))
    if timing.until:
        yield words["timing.until"].format(anchor=_edge(timing.until, timing.until_edge, name_of, words))
