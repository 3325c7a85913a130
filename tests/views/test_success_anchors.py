"""The spots on a success map: made of customer words, unique, and the same whatever is put before them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeybook.model.base import Audience
from journeybook.validate import check
from journeybook.views.base.book import open_book
from journeybook.views.success_map.success_anchors import LONGEST_ANCHOR, plan_anchors, text_anchors

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
    assert all(spot.startswith("step-") and len(spot) <= LONGEST_ANCHOR + 20 and spot.isascii() and spot == spot.lower() for spot in found)


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
    assert sorted(plan_anchors(book.atlas.maps[0]).values()) == [
        "choice-contact",
        "goal-contact",
        "part-contact",
        "part-shown",
        "step-contact",
        "step-contact-2",
        "step-shown",
    ]
