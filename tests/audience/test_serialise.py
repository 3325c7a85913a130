"""What the process that makes a public site receives: the redacted atlas, the same as it was, and nothing else."""

import json

import pytest
from two_audiences import SHOWN_OTHERWISE, World, below, public_pages

from journeybook.audience.redact import redact
from journeybook.audience.serialise import atlas_from_json, atlas_to_json
from journeybook.model.base import Audience, Part, Withheld
from journeybook.model.field_info import part_fields
from journeybook.model.walk import field_values, walk

SEEDS = (0, 1, 2, 3)


@pytest.mark.parametrize("seed", SEEDS)
def test_an_atlas_is_the_same_after_it_was_handed_over(seed: int) -> None:
    public = redact(World(seed).atlas(), Audience.PUBLIC)
    handed = atlas_from_json(atlas_to_json(public))
    before, after = ([(spot.path, dict(field_values(spot.part))) for spot in walk(atlas)] for atlas in (public, handed))
    assert (len(before) > 50, before == after, handed == public) == (True, True, True)


def test_what_is_withheld_is_not_handed_over() -> None:
    world = World(0)
    text = atlas_to_json(redact(world.atlas(), Audience.PUBLIC))
    words = {is_public: [word for word, (_, public) in world.tokens.items() if public is is_public] for is_public in (True, False)}
    assert (len(words[True]) > 50, len(words[False]) > 1000) == (True, True)
    assert ([word for word in words[False] if word in text], any(word in text for word in words[True])) == ([], True)
    with pytest.raises(Withheld):
        _ = atlas_from_json(text).accounts


def test_every_word_that_is_handed_over_stands_on_a_page() -> None:
    world = World(0)
    atlas = world.atlas()
    text, pages = atlas_to_json(redact(atlas, Audience.PUBLIC)), "".join(public_pages(atlas).values())
    handed = {word: place for word, (place, _) in world.tokens.items() if word in text}
    assert len(handed) > 50
    absent = [place for word, place in handed.items() if word not in pages]
    assert [place for place in absent if not any(name in place for name in SHOWN_OTHERWISE)] == []


def test_what_customers_read_in_other_words_is_not_handed_over() -> None:
    """Walks over the whole model: each field that is some other one's wording for customers, wherever it says something."""
    handed = atlas_from_json(atlas_to_json(redact(World(0).atlas(), Audience.PUBLIC)))
    reworded = [
        (spot.part, field.instead_of)
        for spot in walk(handed)
        for name, field in part_fields(type(spot.part)).items()
        if field.instead_of and spot.part.get(name, str)
    ]
    assert {(type(part), name) for part, name in reworded} == {
        (model, field.instead_of) for model in below(Part) for field in part_fields(model).values() if field.instead_of
    }
    assert len(reworded) > 4
    for part, name in reworded:
        with pytest.raises(Withheld):
            getattr(part, name)


def test_what_is_no_atlas_is_refused() -> None:
    with pytest.raises(TypeError, match="no atlas"):
        atlas_from_json(json.dumps([]))
