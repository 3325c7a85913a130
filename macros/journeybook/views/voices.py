"""What the customer thinks, asks and meets, as plain sentences."""

from journeybook.model.step import Experience, Question


def sentences(item: Experience, name: str) -> tuple[str, ...]:
    """Return the sentences in a field of an experience; of a question what is asked."""
    return tuple(one.ask if isinstance(one, Question) else one for one in getattr(item, name))
