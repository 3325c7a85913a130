"""An address at which no page is: what stands there leads on, and says whom to ask, on both sites and wherever the address points."""

import re
from collections.abc import Callable
from pathlib import Path

ATLAS = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Small & Co
    | contact: {name: The desk, mail: "mailto:desk@example.org", telephone: +1 555 0100, hours: weekdays from 8 to 18}
    | suggestions: {mail: "mailto:editors@example.org"}
    | teams: [{id: success, name: Success}]
  maps/
    first.yml
      | id: first
      | name: Ours alone
      | goal: Begin
      | owner: success
      | status: live
      | audience: public
      | public: {slug: begin, title: How to begin, goal: Begin, role: I begin}
      | stages: [{id: start, name: Start, owner: success, exit: Begun, steps: [{customer: Begins}]}]
"""


def test_a_page_that_is_not_there_leads_on_and_says_whom_to_ask(
    draw_project: Callable[[str], Path], build_sites: Callable[[Path], dict[str, Path]]
) -> None:
    sites = build_sites(draw_project(ATLAS))
    told = {audience: _told((site / "404.html").read_text(encoding="utf-8")) for audience, site in sites.items()}
    mail, telephone = '<a href="mailto:desk@example.org">desk@example.org</a>', '<a href="tel:+15550100">+1 555 0100</a>'
    desk = f"The desk · {mail} · {telephone} · weekdays from 8 to 18"
    heading, links, whom = told["public"]
    assert (heading, whom) == ("There is no page at this address", desk)
    assert [text for _, text in links] == ["Home", "How to begin"]
    heading, links, whom = told["internal"]
    assert whom == f'{desk} · <a href="mailto:editors@example.org">editors@example.org</a>'
    assert {"Home", "Health", "People"} <= {text for _, text in links}
    for audience, (_, links, _) in told.items():
        assert all(to.startswith("/") for to, _ in links), "the address that was asked for may lie in any folder"
        assert [to for to, _ in links if not (sites[audience] / to.strip("/") / "index.html").is_file()] == []


def _told(html: str) -> tuple[str, list[tuple[str, str]], str]:
    """Return the heading, the links and the last paragraph of a page."""
    article = html[html.index("<article") : html.index("</article>")]
    paragraphs = re.findall(r"<p>(.*?)</p>", article, re.DOTALL)
    (heading,) = re.findall(r'<h1 id="jb-title">(.*?)</h1>', article)
    return heading, re.findall(r'<li><a href="([^"]*)">(.*?)</a></li>', article), paragraphs[-1].strip()
