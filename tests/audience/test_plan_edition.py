"""The customer of a success plan reads what is shared beside its fields, and no word of colleagues or of another customer's plan."""

import os
from copy import deepcopy
from typing import Any

import pytest
from two_audiences import MARK, World, public_pages, tokens_in

from journeybook.audience.redact import redact
from journeybook.audience.serialise import atlas_to_json
from journeybook.model.atlas import Atlas
from journeybook.model.base import Audience
from journeybook.model.field_info import part_fields
from journeybook.model.success_plan import SuccessPlan
from journeybook.model.walk import field_values, walk
from journeybook.render.environment import render
from journeybook.views.base.book import Book
from journeybook.views.site_pages import site_pages

SLUG = "reach-your-goal"
SEEDS = range(100 if os.environ.get("JOURNEYBOOK_TEST_SIZE") == "long" else 6)


def with_other_words(tree: Any) -> Any:
    """Return a tree of which every token is another one."""
    if isinstance(tree, dict):
        return {key: with_other_words(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [with_other_words(item) for item in tree]
    for token in tokens_in(tree) if isinstance(tree, str) else ():
        tree = tree.replace(token, MARK + token[:1:-1])
    return tree


def spoken(tree: Any, *, internal: bool) -> Any:
    """Return the tree of a plan of which nothing, or everything that may be, is kept for colleagues."""
    if isinstance(tree, dict):
        return {key: internal if key == "internal" else spoken(value, internal=internal) for key, value in tree.items()}
    return [spoken(item, internal=internal) for item in tree] if isinstance(tree, list) else tree


def two_plans(seed: int, *, internal: bool) -> tuple[World, Atlas]:
    """Return an atlas with the plans of two accounts that follow the public map, the second in other words than the first."""
    world = World(seed)
    trees = world.trees()
    (journey,) = [tree for tree in trees["maps"] if (tree.get("public") or {}).get("slug") == SLUG]
    first = spoken(trees["plans"][0], internal=internal) | {"map": journey["id"]}
    first.setdefault("objectives", [])
    second = with_other_words(deepcopy(first)) | {"id": "other-plan"}
    return world, Atlas.model_validate({**trees, "plans": [first, second]})


def tokens_by_field(plan: SuccessPlan) -> dict[str, bool]:
    """Return every token of a plan, and whether its field is shared."""
    fields = ((part_fields(type(spot.part))[name], value) for spot in walk(plan) for name, value in field_values(spot.part))
    return {token: about.shared for about, value in fields if isinstance(value, str) for token in tokens_in(value)}


def edition(atlas: Atlas, plan: SuccessPlan) -> str:
    """Return every page of the edition for the customer of a plan, and what the process that makes them is given."""
    book = Book(redact(atlas, Audience.PUBLIC, only=SLUG, plan=plan.id), Audience.PUBLIC)
    pages = (render(book, stub.view, stub.arguments, here=stub.page) for stub in site_pages(book))
    return "\n".join((atlas_to_json(book.atlas), *pages))


@pytest.mark.parametrize("seed", SEEDS)
def test_an_edition_holds_what_is_shared_of_its_plan_and_no_other_word(seed: int) -> None:
    world, atlas = two_plans(seed, internal=False)
    for plan, other in (atlas.plans, atlas.plans[::-1]):
        mine, others = tokens_by_field(plan), tokens_by_field(other)
        seen = tokens_in(edition(atlas, plan))
        assert len(mine) > 3
        assert mine.keys().isdisjoint(others)
        assert seen & mine.keys() == {token for token, shared in mine.items() if shared}
        assert seen & others.keys() == set()
        told = {token for token, (_, public) in world.tokens.items() if not public} - mine.keys()
        assert {world.tokens[token][0] for token in seen & told} == set()


def test_what_is_kept_for_colleagues_is_in_no_edition() -> None:
    kept_by_all = 0
    for seed in SEEDS:
        _, atlas = two_plans(seed, internal=True)
        plan = atlas.plans[0]
        parts = [spot.part for spot in walk(plan) if any(part.get("internal", bool) for part in (spot.part, *spot.parents))]
        texts = [value for part in parts for _, value in field_values(part) if isinstance(value, str)]
        kept = {token for text in texts for token in tokens_in(text)}
        kept_by_all += len(kept)
        assert tokens_in(edition(atlas, plan)) & kept == set()
    assert kept_by_all > 20


def test_no_plan_is_on_the_public_site() -> None:
    _, atlas = two_plans(0, internal=False)
    tokens = {token for plan in atlas.plans for token in tokens_by_field(plan)}
    pages = "\n".join(public_pages(atlas).values())
    assert len(tokens) > 10
    assert tokens_in(pages)
    assert tokens_in(pages) & tokens == set()
    assert "plans" not in redact(atlas, Audience.PUBLIC).held()


def test_the_public_pages_are_the_same_whatever_plans_say() -> None:
    _, atlas = two_plans(0, internal=False)
    without = Atlas.model_validate({**dict(field_values(atlas)), "plans": ()})
    assert public_pages(atlas) == public_pages(without)
