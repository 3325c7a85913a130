"""What authors call the classes and kinds of things, with the article."""

from journeybook.model.base import Part
from journeybook.model.item import Applies, Help, SingleFact, StepTime, When
from journeybook.model.organisation import AtlasFile
from journeybook.model.step import Floats, Next

_NOUNS: dict[type[Part], str] = {
    Applies: "condition",
    Floats: "range of stages",
    Help: "piece of advice",
    Next: "way on",
    SingleFact: "fact inside a group",
    StepTime: "time",
    When: "time",
}
"""What authors call the classes whose names are no nouns."""


def noun_phrase(model: type[Part]) -> str:
    """Return the authors' name of a model class, with its article.

    >>> noun_phrase(When), noun_phrase(AtlasFile)
    ('a time', 'atlas.yml')
    """
    if model is AtlasFile:
        return "atlas.yml"
    spaced = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in model.__name__).strip()
    return with_article(_NOUNS.get(model) or model.KIND.replace("-", " ") or spaced)


def with_article(word: str) -> str:
    """Return a noun with its indefinite article.

    >>> with_article("event"), with_article("play")
    ('an event', 'a play')
    """
    return f"{'an' if word[:1] in 'aeiou' and not word.startswith('use') else 'a'} {word}"


def define_first(kinds: tuple[str, ...]) -> str:
    """Return what to do where nothing of some kinds is there to be named."""
    return f"define {with_article(kinds_in_words(kinds))} first"


def kinds_in_words(kinds: tuple[str, ...]) -> str:
    """Return kinds as authors say them.

    >>> kinds_in_words(("team", "role", "contact-role"))
    'team, role or contact role'
    """
    return " or ".join(", ".join(kind.replace("-", " ") for kind in kinds).rsplit(", ", 1))
