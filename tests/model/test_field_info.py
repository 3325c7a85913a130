"""What a class is made of, read from the class."""

from journeybook.model.enumerations import LinkKind, Need
from journeybook.model.field_info import part_fields
from journeybook.model.map import Map, PublicFace
from journeybook.model.stage import Gate
from journeybook.model.step import Next, Step, StepNeed


def test_a_list_of_parts() -> None:
    field = part_fields(Step)["next"]
    assert (field.many, field.part, field.required, field.ceiling) == (True, Next, False, "public")


def test_a_required_name_of_something_else() -> None:
    field = part_fields(Next)["to"]
    assert (field.many, field.optional, field.required, field.names) == (False, False, True, ("step", "choice"))


def test_an_optional_name_of_one_of_several_kinds() -> None:
    field = part_fields(Gate)["owner"]
    assert (field.optional, field.names, field.part, field.ceiling) == (True, ("team", "role"), None, "internal")


def test_a_list_of_names() -> None:
    field = part_fields(Map)["personas"]
    assert (field.many, field.names, field.ceiling) == (True, ("persona",), "internal")


def test_one_of_few_words() -> None:
    assert part_fields(StepNeed)["need"].value_type is Need
    assert part_fields(Next)["kind"].value_type is LinkKind


def test_a_formatted_text() -> None:
    assert part_fields(PublicFace)["summary"].formatted
    assert not part_fields(PublicFace)["title"].formatted


def test_a_field_that_is_narrowed_keeps_the_narrower_ceiling() -> None:
    assert part_fields(Map)["name"].ceiling == "internal"


def test_the_origin_is_nothing_that_authors_write() -> None:
    assert "origin" not in part_fields(Step)
    assert next(iter(part_fields(Next))) == "to"


def test_a_description_is_the_text_below_the_field() -> None:
    assert part_fields(Step)["price"].description == "What it costs the customer."
