"""Pages of accounts: the list with its filters, the book of an owner, and each account; or groups alone where names are not shown."""

from pathlib import Path

import pytest
from sailing_accounts import SAILING, VERSIONS, sailing_book

from journeybook.findings import Place
from journeybook.render.editors import forge_urls
from journeybook.render.environment import render, render_page
from journeybook.render.urls import SiteUrls
from journeybook.views.base.book import Book, NoSuchThing
from journeybook.views.base.elements import Labelled, Line, Link, Table, cell_text
from journeybook.views.blocks.listing import without_empty_columns
from journeybook.views.links import account_links
from journeybook.views.links.account_links import page_id
from journeybook.views.pages import account, health_model, my_book, portfolio, team
from journeybook.views.site_pages import site_pages

BOTH = """
C/2 | Large | Aboard | 2026-03-01 | At risk Score 40 |  | 2026-03-21: Painted · 2026-03-11: Ready | 2026-03-31: Nobody logs in | Ann Other
c-1 | Small | At sea perhaps further | 2026-03-05 | At risk Score 100 · overrules Fine by the score · 60 of 100 weight used |  | \
2026-03-21: Painted |  | Pilot
""".strip().splitlines()
VIEWS = ("portfolio", "my_book", "account")


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return sailing_book(tmp_path)


def texts(table: Table) -> list[str]:
    return [" | ".join(cell_text(inlines) for inlines in row.cells) for row in table.rows]


def lines(labelled: tuple[Labelled, ...]) -> list[str]:
    return [f"{entry.label}: {cell_text(entry.value)}" for entry in labelled]


def test_there_is_a_list_a_book_for_each_owner_and_a_page_for_each_account(book: Book) -> None:
    assert [(stub.page, stub.title) for stub in site_pages(book) if stub.view in VIEWS] == [
        ("accounts/index.md", "Accounts"),
        ("accounts/books/id-1a8c9ba21681.md", "Book of Ann Other"),
        ("accounts/books/pilot.md", "Book of Pilot"),
        ("accounts/id-6da500dc6ecb.md", "C/2"),
        ("accounts/c-1.md", "c-1"),
        ("accounts/c-3.md", "c-3"),
    ]


def test_tables_that_name_nobody_have_their_list_which_says_so(tmp_path: Path) -> None:
    """The home page links to it."""
    headings = {name: SAILING[f"metrics/{name}.csv"].lstrip().splitlines()[0] + "\n" for name in ("list", "log")}
    book = sailing_book(tmp_path, list_csv=headings["list"], log_csv=headings["log"])
    assert [stub.page for stub in site_pages(book) if stub.view in VIEWS] == ["accounts/index.md"]
    page = portfolio.view(book)
    assert page.accounts is not None
    assert (page.accounts.rows, page.accounts.empty) == ((), "The tables name no account.")


