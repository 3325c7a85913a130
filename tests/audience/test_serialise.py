"""What the process that makes a public site receives: the redacted atlas, the same as it was, and nothing else."""

import json

import pytest
from two_audiences import World

from journeybook.audience.redact import redact
from journeybook.audience.serialise import atlas_from_json, atlas_to_json
from journeybook.model.base import Audience, Withheld
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


def test_what_is_no_atlas_is_refused() -> None:
    with pytest.raises(TypeError, match="no atlas"):
        atlas_from_json(json.dumps([]))
