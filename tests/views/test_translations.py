"""Pages in German say no English of ours, an organisation may translate the interface, and what is not translated is marked as English."""

import json
import re
from collections.abc import Iterator
from html import unescape

import pytest
from answered import whole_atlas

from journeybook.audience.redact import redact
from journeybook.audience.withhold import changed
from journeybook.model.atlas import Atlas
from journeybook.model.base import Audience
from journeybook.model.language.nodes import Duration
from journeybook.model.organisation import Word
from journeybook.model.timing import parse_timing
from journeybook.model.translation import TranslatedText, Translation
from journeybook.render.environment import render
from journeybook.render.untranslated import language_mark, with_language
from journeybook.site.stubs import marked_titles
from journeybook.views.base.book import Book
from journeybook.views.base.labels import heading
from journeybook.views.links.texts import length_text, timing_text
from journeybook.views.site_pages import site_pages
from journeybook.words import words
from journeybook.words.mixed_texts import MixedText, OurText, Untranslated
from journeybook.words.sentences import says_something

ENGLISH, GERMAN = words("en"), words("de")
TEXT = re.compile(r">([^<>]+)<")


@pytest.mark.parametrize("audience", list(Audience))
def test_no_page_in_german_says_an_english_text_of_ours(audience: Audience) -> None:
    english, german = (_spoken(_atlas(language), audience) for language in ("en", "de"))
    both = {text.lower() for text in GERMAN.values()}
    ours = {text for text in ENGLISH.values() if text.lower() not in both and says_something(text, frozenset())}
    ours |= {text[:1].upper() + text[1:] for text in ours}
    assert len(english & ours) > (200 if audience is Audience.INTERNAL else 20)
    assert german & ours == set()


def test_an_organisation_s_own_nouns_stand_in_german_sentences() -> None:
    word = Word(ours="stage", yours="Etappe", plural="Etappen")
    book = Book(_with(_atlas("de"), words=(word,)), Audience.INTERNAL)
    assert [book.say("map.at_a_glance"), book.say("home.stages", count=1), book.say("home.stages", count=2)] == [
        "Etappen auf einen Blick",
        "1 Etappe",
        "2 Etappen",
    ]


def test_a_translation_takes_the_place_of_english_and_the_rest_knows_that_it_is_english() -> None:
    book = Book(_translated("ru", {"success.goal": "Ваша цель", "table.shown": "{number} из {total}"}), Audience.PUBLIC)
    assert [book.say("success.goal"), book.say("table.shown", number=1, total=2)] == ["Ваша цель", "1 из 2"]
    assert [type(book.say(key)) for key in ("success.goal", "success.path")] == [OurText, Untranslated]
    assert book.say("success.path") == "Your path"


def test_a_translation_has_as_many_forms_of_a_word_as_its_language() -> None:
    book = Book(_translated("ru", {"account.more_lines": "{count:строка|строки|строк|строки}"}), Audience.INTERNAL)
    assert [book.say("account.more_lines", count=count) for count in (1, 3, 5, 21)] == ["1 строка", "3 строки", "5 строк", "21 строка"]
    scripted = book.say("account.more_lines", count="{count}")
    assert scripted == "{count:one=строка|few=строки|many=строк|other=строки}"


def test_a_length_of_time_has_as_many_forms_as_its_language() -> None:
    book = Book(
        _translated("ru", {"duration.day": "день", "duration.days": "день|дня|дней|дня", "duration.weeks": "недель"}), Audience.INTERNAL
    )
    lengths = [
        Duration(amount, unit, most) for unit in ("days", "weeks") for amount, most in ((1, None), (3, None), (7, None), (1, 2), (2, 21))
    ]
    assert [length_text(book, length).replace("to", "–") for length in lengths] == [
        *("1 день", "3 дня", "7 дней", "1 – 2 дня", "2 – 21 день"),
        *("1 week", "3 недель", "7 недель", "1 – 2 недель", "2 – 21 недель"),
    ]


@pytest.mark.parametrize(
    ("words", "is_right"), [("день|дня|дней|дня", True), ("день|дней", True), ("дней", True), ("день|дня|дней", False)]
)
def test_a_length_of_time_has_one_word_or_one_for_each_form(words: str, is_right: bool) -> None:  # noqa: FBT001 - a case of the table
    book = Book(_translated("ru", {"duration.days": words}), Audience.INTERNAL)
    assert (length_text(book, Duration(7, "days")) == "7 дней") is is_right


