"""The closed vocabularies in the interface's words: `high` as "High", with a tone where it is good or bad news."""

import unicodedata
from datetime import date
from enum import StrEnum

from journeybook.model.base import Part
from journeybook.model.enumerations import Hypothesis, Progress, State
from journeybook.model.map import ChoiceKind
from journeybook.model.plays import Play
from journeybook.model.references import id_words
from journeybook.model.stage import Stage
from journeybook.model.step import Step
from journeybook.model.walk import Spot
from journeybook.views.base.answers import named_answer
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Badge
from journeybook.words.languages import long_day, numeral
from journeybook.words.mixed_texts import with_capital

HYPOTHESIS_TONES = {Hypothesis.HELD: "good", Hypothesis.REFUTED: "neutral", Hypothesis.UNCLEAR: "neutral"}
PROGRESS_TONES = {Progress.OPEN: "neutral", Progress.DOING: "info", Progress.DONE: "good", Progress.DROPPED: "neutral"}


def heading(book: Book, key: str, **values: object) -> str:
    """Return an interface text that begins with a capital letter, whatever word the organisation uses."""
    return with_capital(book.say(key, **values))


def numeral_text(book: Book, number: str) -> str:
    """Return a number that is written as in English as people write it in the language of the book."""
    return numeral(number, book.language)


def by_letters(text: str) -> tuple[str, str]:
    """Return by what titles are sorted: their letters without accents and capitals, as German dictionaries do (DIN 5007-1).

    >>> sorted(("Zusage", "Übergabe", "Ablauf", "ärger"), key=by_letters)
    ['Ablauf', 'ärger', 'Übergabe', 'Zusage']
    """
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(letter))
    return bare, text


def label(book: Book, value: StrEnum | None) -> str:
    """Return a word of a closed vocabulary as readers see it, with a capital; nothing stays nothing."""
    return heading(book, f"{type(value).__name__.lower()}.{value}") if value else ""


def kind_label(book: Book, kind: str) -> str:
    """Return what a kind of thing is called: Step, Playbook, Pain point."""
    return heading(book, f"kind.{kind}")


def answered_badge(book: Book, part: Part, name: str, badge: Badge | None) -> Badge | None:
    """Return a badge for a field's value, else one with the author's answer behind the field's name: "severity: not known"."""
    answer = named_answer(book, part, name)
    return badge or (Badge(answer) if answer else None)


def progress_badge(book: Book, progress: Progress | None) -> Badge | None:
    """Return how far something has come."""
    return Badge(label(book, progress), PROGRESS_TONES[progress]) if progress else None


def state_badge(book: Book, part: Part) -> Badge | None:
    """Return a badge for what is not in use; what is in use needs none."""
    state = part.get("state", State)
    badge = None if state in (None, State.IN_USE) else Badge(label(book, state), "info")
    return answered_badge(book, part, "state", badge)


def choice_key(kind: ChoiceKind | None) -> str:
    """Return the end of the key of a text about a group of steps, by how many of them are done; nothing written is a case of its own."""
    return kind or "unsaid"


def step_text(book: Book, step: Step) -> str:
    """Return what is done in a step, behind the author's own label where it has one."""
    return book.say("step.labelled", label=step.label, what=step.what) if step.label else step.what


def stage_text(book: Book, stage: Stage) -> str:
    """Return the name of a stage, behind the author's own label where it has one."""
    return book.say("step.labelled", label=stage.label, what=stage.name) if stage.label else stage.name


def labelled_title(book: Book, part: Part) -> str:
    """Return what a part is called, a step or stage behind its author's own label."""
    if isinstance(part, Play):
        return play_title(book, book.atlas.play(part))
    return step_text(book, part) if isinstance(part, Step) else stage_text(book, part) if isinstance(part, Stage) else title_of(part)


def play_title(book: Book, play: Play) -> str:
    """Return what a play is called: its own name, else its playbook's, else that nothing is to be done, else the words of its id."""
    spot = book.atlas.spot("playbook", play.playbook)
    name = play.name or (spot.part.name if spot else None) or (heading(book, "play.nothing_to_do") if play.nothing_to_do else None)
    return name or id_words(play.id or "") or book.say("kind.play")


def spot_title(book: Book, spot: Spot) -> str:
    """Return what a part is called, in words a reader knows."""
    if isinstance(spot.part, Play | Step | Stage):
        return labelled_title(book, spot.part)
    return spot.part.first_text("name", "what", "text", "threshold") or _id_words(spot.part) or kind_label(book, spot.part.KIND)


def day_text(book: Book, day: date) -> str:
    """Return a day as people write it."""
    return long_day(day, book.language)


NAMING = ("name", "customer_name", "what", "term", "threshold")
"""The fields of which the first that says something is what a part is called."""


def title_of(part: Part) -> str:
    """Return what a part is called: its name, else what it says, else the words of its id."""
    return part.first_text(*NAMING) or _id_words(part) or part.KIND


def _id_words(part: Part) -> str:
    return id_words(part.first_text("id"))
