"""What a search finds: each thing once, with all its places, in the words of its audience and with what it can be narrowed down by."""

from collections.abc import Callable
from pathlib import Path

import pytest

from journeybook.model.base import Audience
from journeybook.validate import check
from journeybook.views.base.book import Book, open_book
from journeybook.views.base.elements import Address
from journeybook.views.links.site_map import OWN_PAGE, SHARED_PAGE
from journeybook.views.search.colleague_documents import KINDS
from journeybook.views.search.dialog import search_dialog
from journeybook.views.search.document import SearchDocument, SearchPlace
from journeybook.views.search.documents import search_documents
from journeybook.views.site_pages import site_pages

IN_MAPS = ("map", "stage", "step", "milestone", "pain-point", "opportunity", "handoff", "role")
"""The kinds of things whose address is on the page of something else."""
WORLD = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Acme
    | words: {segment: tier}
    | glossary:
    |   tern: {meaning: A bird of the coast, also: [sea swallow]}
    |   twig: {meaning: A thin branch, also: [sprig], audience: public}
    | lifecycle: [{id: arrival, name: Arrival}]
    | teams: [{id: care, name: Care, audience: public, summary: Looks after people}]
    | lanes:
    |   - {id: customer, name: You, role: customer}
    |   - {id: desk, name: Desk, role: frontstage, team: care}
  segments/
    segments.yml
      | [{id: small, name: Small, summary: Few birds}]
  playbooks/
    feed.yml
      | {id: feed, name: Feed them, trigger: They are hungry, steps: [{what: Give fish, how: Raw **only**}]}
  maps/
    base.yml
      | id: base
      | name: Base
      | goal: To fly
      | status: live
      | segments: small
      | public: {slug: fly, title: Fly away, goal: Fly}
      | stages:
      |   - id: nest
      |     name: Nest
      |     phase: arrival
      |     customer_name: Your nest
      |     exit: {fact: It holds, customer_words: You sit in it}
      |     audience: public
      |     steps:
      |       - {id: gather, desk: Brings twigs, how: "From the [wood](https://example.org)", note: Unseen, audience: public}
      |       - {customer: Builds, audience: public, pain_points: [{what: It falls, recovery: Build anew}]}
    variant.yml
      | {id: variant, name: Variant, extends: base, goal: To fly far}
"""


@pytest.fixture
def book(draw_project: Callable[[str], Path]) -> Callable[[Audience], Book]:
    checked = check(draw_project(WORLD))
    assert checked.ok, checked.findings
    return lambda audience: open_book(checked, audience)


def documents(book: Book) -> dict[tuple[str, str], SearchDocument]:
    listed = search_documents(book, site_pages(book))
    by_name = {(document.kind, document.title): document for document in listed}
    assert len(by_name) == len(listed)
    return by_name


def test_what_variants_take_over_is_one_document_with_all_its_places(book: Callable[[Audience], Book]) -> None:
    step = documents(book(Audience.INTERNAL))["Step", "Brings twigs"]
    assert step == SearchDocument(
        kind="Step",
        title="Brings twigs",
        places=(
            SearchPlace(Address("maps/base/nest.md", "step-gather"), "Base", "Nest"),
            SearchPlace(Address("maps/variant/nest.md", "step-gather"), "Variant", "Nest"),
        ),
        texts=("Unseen", "From the wood"),
        names=("gather",),
        facets=(("segment", "Small"), ("team", "Care"), ("phase", "Arrival")),
    )


def test_each_thing_has_its_document_and_what_stands_inside_another_its_own(book: Callable[[Audience], Book]) -> None:
    listed = documents(book(Audience.INTERNAL))
    assert {("Map", "Base"), ("Map", "Variant"), ("Stage", "Nest"), ("Tier", "Small"), ("Team", "Care"), ("Page", "Home")} <= set(listed)
    assert listed["Playbook", "Feed them"].texts == ("They are hungry", "Give fish", "Raw only")
    assert listed["Word", "tern"].texts == ("A bird of the coast",)
    pain = listed["Pain point", "It falls"]
    assert pain.places[0].address == Address("maps/base/nest.md", "step-builds")
    assert "It falls" not in listed["Step", "Builds"].texts
    assert [document.kind for document in listed.values()][:2] == ["Map", "Map"]


def test_whatever_has_an_address_of_its_own_is_found() -> None:
    assert len(OWN_PAGE) + len(SHARED_PAGE) > 20
    assert set(KINDS) == {*OWN_PAGE, *SHARED_PAGE, *IN_MAPS}


def test_customers_find_their_words_and_nothing_else(book: Callable[[Audience], Book]) -> None:
    listed = documents(book(Audience.PUBLIC))
    assert list(listed) == [("Page", "Home"), ("Plan", "Fly away"), ("Stage", "Your nest"), ("Step", "Brings twigs"), ("Step", "Builds")]
    assert listed["Step", "Brings twigs"] == SearchDocument(
        "Step",
        "Brings twigs",
        (SearchPlace(Address("fly.md", "step-brings-twigs"), "Fly away", "Your nest"),),
        ("From the wood",),
        ("Care",),
        (("plan", "Fly away"), ("stage", "Your nest")),
    )
    assert listed["Plan", "Fly away"].facets == (("plan", "Fly away"),)
    said = " ".join(text for document in listed.values() for text in (*document.texts, *document.names))
    assert [word for word in ("Unseen", "It falls", "Small", "Base", "Arrival") if word in said] == []
    assert "You sit in it" in said


def test_each_audience_is_led_from_other_words_to_those_of_the_glossary_that_it_may_read(book: Callable[[Audience], Book]) -> None:
    def synonyms(audience: Audience) -> object:
        return search_dialog(book(audience), "list/", has_manual=False)["synonyms"]

    assert synonyms(Audience.INTERNAL) == [["sea swallow", "tern"], ["sprig", "twig"], ["segment", "tier"]]
    assert synonyms(Audience.PUBLIC) == [["sprig", "twig"]]
