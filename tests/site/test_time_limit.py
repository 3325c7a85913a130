"""A template of the theme ends when it takes too long."""

import sys

import pytest
from jinja2 import Environment
from mkdocs.exceptions import PluginError

from journeybook.site.time_limit import TEMPLATE_MEGABYTES, end_limit, start_limit

LOOP = "{% for a in range(99999) %}" * 3 + "{% endfor %}" * 3


@pytest.mark.skipif(sys.platform == "win32", reason="no such timer there")
def test_a_template_without_end_is_stopped_and_named() -> None:
    start_limit("teams/index.md")
    try:
        with pytest.raises(PluginError, match=r"^teams/index.md: the templates of `overrides` take more than 2 seconds"):
            Environment(autoescape=True).from_string(LOOP).render()
    finally:
        end_limit()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system counts otherwise, or not at all")
@pytest.mark.parametrize("hungry", ["{{ 'x' * 10**9 }}", "{{ ['x' * 1000] * 10**9 }}", "{{ 'x'|center(10**9) }}"])
def test_a_template_gets_no_more_memory_than_its_limit(hungry: str) -> None:
    start_limit("teams/index.md")
    try:
        with pytest.raises(MemoryError):
            Environment(autoescape=True).from_string(hungry).render()
    finally:
        end_limit()
    assert len("x" * (TEMPLATE_MEGABYTES + 100) * 1_000_000) > 0, "afterwards there is as much as there was"


def test_what_ends_in_time_is_left_alone() -> None:
    start_limit("teams/index.md")
    assert Environment(autoescape=True).from_string("{{ 1 }}").render() == "1"
    end_limit()
    assert sum(number for number in range(10**6)) > 0
