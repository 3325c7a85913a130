"""Conditions, times and facts in words, with names instead of ids."""

from journeybook.model.base import Audience
from journeybook.model.describe_timing import describe_timing
from journeybook.model.item import Fact, When
from journeybook.model.language.describe import Titles, describe_condition, describe_duration
from journeybook.model.language.nodes import Condition, Duration
from journeybook.model.measures import Measure
from journeybook.model.timing import Timing
from journeybook.views.base.book import Book
from journeybook.views.base.labels import title_of

VALUE_KINDS = {
    "segment": "segment",
    "persona": "persona",
    "stage": "stage",
    "phase": "phase",
    "coverage": "coverage-model",
    "band": "band",
}
"""What the value of a comparison names, by the subject that is compared with it; a value of any other subject names nothing."""


def referent_name(book: Book, reference: str) -> str:
    """Return the name of whatever a condition or timing names; a step's is in quotes, since it is a sentence.

    Customers read it in the words in which it stands on their page.
    """
    spot = book.named.get(reference.rpartition("/")[2])
    if spot is None:
        return reference.replace("_", " ").replace("-", " ")
    customer_name = spot.part.first_text("customer_words", "customer_name") if book.audience is Audience.PUBLIC else ""
    if customer_name:
        return book.say("quoted", text=customer_name)
    return book.say("quoted", text=title_of(spot.part)) if spot.part.KIND == "step" else title_of(spot.part)


def condition_text(book: Book, rule: Condition | None) -> str:
    """Return a condition in words, with names instead of ids."""
    return describe_condition(rule, titles(book), book.words) if rule else ""


def titles(book: Book) -> Titles:
    """Return what stands for the ids of a condition."""
    return Titles(lambda name: referent_name(book, name), lambda subject, value: value_text(book, subject, value))


def value_text(book: Book, subject: str, value: str) -> str:
    """Return the value that a subject is compared with: the name of what it names, a measure's value as it is declared, else its words.

    Where several things have this id and other names, the id says it.
    """
    measure, other = book.atlas.find(Measure, subject), book.atlas.find(Measure, value)
    if measure:
        return other.name if other and value not in measure.values else value
    kind = VALUE_KINDS.get(subject)
    names = {title_of(spot.part) for (known, _, identifier), spot in book.atlas.index.items() if known == kind and identifier == value}
    return names.pop() if len(names) == 1 else value if names else value.replace("_", " ").replace("-", " ")


def timing_text(book: Book, moment: Timing | None) -> str:
    """Return a timing in words, with names instead of ids."""
    return describe_timing(moment, lambda name: referent_name(book, name), book.words) if moment else ""


def when_text(book: Book, when: When | None) -> str:
    """Return when something happens, in words."""
    if when is None:
        return ""
    return "; ".join(text for text in (timing_text(book, when.at), when.text) if text)


def fact_text(book: Book, fact: Fact | None) -> str:
    """Return a fact in words, with its condition where it has one."""
    if fact is None:
        return ""
    rule = condition_text(book, fact.get("when", Condition))
    if fact.fact and rule:
        return f"{fact.fact} ({rule})"
    return fact.fact or rule or fact.customer_words or ""


def fact_texts(book: Book, facts: tuple[Fact, ...]) -> tuple[str, ...]:
    """Return facts in words."""
    return tuple(fact_text(book, fact) for fact in facts)


def customer_fact_texts(facts: tuple[Fact, ...]) -> tuple[str, ...]:
    """Return facts as customers say them; one that is only a condition is left out."""
    return tuple(text for fact in facts if (text := fact.customer_words or fact.fact))


def length_text(book: Book, length: Duration | None) -> str:
    """Return a length of time in words."""
    return describe_duration(length, book.words) if length else ""
