"""What every part of the model shares."""

from typing import Any

import pytest
from pydantic import ValidationError

from journeybook.findings import Place
from journeybook.model.atlas import Atlas
from journeybook.model.base import ORIGIN, Origin, Part, Withheld
from journeybook.model.field_info import part_fields
from journeybook.model.people import Persona
from journeybook.model.step import Step


def made(**values: Any) -> Step:
    return Step.model_validate({"lane": "customer", "what": "Invites", **values})


def parts(model: type[Part] = Part) -> set[type[Part]]:
    return {inner for child in model.__subclasses__() for inner in {child, *parts(child)} if inner.__module__.startswith("journeybook.")}


def test_a_part_is_frozen_and_closed() -> None:
    with pytest.raises(ValidationError):
        setattr(made(), "what", "Something else")  # noqa: B010 - the type checker knows that it is frozen
    with pytest.raises(ValidationError, match="extra_forbidden"):
        made(colour="red")


def test_a_withheld_value_raises_and_says_which() -> None:
    step = made()
    del step.__dict__["price"]
    with pytest.raises(Withheld, match=r"Step\.price is withheld"):
        _ = step.price
    with pytest.raises(AttributeError, match="colour"):
        _ = step.colour


def test_what_is_withheld_can_be_asked_for() -> None:
    step = Step.holding({"what": "Invites", "pain_points": ("late", "twice"), "how": None})
    assert (step.get("what", str), step.get("how", str), step.get("price", str), step.get("colour", str)) == ("Invites", None, None, None)
    assert (step.inside("pain_points", str), step.inside("questions", str)) == (("late", "twice"), ())
    assert (step.first_text("price", "how", "what"), step.first_text("price")) == ("Invites", "")
    assert (step.origin, step.model_fields_set) == (Origin(), {"what", "pain_points", "how"})


def test_a_value_of_another_type_than_asked_for_is_our_fault() -> None:
    with pytest.raises(TypeError, match=r"Step\.what is not int: 'Invites'"):
        made().get("what", int)
    with pytest.raises(TypeError, match=r"Step\.thinks holds other things than int"):
        made(thinks=["Will it work?"]).inside("thinks", int)


def test_a_part_knows_where_its_keys_were_written() -> None:
    keys = {"what": Place("a.yml", 4, 5), "thinks": Place("a.yml", 5, 5), "thinks.0": Place("a.yml", 6, 7)}
    origin = Origin(Place("a.yml", 3, 5), tuple(keys.items()))
    step = made(**{ORIGIN: origin})
    assert step.origin.of("what").line == 4
    assert step.origin.of("thinks.0").line == 6
    assert step.origin.of("thinks.9").line == 5
    assert step.origin.of("price") == step.origin.place
    assert "origin" not in step.model_dump()


def test_places_make_no_difference_to_what_a_part_is_worth() -> None:
    assert made().origin == Origin()
    assert {made(), made()} == {made()}


def test_short_and_keyed_forms_name_fields() -> None:
    assert len(parts()) > 50
    wrong = [model for model in parts() if model.SHORT and model.SHORT not in part_fields(model)]
    wrong += [model for model in parts() if model.KEYED and not (len(model.KEYED) == 2 and set(model.KEYED) <= set(part_fields(model)))]
    assert wrong == []


def test_what_has_a_kind_has_an_id() -> None:
    assert [model for model in parts() if model.KIND and "id" not in part_fields(model)] == []


def test_every_field_says_what_it_is() -> None:
    assert [f"{model.__name__}.{name}" for model in parts() for name, field in part_fields(model).items() if not field.description] == []


def test_internal_is_the_rule() -> None:
    for model in (Persona, Step, Atlas):
        assert any(field.ceiling == "internal" for field in part_fields(model).values())
