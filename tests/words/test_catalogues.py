"""German has every text of the interface, a translation that does not fit is not used, and CLDR says how days and numbers are written."""

import re
from datetime import date

import pytest

from journeybook.model.organisation import OUR_NOUNS
from journeybook.words import open_catalogue, words
from journeybook.words.languages import long_day, numeral
from journeybook.words.sentences import misfit

ENGLISH, GERMAN = words("en"), words("de")
LOAN_WORDS = frozenset(
    re.findall(
        r"\S+",
        """Account Accounts Adopt Agenda Atlas Expand In Journey Journeys Land Link Links MB Map Marketing Name Neutral Partner Persona
        Playbook Renew Route Score Segment Status Support Team Teams Ticket Touchpoint Touchpoints LAER Logo Release System Swimlane
        in live neutral offline online""",
    )
)
"""Words that are the same in German."""
BLANK = re.compile(r"\{\w+:?|[{}|]")


def test_german_has_every_text_with_the_same_blanks() -> None:
    assert len(ENGLISH) > 2700
    assert GERMAN.keys() == ENGLISH.keys()
    assert {key: fault for key, text in GERMAN.items() if (fault := misfit(key, text, ENGLISH[key], "de", OUR_NOUNS))} == {}
    edges = {key for key, text in GERMAN.items() if _edges(text) != _edges(ENGLISH[key])}
    assert edges == set()


def test_german_repeats_no_english_but_loan_words() -> None:
    alike = {key for key, text in GERMAN.items() if text == ENGLISH[key]}
    own = {word for key in alike for word in re.findall(r"[^\W\d_]{2,}", re.sub(r"\{\w+\}s?", " ", BLANK.sub(" ", ENGLISH[key])))}
    assert {"Persona", "Team"} < own
    nouns = {f"{noun}s" for noun in OUR_NOUNS} | set(OUR_NOUNS)
    assert own - LOAN_WORDS - nouns - {"s"} == set()


def test_german_puts_no_article_before_a_noun_of_the_organisation_s() -> None:
    """An organisation's own word may have any gender: it stands without an article, or in the plural."""
    bent = re.compile(r"\b(?:de[rsmn]|das|die|ein\w*|kein\w*|jede\w*|diese\w*) \{(?:" + "|".join(OUR_NOUNS) + r")\}(?![s-])", re.IGNORECASE)
    assert bent.search("In dieser {stage}")
    assert [key for key, text in GERMAN.items() if bent.search(text)] == []


@pytest.mark.parametrize(
    "text", ["{count.__class__} x", "{count!r}", "{nobody} {count}", "x", "{count} {", "{0} {count}", "{count:a|b}", "{count[0]}"]
)
def test_a_translation_that_does_not_fit_is_not_used(text: str) -> None:
    catalogue = open_catalogue("ru", {"account.more": text}, OUR_NOUNS)
    assert catalogue.texts["account.more"] == ENGLISH["account.more"]
    assert "account.more" in catalogue.untranslated


def test_days_and_numbers_stand_as_each_language_writes_them() -> None:
    day = date(2026, 3, 2)
    assert [long_day(day, language) for language in ("en", "de", "fr", "ja", "he")] == [
        "2 March 2026",
        "2. März 2026",
        "2 mars 2026",
        "2026年3月2日",
        "2 במרץ 2026",
    ]
    assert [numeral("1,234.5", language) for language in ("en", "de", "sh")] == ["1,234.5", "1.234,5", "1,234.5"]


def _edges(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
