"""Names and ids of accounts are found where customers read, from whatever table they come; a word that everybody says may be said."""

import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from journeybook.audience.build_request import BuildRequest
from journeybook.cli.main import assemble_program
from journeybook.findings import Level, Place
from journeybook.measure.sources.account_names import NamedAccount, account_names
from journeybook.model.base import Audience
from journeybook.prove import project_texts
from journeybook.prove.account_leaks import account_leaks
from journeybook.prove.everyday_texts import everyday_text_findings
from journeybook.prove.project_texts import OF_TABLE, Secret
from journeybook.prove.public_sources import prove_sources
from journeybook.prove.public_texts import KnownPhrases
from journeybook.prove.search import search_for_secrets
from journeybook.validate import check

Draw = Callable[[str], Path]
TABLE = """boat;called;remark
gull-771;Kestrel Holdings;fine
x;Ob;short
north;North;"a remark
of three
osprey-772;Osprey Ventures;lines"
4711;n/a;number
"tern-773;Tern Travel;broken
"""
WORLD = f"""
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Wide Sea
    | teams: [{{id: crew, name: Crew}}]
    | EVERYDAY
  accounts/a.yml
    | {{id: puffin-774, name: Puffin Ltd, owner: crew}}
  maps/sail.yml
    | id: sail
    | name: Sail
    | goal: Sail away
    | owner: crew
    | status: live
    | audience: public
    | review: 2026-06-01
    | public: {{slug: sail-away, title: Sail away, goal: Sail, role: I sail}}
    | stages:
    |   - {{id: out, name: Out, owner: crew, exit: Land, events: none, steps: [{{id: pack, customer: "TEXT"}}]}}
  metrics/boats.yml
    | row: account
    | as_of: 2026-03-31
    | separator: semicolon
    | no_value: [n/a]
    | columns: {{boat: account, called: name, remark: ignored}}
  metrics/boats.csv
{"".join(f"    | {line}{chr(10)}" for line in TABLE.splitlines())}"""


def a_project(draw: Draw, text: str, everyday: str = "default_anchor: none") -> Path:
    project = draw(WORLD.replace("TEXT", text).replace("EVERYDAY", everyday if everyday.startswith("everyday") else "language: en"))
    assert check(project).ok, check(project).findings
    return project


NAMED = {
    "Ask Kestrel Holdings": "'kestrel holdings', which is of an account in a table (journeys/metrics/boats.csv:2:1)",
    "Ask gull-771": "'gull 771', which is of an account in a table (journeys/metrics/boats.csv:2:1)",
    "Ask the kestrel-holdings": "'kestrel holdings', which is of an account in a table (journeys/metrics/boats.csv:2:1)",
    "Ask Osprey Ventures": "'osprey ventures', which is of an account in a table (journeys/metrics/boats.csv:6:1)",
    "Ask tern-773": "'tern 773', which is of an account in a table (journeys/metrics/boats.csv:8:1)",
    "Go north": "'north', which is of an account in a table (journeys/metrics/boats.csv:",
    "Ask Puffin Ltd": "'puffin ltd', which is of Account.name (journeys/accounts/a.yml:1:",
}


@pytest.mark.parametrize(("text", "told"), NAMED.items())
def test_a_public_text_of_the_journeys_that_names_an_account_is_told_with_both_lines(draw_project: Draw, text: str, told: str) -> None:
    project = a_project(draw_project, text)
    [finding] = account_leaks(check(project), project)
    assert (finding.place, finding.level, finding.rule) == (Place("journeys/maps/sail.yml", 10, 94), Level.ERROR, "ACCOUNT-NAMED")
    assert finding.message.startswith(f"customers would read {told}")


@pytest.mark.parametrize("text", ["Pack x", "Ob", "Go on with remarks", "Pack 4711 things", "n/a", "A puffin, or a kestrel"])
def test_what_may_be_chance_is_not_told(draw_project: Draw, text: str) -> None:
    project = a_project(draw_project, text)
    assert account_leaks(check(project), project) == ()


def test_check_stops_at_a_page_for_customers_that_names_an_account(draw_project: Draw) -> None:
    project = a_project(draw_project, "Pack")
    (project / "docs/public").mkdir(parents=True)
    (project / "docs/public/help.md").write_text("# Help\n\nAs Kestrel Holdings does\n", encoding="utf-8")
    answer = CliRunner().invoke(assemble_program(), ["check", "--project", str(project)])
    assert answer.exit_code == 1, answer.output
    assert "docs/public/help.md:3:1 error ACCOUNT-NAMED customers would read 'kestrel holdings'" in answer.stdout
    hits = prove_sources(check(project), BuildRequest(project, Audience.PUBLIC))
    assert [hit.file for hit in hits if hit.level is Level.ERROR] == ["docs/public/help.md:3"]


