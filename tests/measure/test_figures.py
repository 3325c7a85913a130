"""The figures of a project: where its accounts are and how they fare, by the model of where they are."""

from pathlib import Path

from journeybook.measure.figures import open_figures
from journeybook.validate import check

ROOT = Path(__file__).parents[2]


def test_a_project_without_described_tables_has_no_figures(tmp_path: Path) -> None:
    (tmp_path / "journeys").mkdir()
    (tmp_path / "journeys" / "atlas.yml").write_text("schema_version: 2\norganisation: Sails\n", encoding="utf-8")
    checked = check(tmp_path)
    assert checked.ok
    assert open_figures(tmp_path, checked.atlas) is None


def test_every_account_of_the_sample_is_somewhere_and_counted_once() -> None:
    figures = open_figures(ROOT, check(ROOT).atlas)
    assert figures is not None
    accounts = figures.source.accounts()
    assert len(accounts) > 50
    assert tuple(figures.whereabouts) == accounts
    assert tuple(row.account for row in figures.standings) == accounts
    assert {place.map for row in figures.standings for place in row.places} <= figures.followed_maps
    models = {account: figures.model_of(account) for account in accounts}
    scored = {account for account, model in models.items() if model}
    assert {account for account in accounts if figures.health_of(account)} <= scored
    assert len({model.id for model in models.values() if model}) > 1
    owners = {account: owner for account in accounts if (owner := figures.source.facts_of(account).owner)}
    assert owners
    assert {account: owner for owner in owners.values() for account in figures.owned_by(owner)} == owners
