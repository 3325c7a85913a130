"""The spots on a success map: made of customer words, unique, and the same whatever is put before them."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeybook.model.base import Audience
from journeybook.model.identity import LONGEST_NAME
from journeybook.render.environment import render
from journeybook.validate import check
from journeybook.views.base.book import Book, open_book
from journeybook.views.pages.success_map import view
from journeybook.views.success_map.success_anchors import plan_anchors, text_anchors
from journeybook.views.success_map.success_step import StepGroup

WORDS = st.lists(
    st.sampled_from(["Go", "go!", "Go 2", "Go 2 3", "开始", "开 始", "🎉", "", "Ä", "A", "-", "a" * 99, "a" * 98 + "b"]), max_size=12
)


@pytest.mark.parametrize(
    ("words", "spot"),
    [
        ("Invite the team!", "step-invite-the-team"),
        ("Größe & Maß", "step-grosse-mass"),
        ("开始", "step-d2bb025a"),
        ("🎉", "step-6146299c"),
        ("", "step-e3b0c442"),
        ("Шаг 2", "step-2-4bfe05e3"),
        ("word " * 40, "step-word-word-word-word-word-word-word-word-word-word-word-word-61947983"),
    ],
)
def test_a_spot_is_made_of_the_words(words: str, spot: str) -> None:
    assert text_anchors("step", [words]) == (spot,)


@given(WORDS)
def test_spots_are_unique_and_fit_an_address(words: list[str]) -> None:
    found = text_anchors("step", words)
    assert len(set(found)) == len(found) == len(words)
    assert all(spot.startswith("step-") and len(spot) <= LONGEST_NAME + 20 and spot.isascii() and spot == spot.lower() for spot in found)


@given(WORDS, st.integers(0, 12), st.sampled_from(["New", "Go 9", "完了"]))
def test_new_words_rename_nobody(words: list[str], place: int, new: str) -> None:
    longer = text_anchors("step", [*words[:place], new, *words[place:]])
    assert (*longer[: min(place, len(words))], *longer[min(place, len(words)) + 1 :]) == text_anchors("step", words)


@given(WORDS)
def test_words_that_come_again_rename_nobody_else(words: list[str]) -> None:
    longer = text_anchors("step", [*words, *words[:1]])
    assert longer[: len(words)] == text_anchors("step", words)


def test_everything_that_has_a_spot_on_a_page_has_another(draw_project: Callable[[str], Path]) -> None:
    project = """
    journeys/
      atlas.yml
        | schema_version: 2
        | organisation: Small
        | teams: [{id: success, name: Success}]
      maps/
        one.yml
          | id: one
          | name: One
          | goal: Reach
          | owner: success
          | status: live
          | audience: public
          | public: {slug: contact, title: Contact, goal: Contact, role: I contact}
          | choices: {contact: Contact}
          | stages:
          |   - id: contact
          |     name: Contact
          |     exit: Contact
          |     owner: success
          |     steps: [{customer: Contact, choice: contact}, {customer: Contact}]
          |     milestones: [{name: Contact, test: Contact, owner: success}]
          |   - id: hidden
          |     name: Hidden
          |     audience: internal
          |     exit: Contact
          |     owner: success
          |     steps: [{customer: Shown, audience: public, ends: Contact}]
    """
    book = open_book(check(draw_project(project)), Audience.PUBLIC)
    anchors = plan_anchors(book, book.atlas.maps[0])
    assert sorted((anchor.identity.key, anchor.counted) for anchor in anchors.values()) == [
        ("choice-contact", "choice-contact"),
        ("goal-contact", "goal-contact"),
        ("part-contact", "part-contact"),
        ("part-shown", "part-shown"),
        ("step-contact--5b61d67f", "step-contact"),
        ("step-contact--5b61d67f-2", "step-contact-2"),
        ("step-shown", "step-shown"),
    ]


CALLS = """
journeys/
  atlas.yml
    | {schema_version: 2, organisation: Small, teams: [{id: success, name: Success}]}
  maps/
    one.yml
      | id: one
      | name: One
      | goal: Reach
      | owner: success
      | status: live
      | audience: public
      | public: {slug: contact, title: Contact, goal: Contact, role: I contact}
      | stages:
      |   - id: begin
      |     name: Begin
      |     exit: Begun
      |     steps: [STEPS]