def test_english_words_are_marked_in_sentences_that_are_put_together() -> None:
    texts = {"timing.after": "{duration} אחרי {anchor}", "changes.where": "ב־{home}", "list.comma": ","}
    book = Book(_translated("he", texts), Audience.INTERNAL)
    comma = book.say("list.comma")
    told = [
        timing_text(book, parse_timing("14 days after signature")),
        book.say("changes.where", home=book.say("success.path")),
        comma.join((book.say("success.path"), "א", book.say("success.goal"))),
        comma.join((book.say("success.path"), book.say("success.goal"))),
        heading(book, "success.path") + ": א",
    ]
    assert [str(with_language(text)).replace(' lang="en" dir="ltr"', "") for text in told] == [
        "<span>14 days</span> אחרי signature",
        " ב־<span>Your path</span>",
        "<span>Your path</span>, א, <span>Your goal</span>",
        "<span>Your path, Your goal</span>",
        "<span>Your path</span>: א",
    ]
    assert list(map(type, told)) == [MixedText, MixedText, MixedText, Untranslated, MixedText]


def test_the_navigation_and_what_scripts_write_know_what_is_english() -> None:
    book = Book(_translated("he", {"nav.home": "בית", "plan.by": "עד {date}"}), Audience.PUBLIC)
    stubs = tuple(site_pages(book))
    mark = marked_titles(stubs, book.say("nav.help"))
    assert [mark(title) for title in ("Help", "בית", "an author's own")] == [
        '<span lang="en" dir="ltr">Help</span>',
        "בית",
        "an author's own",
    ]
    assert [language_mark(book.say(key)) for key in ("nav.home", "nav.help")] == ["", ' lang="en" dir="ltr"']
    plans = [str(render(book, stub.view, stub.arguments, here=stub.page)) for stub in stubs if stub.view == "success_map"]
    documents = [
        json.loads(unescape(data)) for page in plans for data in re.findall(r"<script[^>]*json[^>]*>(.*?)</script>", page, re.DOTALL)
    ]
    words = [document["english"] for document in documents if "slug" in document]
    assert [("by" in english, len(english) > 20) for english in words] == [(False, True)] * len(plans)


def test_what_is_english_is_marked_between_tags_and_nowhere_else() -> None:
    book = Book(_translated("he", {}), Audience.INTERNAL)
    pages = [str(render(book, stub.view, stub.arguments, here=stub.page)) for stub in site_pages(book)]
    marked = [page for page in pages if '<span lang="en" dir="ltr">' in page]
    assert len(marked) > len(pages) / 2
    assert [tag for page in pages for tag in re.findall(r'="[^"<>]*<span lang[^>]*>', page)] == []
    assert [tag for page in pages for tag in re.findall(r"<(?:title|desc|text|tspan|option)\b[^>]*>[^<]*<span lang", page)] == []


def _atlas(language: str) -> Atlas:
    return _with(whole_atlas(), language=language)


def _with(atlas: Atlas, **values: object) -> Atlas:
    return changed(atlas, file=changed(atlas.file, **{"words": (), **values}))


def _translated(language: str, texts: dict[str, str]) -> Atlas:
    rows = tuple(TranslatedText(key=key, text=text) for key, text in texts.items())
    return changed(_atlas(language), translations=(Translation(language=language, words=rows),))


def _spoken(atlas: Atlas, audience: Audience) -> set[str]:
    """Return every text between tags, and those that scripts say, on all pages of a site."""
    book = Book(redact(atlas, audience) if audience is Audience.PUBLIC else atlas, audience)
    return {text for stub in site_pages(book) for text in _texts(str(render(book, stub.view, stub.arguments, here=stub.page)))}


def _texts(html: str) -> Iterator[str]:
    for data in re.findall(r"<script[^>]*application/json[^>]*>(.*?)</script>", html, re.DOTALL):
        yield from json.loads(unescape(data)).get("words", {}).values()
    yield from (unescape(text).strip() for text in TEXT.findall(re.sub(r"<(script|style)\b.*?</\1>", "", html, flags=re.DOTALL)))
