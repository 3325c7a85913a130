"""A map as a document in Markdown: stages as headings, steps as a numbered list, and every field that says something below its part."""

from collections.abc import Iterator

from journeybook.exchange.document import DescribeTiming, duration_text, is_said, own_text
from journeybook.exchange.markdown_text import formatted_markdown, markdown_text
from journeybook.exchange.naming import lane_name, title
from journeybook.model.atlas import Atlas
from journeybook.model.base import Part
from journeybook.model.field_info import PartField, part_fields
from journeybook.model.language.nodes import Condition, Duration
from journeybook.model.map import Map
from journeybook.model.stage import Stage, SubStage
from journeybook.model.step import Step
from journeybook.model.timing import Timing
from journeybook.model.walk import field_values

_APART = {
    Map: ("name", "stages"),
    Stage: ("name", "steps", "sub_stages"),
    SubStage: ("name", "steps"),
    Step: ("lane", "what"),
}
"""The fields that stand in headings and in the first lines of steps, or below."""
_STEP_INDENT = " " * 4


def markdown_map(journey: Map, atlas: Atlas, describe: DescribeTiming = own_text) -> str:
    """Return a map as Markdown."""
    return "\n".join(_Writer(atlas, journey, describe).lines()) + "\n"


def _first_fields(model: type[Part]) -> tuple[str, ...]:
    """Return the fields that say what a part is about; they stand before the others."""
    return ("name", "what", model.SHORT, *model.KEYED[:1])


class _Writer:
    """Writes the lines of one map."""

    def __init__(self, atlas: Atlas, journey: Map, describe: DescribeTiming) -> None:
        self.atlas = atlas
        self.journey = journey
        self.describe = describe

    def lines(self) -> Iterator[str]:
        yield f"# {markdown_text(title(self.journey))}"
        yield from self.below(self.journey)
        for stage in self.journey.stages:
            yield from ("", f"## {markdown_text(title(stage))}")
            yield from self.below(stage)
            yield from self.steps(stage.inside("steps", Step), "Steps")
            for part in stage.inside("sub_stages", SubStage):
                yield from ("", f"### {markdown_text(title(part))}")
                yield from self.below(part)
                yield from self.steps(part.inside("steps", Step), "")

    def below(self, part: Part) -> Iterator[str]:
        """Yield the fields of a part below its heading."""
        fields = list(self.fields(part, ""))
        yield from ("", *fields) if fields else ()

    def steps(self, steps: tuple[Step, ...], heading: str) -> Iterator[str]:
        if steps and heading:
            yield from ("", f"### {heading}")
        yield from ("",) if steps else ()
        for number, step in enumerate(steps, start=1):
            begin = f"{number}.".ljust(len(_STEP_INDENT))
            yield f"{begin}**{markdown_text(lane_name(self.atlas, step.lane))}:** {markdown_text(step.what)}"
            yield from self.fields(step, _STEP_INDENT)

    def fields(self, part: Part, indent: str) -> Iterator[str]:
        """Yield each field that says something as an entry of a list, with what is deeper below it."""
        for name, value in sorted(field_values(part), key=lambda row: row[0] not in _first_fields(type(part))):
            if name in _APART.get(type(part), ()) or not is_said(part, name, value):
                continue
            field = part_fields(type(part))[name]
            values = value if isinstance(value, tuple) else (value,)
            texts = [self.text(item, field, indent) for item in values]
            label = f"{indent}- **{name.replace('_', ' ').capitalize()}:**"
            plain = [text for text in texts if text is not None]
            if len(plain) == len(texts) and (len(plain) == 1 or not field.formatted):
                yield f"{label} {'; '.join(plain)}"
                continue
            yield label
            for item, text in zip(values, texts, strict=True):
                yield from self.item(item, text, indent + "  ")

    def item(self, value: object, text: str | None, indent: str) -> Iterator[str]:
        """Yield one of several values; of a part, its fields below its first one."""
        if text is not None:
            yield f"{indent}- {text}"
        elif isinstance(value, Part):
            lines = list(self.fields(value, indent + "  "))
            if lines:
                yield f"{indent}- {lines[0].strip().removeprefix('- ')}"
                yield from lines[1:]

    def text(self, value: object, field: PartField, indent: str) -> str | None:
        """Return a value in one line, or None where it is a part that needs several."""
        if isinstance(value, Part):
            names = [name for name, inner in field_values(value) if is_said(value, name, inner)]
            short = type(value).SHORT
            return self.text(value.get(short, object), part_fields(type(value))[short], indent) if names == [short] else None
        if field.is_address:
            return f"<{value}>"
        return formatted_markdown(str(value), indent + "  ") if field.formatted else markdown_text(self.words(value, field))

    def words(self, value: object, field: PartField) -> str:
        """Return a single value in words; of a reference, the name of what it names."""
        if isinstance(value, Timing):
            return value.text or self.describe(value)
        if isinstance(value, Duration):
            return duration_text(value)
        if isinstance(value, Condition):
            return value.text
        if isinstance(value, bool):
            return "yes" if value else "no"
        spot = self.atlas.spot(field.names, value, scope=self.journey.id) if field.names and isinstance(value, str) else None
        return (spot.part.first_text("name", "customer_name", "what", "title") if spot else "") or str(value)