def test_beyond_a_limit_accounts_stand_in_lists_and_the_page_says_so(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    """Accounts of the journeys' own files go first, then customers of today, then the others."""
    monkeypatch.setattr(account_links, "MOST_ACCOUNT_PAGES", 1)
    page = portfolio.view(book)
    assert page.accounts is not None
    assert [stub.page for stub in site_pages(book) if stub.view in VIEWS] == [
        "accounts/index.md",
        "accounts/books/id-1a8c9ba21681.md",
        "accounts/id-6da500dc6ecb.md",
    ]
    assert [isinstance(row.cells[0][0], Link) for row in page.accounts.rows] == [True, False, False]
    assert page.unpaged.startswith("1 of 3 accounts have a page of their own")
    with pytest.raises(NoSuchThing):
        account.view(book, "c-1")


def test_the_list_says_where_each_account_is_and_filters_by_it(book: Book) -> None:
    page = portfolio.view(book)
    assert page.accounts is not None
    assert texts(page.accounts) == [
        *BOTH,
        "c-3 | Small | no customer | 2026-03-01 | no health model scores it here |  |  |  | Not stated",
    ]
    assert [(facet.title, facet.counts) for facet in page.facets] == [
        ("Segment", ("Large (1)", "Small (2)")),
        ("Stage", ("Aboard (1)", "At sea (1)", "no customer (1)")),
        ("Health band", ("At risk (2)", "no health model scores it here (1)")),
        ("Owner", ("none (1)", "Ann Other (1)", "Pilot (1)")),
        ("Late", ("no (1)", "yes (2)")),
    ]
    assert dict(page.tokens)["c-1"] == "segment-1 stage-1 band-0 owner-2 late-1"
    html = render(book, "portfolio", (), here="accounts/index.md")
    assert '<tr data-jb-thing="c-1" data-jb-tokens="segment-1 stage-1 band-0 owner-2 late-1">' in html
    assert lines(page.basis)[:2] == ["As of: 2026-03-31", "Accounts known: 3"]
    assert "Left out: 1 row or cell" in lines(page.basis)


def test_an_owner_sees_their_accounts_with_what_answers_their_signs(book: Book) -> None:
    page = my_book.view(book, "id-1a8c9ba21681")
    assert page.summary == "1 account, 1 with something late."
    assert [row.rpartition(" | ")[2] for row in texts(page.accounts)] == ["Ring them up"]
    with pytest.raises(NoSuchThing):
        my_book.view(book, "nobody")


def test_the_first_screen_of_an_account(book: Book) -> None:
    assert lines(account.view(book, "c-1").facts) == [
        "Stage: At sea · Voyage perhaps further by the exit of the stage before",
        "There since: 2026-03-05",
        "Health band: At risk Score 100 · overrules Fine by the score · 60 of 100 weight used",
        "Late: overdue, was due 2026-03-21: Painted",
        "Segment: Small",
        "Owner: Pilot · Book of Pilot",
        "Customer from: 2026-03-01",
    ]
    with pytest.raises(NoSuchThing):
        account.view(book, "c-9")


def test_the_arithmetic_of_an_account_stands_line_by_line(book: Book) -> None:
    score = account.view(book, "c-1").score
    assert score is not None
    assert texts(score.parts) == [
        "Log-ins | 7 | 2026-03-31, 0 days ago | journeys/metrics/list.csv:2 | Fine | 100 | 60 | 100 | 100",
        "Mood |  |  |  |  | not known | 40 | 0 | ",
    ]
    assert texts(score.rules) == ["“Sponsor” is not true | forces At risk | Nobody decides | yes | journeys/metrics/list.csv:2"]
    assert lines(score.result) == [
        "Points of the inputs: 100",
        "Score: 100",
        "Stands on: 60 of 100 weight used",
        "Health band by the score: Fine",
        "Overruled, since: “Sponsor” is not true · Nobody decides",
        "Health band that holds: At risk",
    ]


def test_the_tables_of_an_account(book: Book) -> None:
    tables = {anchor: texts(without_empty_columns(table)) for anchor, table in account.view(book, "c-1").tables}
    assert tables == {
        "signs": ["Overdue: Painted | 2026-03-22 | due on 2026-03-21, and not reached | nobody answers it yet"],
        "timeline": [
            "2026-03-01 | 2026-03-04 | Aboard · Voyage | the relation has begun | ",
            "2026-03-05 |  | At sea · Voyage perhaps further | by the exit of the stage before | journeys/metrics/log.csv:2",
        ],
        "milestones": [
            "Ready | Aboard · Voyage | 2026-03-11 | 2026-03-05 | reached",
            "Painted | Aboard · Voyage | 2026-03-21 |  | overdue since 2026-03-22",
        ],
        "readings": [
            "Log-ins | 7 | 2026-03-31, 0 days ago | journeys/metrics/list.csv:2 | 1",
            "Sponsor | no | 2026-03-31, 0 days ago | journeys/metrics/list.csv:2 | 1",
        ],
        "left-out": ["journeys/metrics/log.csv:4 | date | '2027-03-05' lies after the day of which the table tells"],
    }


def test_returns_churns_and_contradictions_stand_in_the_timeline(tmp_path: Path) -> None:
    terms = "account,id,begun,left\nc-3,one,2026-01-01,2026-02-10\nc-3,two,2026-02-20,\n"
    columns = "{account: account, id: instance, begun: opened, left: closed}"
    described = f"row: subscription\nas_of: 2026-03-31\nnames_shown: true\ncolumns: {columns}\n"
    book = sailing_book(tmp_path, terms_yml=described, terms_csv=terms)
    tables = dict(account.view(book, "c-3").tables)
    assert [row.split(" | ")[2] for row in texts(tables["timeline"])] == [
        "Aboard · Voyage",
        "no customer left",
        "Aboard · Voyage came back",
        "said to have left while a subscription is open",
    ]


def test_other_pages_lead_to_accounts(book: Book) -> None:
    links = team.view(book, "crew").books
    assert [(link.text, link.to.page) for link in links if isinstance(link, Link) and not isinstance(link.to, str)] == [
        ("Book of Pilot", "accounts/books/pilot.md")
    ]


def test_what_the_model_said_before_stands_beside_todays_on_the_same_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(SAILING, "health/use.yml", SAILING["health/use.yml"] + VERSIONS)
    book = sailing_book(tmp_path)
    assert [lines(account.view(book, page_id(name)).earlier) for name in ("c-1", "C/2")] == [
        ["By the model until 2026-01-31: Fine Score 100 · 40 of 100 weight used"],
        ["By the model until 2026-01-31: Fine Score 60 · 100 of 100 weight used"],
    ]
    page = health_model.view(book, "use")
    assert texts(page.version_counts) == ["today | 2 | 0 | 0", "until 2026-01-31 | 0 | 2 | 2"]
    assert page.version_counts.columns == ("By the model", "At risk", "Fine", "another band than today")
    (former,) = page.former_models
    assert (former.title, former.rules) == (
        "What the model said otherwise until 2026-01-31 (version 1)",
        ("Not there yet: “Sponsor” is not true.",),
    )
    assert [[row.split(" | ")[:2] for row in texts(table)] for table in former.tables] == [[["Log-ins", "40"], ["Mood", "60"]]]
    assert [row.partition(" | ")[0] for row in texts(page.versions)] == ["2026-02-01", "2025-01-01"]


def test_a_version_by_which_few_lie_elsewhere_is_not_counted_where_names_are_not_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(SAILING, "health/use.yml", SAILING["health/use.yml"] + VERSIONS)
    hidden = SAILING["metrics/list.yml"].replace("names_shown: true", "names_shown: false")
    page = health_model.view(sailing_book(tmp_path, list_yml=hidden), "use")
    assert [row.partition(" | ")[0] for row in texts(page.version_counts)] == ["today"]


def test_lines_of_tables_lead_to_them(book: Book) -> None:
    table = dict(account.view(book, "c-1").tables)["readings"]
    assert list(table.rows[0].cells[3]) == [Line(Place("journeys/metrics/list.csv", 2))]
    urls = SiteUrls(edit_url=forge_urls("https://forge.example/our/atlas", "edit/main/docs/"))
    html = render_page(book, "account", ("c-1",), here="accounts/c-1.md", site=urls).html
    assert (
        '<a href="https://forge.example/our/atlas/edit/main/journeys/metrics/list.csv#L2">journeys/<wbr>metrics/<wbr>list.csv:2</a>' in html
    )


def test_nothing_is_shown_without_tables(book: Book) -> None:
    bare = Book(book.atlas, book.audience)
    assert [stub.page for stub in site_pages(bare) if stub.view in VIEWS] == []
    assert team.view(bare, "crew").books == ()


def many(counts: dict[tuple[str, int], int]) -> str:
    """Return a list of so many accounts for each segment and number of log-ins."""
    rows = [f"{segment},2026-03-01,,{logins},glad,yes" for (segment, logins), count in counts.items() for _ in range(count)]
    return "account,who,segment,begun,left,logins,mood,sponsor\n" + "".join(f"x-{number},,{row}\n" for number, row in enumerate(rows))


@pytest.mark.parametrize(
    ("large_and_fine", "rows"),
    [
        (5, ["Large | 7 | 5 | 12", "Small | 6 | 12 | 18", "all | 13 | 17 | 30"]),
        (3, ["Large | hidden | hidden | hidden", "Small | hidden | hidden | hidden", "all | hidden | hidden | 28"]),
    ],
)
def test_where_names_are_not_shown_only_groups_are_and_small_ones_are_hidden(tmp_path: Path, large_and_fine: int, rows: list[str]) -> None:
    described = SAILING["metrics/list.yml"].replace("names_shown: true", "names_shown: false")
    table = many({("small", 9): 12, ("small", 0): 6, ("large", 9): large_and_fine, ("large", 0): 7})
    book = sailing_book(tmp_path, list_yml=described, list_csv=table, log_csv="account,kind,id,date\n")
    assert [stub.page for stub in site_pages(book) if stub.view in VIEWS] == ["accounts/index.md"]
    page = portfolio.view(book)
    assert (page.accounts, page.facets, page.books) == (None, (), ())
    assert page.groups is not None
    assert page.groups.columns == ("Segment", "At risk", "Fine", "all")
    assert texts(page.groups) == rows
    assert "x-1" not in render(book, "portfolio", (), here="accounts/index.md")


def test_names_of_tables_are_data_on_every_page(tmp_path: Path) -> None:
    table = SAILING["metrics/list.csv"].replace("C/2,Ann Other", '"<b>../{{ x }}""",<script>alert(1)</script>')
    book = sailing_book(tmp_path, list_csv=table)
    stubs = [stub for stub in site_pages(book) if stub.view in VIEWS]
    assert [stub.title for stub in stubs if "<" in stub.title] == ["Book of <script>alert(1)</script>", '<b>../{{ x }}"']
    html = "".join(render(book, stub.view, stub.arguments, here=stub.page) for stub in stubs)
    assert "alert(1)" in html
    assert "<script" not in html
    assert "<b>" not in html
    assert all(".." not in stub.page for stub in stubs)
