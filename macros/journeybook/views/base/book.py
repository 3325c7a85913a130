"""The book that views read: one audience's atlas with the day, the findings and the interface's words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, wraps
from typing import TYPE_CHECKING, Any, Concatenate, Literal, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from journeybook.audience.redact import redact
from journeybook.findings import Finding
from journeybook.model.atlas import Atlas
from journeybook.model.base import Audience, Part
from journeybook.model.organisation import OUR_NOUNS
from journeybook.model.walk import Spot
from journeybook.validate import Checked
from journeybook.words import Catalogue, words
from journeybook.words.mixed_texts import OurText, Untranslated, with_marks
from journeybook.words.sentences import ENGLISH, filled, noun_forms, with_noun_forms

if TYPE_CHECKING:  # a book without account data starts no query engine
    from journeybook.measure.figures import Figures

_Model = TypeVar("_Model", bound=Part)
_Answer = TypeVar("_Answer")
_Given = ParamSpec("_Given")
NAMEABLE_KINDS = (
    "measure",
    "milestone",
    "event",
    "anchor",
    "attribute",
    "gate",
    "handoff",
    "stage",
    "phase",
    "step",
    "segment",
    "persona",
    "band",
)
"""The kinds of which conditions and timings speak, the most usual first."""

RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ku-IQ", "ps", "sd", "ug", "ur", "yi"})
"""Languages that are written from right to left, by their codes."""


class NoSuchThing(LookupError):
    """A page asks for something the atlas does not hold, for instance a macro in a hand-written page."""


@dataclass(frozen=True, eq=False)
class Book:
    """What one site may show; a book equals only itself, so that what is made of it can be remembered."""

    atlas: Atlas
    audience: Audience
    as_of: date | None = None
    """The day from which checks count; public pages have none."""
    findings: tuple[Finding, ...] = ()
    """What the checks say; internal only."""
    customer_book: "Book | None" = None
    """The public book, for the internal pages that show what the customer sees."""
    figures: "Figures | None" = None
    """What account data say; internal only, and None where there are none."""
    has_known_ages: bool = True
    """Whether ages may be printed; not where a clone holds too little of the history."""

    @property
    def age_day(self) -> date | None:
        """The day from which pages count ages; none on public pages, and where it is not known."""
        return self.as_of if self.has_known_ages else None

    @cached_property
    def language(self) -> str:
        """The language of the interface."""
        return self.atlas.file.language

    @cached_property
    def direction(self) -> Literal["ltr", "rtl"]:
        """Which way the language of the interface is read."""
        return "rtl" if {self.language, self.language.partition("-")[0]} & RIGHT_TO_LEFT else "ltr"

    @cached_property
    def own_words(self) -> dict[str, str]:
        """The organisation's own words for ours, both in small letters."""
        return {word.ours.lower(): word.yours for word in self.atlas.file.words}

    @cached_property
    def named(self) -> dict[str, Spot]:
        """What conditions and timings can name, by its bare id: measures before milestones, and so on."""
        spots: dict[str, Spot] = {}
        for kind in NAMEABLE_KINDS:
            for (known_kind, _, identifier), spot in self.atlas.index.items():
                if known_kind == kind:
                    spots.setdefault(identifier, spot)
        return spots

    @cached_property
    def catalogue(self) -> Catalogue:
        """The interface's words in the language of the atlas."""
        return self.atlas.catalogue

    @property
    def words(self) -> dict[str, str]:
        """The interface's words by key."""
        return self.catalogue.texts

    def find(self, model: type[_Model], reference: str, *, scope: str = "") -> _Model:
        """Return the thing of this class with this id, or say in plain words that there is none."""
        thing = self.atlas.find(model, reference, scope=scope)
        if thing is None:
            message = f"there is no {model.KIND} '{reference}'"
            raise NoSuchThing(message)
        return thing

    def say(self, key: str, **values: object) -> str:
        """Return an interface word or sentence; a key that does not exist is a fault of ours.

        `{segment}`, `{stage}s` and the like stand for the organisation's own words; `{count}` and others are given by the caller.
        `{count:step|steps}` is a number with its word in the singular or plural. What is not translated is in English, and knows it.
        """
        if values:
            return self._said(key, values)
        if key not in self._fixed_words:
            self._fixed_words[key] = self._said(key, {})
        return self._fixed_words[key]

    def _said(self, key: str, values: Mapping[str, object]) -> str:
        language = self.catalogue.language_of(key)
        nouns = OUR_NOUNS if OUR_NOUNS.isdisjoint(values) else OUR_NOUNS.difference(values)
        sentence = with_noun_forms(self.words[key], nouns, language)
        nouns_in = self._nouns_in(language)
        if not self.catalogue.untranslated:
            return filled(sentence, {**nouns_in, **values}, language)
        if language != self.language:
            return Untranslated(filled(sentence, {**nouns_in, **values}, language))
        text = with_marks(values, lambda known: filled(sentence, {**nouns_in, **known}, language))
        return text if isinstance(text, OurText | Untranslated) else OurText(text)

    def _nouns_in(self, language: str) -> dict[str, str]:
        """Return what stands for our nouns in sentences of a language: the organisation's own words, else ours, in each form."""
        if language not in self._nouns:
            own_plurals = {word.ours.lower(): word.plural for word in self.atlas.file.words}
            self._nouns[language] = {}
            for noun in OUR_NOUNS:
                word = self.own_words.get(noun)
                forms = (word, own_plurals.get(noun)) if word else _usual_noun(noun, words(ENGLISH) if language == ENGLISH else self.words)
                self._nouns[language] |= noun_forms(noun, *forms, language)
        return self._nouns[language]

    @property
    def nouns(self) -> dict[str, str]:
        """What stands for our nouns in sentences of the language of the interface, in each form."""
        return self._nouns_in(self.language)

    def noun(self, noun: str) -> str:
        """Return what stands for one of our nouns, in the singular."""
        return self.nouns[noun]

    @cached_property
    def _nouns(self) -> dict[str, dict[str, str]]:
        """What stands for nouns, by the language of the sentence."""
        return {}

    @cached_property
    def _fixed_words(self) -> dict[str, str]:
        """The words and sentences without blanks of the caller's, as far as they have been said."""
        return {}


