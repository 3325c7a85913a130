"""Other systems lead to a stage by segment, stage and health band: `?segment=…&stage=…&band=…` behind the home page's address."""

from typing import TYPE_CHECKING

import pytest
from lasting_page import as_new

if TYPE_CHECKING:
    from playwright.sync_api import Page

ASKED = {
    "?segment=mid-market&stage=onboarding": "maps/mid-market-administrator/onboarding/",
    "?segment=Mid-market&stage=Onboarding&band=poor": "maps/mid-market-administrator/onboarding/#plays",
}


@pytest.mark.parametrize("asked", ASKED)
def test_a_stage_is_opened(addresses: dict[str, str], opened: "Page", asked: str) -> None:
    page = as_new(opened)
    page.goto(f"{addresses['internal']}{asked}", wait_until="commit")
    page.wait_for_url(f"{addresses['internal']}{ASKED[asked]}")


@pytest.mark.parametrize("asked", ["?segment=mid-market", "?segment=mid-market&stage=nowhere"])
def test_where_no_stage_is_meant_its_choice_is_open(addresses: dict[str, str], opened: "Page", asked: str) -> None:
    page = as_new(opened)
    page.goto(f"{addresses['internal']}{asked}")
    assert page.locator("details[data-forward-segment][open]").get_attribute("data-forward-segment") == "mid-market"
