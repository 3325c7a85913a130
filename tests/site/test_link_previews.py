"""What a page says of itself to programs that show a link: title, description and address; and no key by which it is left."""

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from sites import Sites

STAGE = "maps/mid-market-administrator/onboarding/index.html"
PLAN = "publish-rotas-at-every-site/index.html"


@pytest.mark.parametrize(
    ("audience", "path", "title", "description"),
    [
        ("internal", STAGE, "Onboarding · Mid-market administrator", "From the first call to a rota that staff can read on their phones"),
        ("public", PLAN, "Every site publishes its rota in one place", "I set up and run the system. Publish rotas on time"),
    ],
)
def test_a_link_is_shown_with_title_description_and_address(
    sample: "Sites", audience: str, path: str, title: str, description: str
) -> None:
    head = _head(sample, audience, path)
    assert (head["og:title"], head["og:type"]) == (title, "website")
    assert head["description"] == head["og:description"]
    assert head["description"].startswith(description)
    assert head["og:url"].endswith(f"/{path.removesuffix('index.html')}")


def test_every_page_has_a_description_and_none_leads_away_by_a_single_key(sample: "Sites") -> None:
    for audience, site in sample.items():
        pages = [path.relative_to(site.folder).as_posix() for path in site.folder.rglob("*.html")]
        assert len(pages) > 3
        assert [page for page in pages if not _head(sample, audience, page).get("description")] == []
        assert [page for page in pages if re.search(r'rel="(?:prev|next)"', (site.folder / page).read_text(encoding="utf-8"))] == []


def test_every_page_has_its_title_where_the_skip_link_leads(sample: "Sites") -> None:
    pages = {str(path): path.read_text(encoding="utf-8") for site in sample.values() for path in site.folder.rglob("*/index.html")}
    assert len(pages) > 100
    assert [path for path, html in pages.items() if html.count('<a href="#jb-title" class="md-skip">') != 1] == []
    assert {path: text for path, html in pages.items() if (text := _between(html, 'id="jb-title">', "<h1"))} == {}


def _between(html: str, begin: str, end: str) -> str:
    """Return the text between two marks, without tags and comments."""
    return re.sub(r"<!--.*?-->|<[^>]*>", "", html.partition(begin)[2].partition(end)[0]).strip() if begin in html else "nothing"


def _head(sample: "Sites", audience: str, path: str) -> dict[str, str]:
    html = (sample[audience].folder / path).read_text(encoding="utf-8").partition("</head>")[0]
    return {name: unescape(text) for name, text in re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">', html)}