def _usual_noun(noun: str, words: Mapping[str, str]) -> tuple[str, str]:
    """Return our own word for a noun of ours in the language of these words, and its plural."""
    return words[f"noun.{noun}"], words[f"noun.{noun}.plural"]


def open_book(checked: Checked, audience: Audience, segment: str | None = None, only: str | None = None, plan: str | None = None) -> Book:
    """Return the book of a site: the public one knows neither the day nor the findings.

    A public book may be for one segment, and hold only the map with one slug; a segment that does not exist raises LookupError. One for the
    customer of a success plan, by its id, holds what they may read of that plan as well.
    """
    if audience is Audience.INTERNAL and (segment or only or plan):
        raise ValueError("only the public book can be for one segment or customer, or hold one map")
    public = Book(redact(checked.atlas, Audience.PUBLIC, segment=segment, only=only, plan=plan), Audience.PUBLIC)
    if audience is Audience.PUBLIC:
        return public
    return Book(checked.atlas, audience, checked.as_of, checked.findings, public, has_known_ages=checked.has_known_ages)


def remembered(function: Callable[Concatenate[Book, _Given], _Answer], /) -> Callable[Concatenate[Book, _Given], _Answer]:
    """Return a function of a book whose answers are remembered for as long as the book lives."""
    answers: WeakKeyDictionary[Book, dict[object, Any]] = WeakKeyDictionary()

    @wraps(function)
    def remembering(book: Book, /, *arguments: _Given.args, **options: _Given.kwargs) -> _Answer:
        known = answers.setdefault(book, {})
        key = (arguments, *options.items())
        if key not in known:
            known[key] = function(book, *arguments, **options)
        answer: _Answer = known[key]
        return answer

    return remembering