"""
STEPS = tuple(f"{{customer: Join the call, {time}}}" for time in ("when: by day 3", "when: by day 5", "takes: 1 hour"))


def test_steps_with_the_same_words_keep_their_keys_when_one_of_them_goes(draw_project: Callable[[str], Path]) -> None:
    def keys(*steps: str) -> list[tuple[str, str, str]]:
        book = open_book(check(draw_project(CALLS.replace("STEPS", ", ".join(steps)))), Audience.PUBLIC)
        (journey,) = book.atlas.maps
        anchors = plan_anchors(book, journey)
        shown = [anchors[id(step)] for step in journey.stages[0].steps]
        return [(anchor.identity.key, anchor.identity.lasting, anchor.counted) for anchor in shown]

    first, second, third = keys(*STEPS)
    assert [key[2] for key in (first, second, third)] == ["step-join-the-call", "step-join-the-call-2", "step-join-the-call-3"]
    assert all(key == lasting and key.startswith("step-join-the-call--") for key, lasting, _ in (first, second, third))
    assert [key[0] for key in keys(*STEPS[1:])] == [second[0], third[0]]
    assert [key[0] for key in keys(*STEPS[::-1])] == [third[0], second[0], first[0]]
    assert keys(STEPS[1]) == [("step-join-the-call", second[1], "step-join-the-call")]


def test_older_links_and_those_to_a_lasting_anchor_lead_to_the_step(draw_project: Callable[[str], Path]) -> None:
    book = open_book(check(draw_project(CALLS.replace("STEPS", ", ".join((*STEPS[:2], "{customer: Write}"))))), Audience.PUBLIC)
    page = view(book, "contact")
    first, second, third = [
        line for section in page.path[0].sections for group in section.groups if isinstance(group, StepGroup) for line in group.steps
    ]
    assert (first.other_anchors, second.other_anchors) == (("step-join-the-call",), ("step-join-the-call-2",))
    assert (third.anchor, third.other_anchors) == ("step-write", (plan_anchors(book, book.atlas.maps[0])[_step(book)].identity.lasting,))
    html = str(render(book, "success_map", ("contact",), here="contact.md"))
    assert [html.count(f' id="{anchor}"') for line in (first, second, third) for anchor in (line.anchor, *line.other_anchors)] == [1] * 6


def _step(book: Book) -> int:
    return id(book.atlas.maps[0].stages[0].steps[2])


KNOWN = """
journeys/
  atlas.yml
    | {schema_version: 2, organisation: Small, teams: [{id: success, name: Success}]}
  maps/
    one.yml
      | id: the-map
      | name: One
      | goal: Reach
      | owner: success
      | status: live
      | audience: public
      | public: {slug: contact, title: Contact, goal: Contact, role: I contact, known_by_id: KNOWN}
      | choices: {the-choice: {name: Ways, kind: one-of}}
      | stages:
      |   - id: the-stage
      |     name: Begin
      |     exit: Begun
      |     steps:
      |       - {id: the-step, customer: WORDS, choice: the-choice, next: the-end}
      |       - {customer: Write, choice: the-choice}
      |       - {id: the-secret, company: Sells, audience: internal}
      |       - {id: the-end, customer: Ends}
      |     milestones: [{id: the-goal, name: Reached, target: 3 days after the-step, owner: success}]
"""


def test_ids_are_public_only_where_their_author_says_so(draw_project: Callable[[str], Path]) -> None:
    def html(known: str, words: str) -> str:
        book = open_book(check(draw_project(KNOWN.replace("KNOWN", known).replace("WORDS", words))), Audience.PUBLIC)
        return str(render(book, "success_map", ("contact",), here="contact.md"))

    def told(page: str) -> set[str]:
        return set(re.findall(r"\bthe-(?:map|choice|stage|step|secret|end|goal)\b", page))

    silent, open_page, reworded = html("false", "Join"), html("true", "Join"), html("true", "Come along")
    assert (told(silent), told(open_page)) == (set(), {"the-stage", "the-step", "the-end", "the-goal"})
    for page in (open_page, reworded):
        assert [page.count(f' id="{anchor}"') for anchor in ("part--the-stage", "step--the-step", "goal--the-goal", "step-write")] == [
            1
        ] * 4
    assert (open_page.count(' id="step-join"'), reworded.count(' id="step-come-along"')) == (1, 1)


def test_choices_of_one_name_are_known_by_their_options(draw_project: Callable[[str], Path]) -> None:
    def keys(*choices: str) -> dict[str, str]:
        steps = ", ".join(f"{{customer: {name} {number}, choice: {name}}}" for name in choices for number in (1, 2))
        written = f"choices: {{{', '.join(f'{name}: {{name: Ways to pay, kind: one-of}}' for name in choices)}}}"
        project = CALLS.replace("STEPS", steps).replace("      | stages:", f"      | {written}\n      | stages:")
        book = open_book(check(draw_project(project)), Audience.PUBLIC)
        (journey,) = book.atlas.maps
        anchors = plan_anchors(book, journey)
        lasting = (anchors[id(choice)].identity.lasting for choice in journey.choices)
        return dict(zip(choices, lasting, strict=True))

    both = keys("card", "cash")
    assert len(set(both.values())) == 2
    assert keys("cash", "card") == both
    assert keys("cash") == {"cash": both["cash"]}
