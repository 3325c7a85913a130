"""Light and dark: as the device has it until a reader chooses, and then as chosen, on every page and without styling a page twice."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SCHEME = """() => [
    document.body.dataset.mdColorScheme, document.documentElement.style.colorScheme,
    document.querySelector('meta[name=theme-color]').content.slice(0, 3),
]"""
DARK, LIGHT = ["slate", "dark", "rgb"], ["default", "", "rgb"]


def test_a_page_is_light_or_dark_as_the_device_until_a_reader_chooses(addresses: dict[str, str], browser: "Browser") -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(addresses["internal"], wait_until="load")
    assert _shown(page) == DARK
    page.emulate_media(color_scheme="light")
    page.wait_for_function("document.body.dataset.mdColorScheme === 'default'")
    assert _shown(page) == LIGHT
    page.get_by_title("Switch to dark mode").click()
    assert _shown(page) == DARK
    page.goto(f"{addresses['internal']}lifecycle/", wait_until="load")
    assert _shown(page) == DARK
    page.get_by_role("radio").nth(1).press("Enter")
    assert _shown(page) == LIGHT
    context.close()


def _shown(page: "Page") -> list[str]:
    shown: list[str] = page.evaluate(SCHEME)
    return shown