def test_an_everyday_text_lets_the_name_of_a_table_be_said_and_no_account_of_a_file(draw_project: Draw) -> None:
    project = a_project(draw_project, "Go north, Puffin Ltd", "everyday_texts: {north: A point of the compass, Puffin Ltd: Why not}")
    checked = check(project)
    assert [finding.message.split("'")[1] for finding in account_leaks(checked, project)] == ["puffin ltd"]
    assert [finding.message.split("'")[1] for finding in everyday_text_findings(project, checked.atlas)] == ["Puffin Ltd"]


def test_names_are_read_from_tables_of_each_kind(draw_project: Draw) -> None:
    project = a_project(draw_project, "Pack")
    home = project / "journeys/metrics"
    home.joinpath("boats.csv").unlink()
    home.joinpath("boats.yml").unlink()
    rows = "SELECT * FROM (VALUES ('gull', 'Gull & Co', 1), ('gull', 'Gull & Co', 2)) AS t(account, account_name, seats)"
    duckdb.connect().execute(f"COPY ({rows}) TO '{home / 'a.parquet'}' (FORMAT parquet)")
    home.joinpath("b.tsv").write_bytes("Account\tseats\nM\u00f6we\t1\n".encode("cp1252"))
    home.joinpath("c.txt").write_bytes("customer,seats\nt\u00f6lpel,1\n".encode("utf-16"))
    home.joinpath("d.csv").write_text("seats,where\n1,nowhere\n", encoding="utf-8")
    assert list(account_names(project, check(project).atlas)) == [
        NamedAccount("gull", "journeys/metrics/a.parquet", 1, is_id=True, account="gull"),
        NamedAccount("Gull & Co", "journeys/metrics/a.parquet", 1, is_id=False, account="gull"),
        NamedAccount("M\u00f6we", "journeys/metrics/b.tsv", 2, is_id=True, account="M\u00f6we"),
        NamedAccount("t\u00f6lpel", "journeys/metrics/c.txt", 2, is_id=True, account="t\u00f6lpel"),
    ]


@pytest.mark.parametrize(("limit", "told"), [("MOST_TABLE_ROWS", "more than 1 lines and rows"), ("MOST_TABLE_BYTES", "more than 0 MB")])
def test_tables_that_hold_more_than_is_searched_stop_the_public_site(
    draw_project: Draw, monkeypatch: pytest.MonkeyPatch, limit: str, told: str
) -> None:
    """Nobody describes them, so that no other limit holds them."""
    project = a_project(draw_project, "Pack")
    (project / "journeys/metrics/other.csv").write_text("customer\na-1\na-2\na-3\n", encoding="utf-8")
    monkeypatch.setattr(f"journeybook.measure.sources.account_names.{limit}", 1)
    findings = account_leaks(check(project), project)
    assert [(finding.rule, finding.level, told in finding.message) for finding in findings] == [("TABLE-UNUSABLE", Level.ERROR, True)]


def test_more_names_than_are_looked_for_are_told(draw_project: Draw, monkeypatch: pytest.MonkeyPatch) -> None:
    project = a_project(draw_project, "Pack")
    texts = [secret.text for secret in project_texts.account_texts(project, check(project).atlas) if secret.what == OF_TABLE]
    assert len(texts) > 5
    monkeypatch.setattr(project_texts, "MOST_NAMES", 5)
    monkeypatch.setattr("journeybook.prove.public_sources.MOST_NAMES", 5)
    [hit] = prove_sources(check(project), BuildRequest(project, Audience.PUBLIC))
    assert (hit.level, hit.what) == (
        Level.WARNING,
        "of the ids and names of accounts, the first 5 are looked for, and none behind this line",
    )


def test_a_hundred_thousand_ids_are_looked_for_in_seconds() -> None:
    secrets = [Secret(f"AC-{number:07d}", OF_TABLE, Place("a"), sought=True, is_id=True) for number in range(project_texts.MOST_NAMES)]
    before = time.process_time()
    search = search_for_secrets(secrets, KnownPhrases([]))
    assert [words for words, _ in search.find("Write to AC-0099999 and AC-0100000")] == ["ac 0099999", "ac0099999"]
    assert time.process_time() - before < 20, "a stop, not a measure"
