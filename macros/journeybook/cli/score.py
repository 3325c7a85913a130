"""`journeybook score`: the health of one account, with the arithmetic line by line."""

import json
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from journeybook.cli.atlas_states import atlas_state
from journeybook.cli.score_output import VersionScores, score_data, score_lines, score_summary, version_lines, versions_data
from journeybook.cli.terminal import ProjectFolder, checked_project, require_sound_atlas
from journeybook.findings import nearest, shortened
from journeybook.load.revision import RevisionMissing
from journeybook.measure.account_score import AccountScore
from journeybook.measure.figures import Figures, open_figures
from journeybook.model.atlas import Atlas
from journeybook.model.base import Audience
from journeybook.model.health import HealthModel
from journeybook.validate import Checked
from journeybook.views.base.book import open_book

EXAMPLES = (
    "journeybook score a-104",
    "journeybook score a-104 --model customer-health",
    "journeybook score a-104 --against main",
    "journeybook score a-104 --model customer-health --against 2.0",
    "journeybook score a-104 --format json > a-104.json",
)


class ScoreFormat(StrEnum):
    """How a score is written."""

    TEXT = "text"
    JSON = "json"


def score(
    account: Annotated[str, typer.Argument(metavar="ACCOUNT", help="The account, as tables and journeys/accounts/ call it.")],
    project: ProjectFolder = Path(),
    model: Annotated[
        str | None,
        typer.Option(metavar="ID", help="The health model. [default: the one for where the account is]", show_default=False),
    ] = None,
    against: Annotated[
        str | None,
        typer.Option(
            metavar="REV",
            help="Show beside it what this version of the model says, or the model of this revision in git, or folder.",
            show_default=False,
        ),
    ] = None,
    written: Annotated[ScoreFormat, typer.Option("--format", help="How the score is written.")] = ScoreFormat.TEXT,
) -> None:
    """Print the health of an account with its arithmetic, so that anybody can work it out again by hand.

    Each input has a line: its value with its age and the line of the table, its band and points, its weight as written and as used, and
    what that brings; what is left out says why. Subtotals follow, rules that force a band or add points with their answers, the score, its
    band and the share of weight it stands on. All of it is as of the day of the tables. It shows an account to whoever has the tables; what
    pages may show of one is for their descriptions to say (`names_shown`). Under it stands in a line what each earlier version of the model
    makes of the same data. With --against: all of that, by one version, or by the model of a revision in git.
    Ends with 2 if there is no such account, model or revision, or if the project has no tables with a description.
    """
    checked = checked_project(project)
    figures = _figures_of(project, require_sound_atlas(checked), account)
    chosen = figures.model_of(account) if model is None else _model(figures.atlas.health, model, "health model")
    result = figures.score_of(account, chosen)
    if result is None:
        why = _why_not(figures, account, chosen)
        typer.echo(json.dumps({"account": account, "score": None, "why": why}, ensure_ascii=False) if written is ScoreFormat.JSON else why)
        return
    versions = figures.earlier_scores(account, result.model)
    scores = {"": (checked, result)}
    if against is not None:
        by_version = [score for earlier, score in versions if score and earlier.model.version == against]
        scores[against] = (checked, by_version[0]) if by_version else _earlier_score(project, against, figures, result)
    typer.echo(_written(scores, versions, written, _title(figures, account)))


def _title(figures: Figures, account: str) -> str:
    name = figures.facts[account].name
    return f"{name} ({account})" if name and name != account else account


def _figures_of(project: Path, atlas: Atlas, account: str) -> Figures:
    """Return the figures of a project that knows the account."""
    figures = open_figures(project, atlas)
    if figures is None:
        raise typer.BadParameter("there are no tables of accounts: put one into journeys/metrics/, with its description beside it")
    _require_known(account, "account", figures.source.accounts())
    return figures


def _written(scores: Mapping[str, tuple[Checked, AccountScore]], versions: VersionScores, written: ScoreFormat, title: str) -> str:
    """Return the score of today with those by earlier versions, and behind it that by an earlier model, by the name of its revision."""
    if written is ScoreFormat.JSON:
        (_, today), *others = scores.values()
        earlier = {"earlier": [score_data(score) for _, score in others]} if others else {}
        return json.dumps(score_data(today) | versions_data(versions) | earlier, ensure_ascii=False, indent=2)
    lines: list[str] = []
    for revision, (checked, score) in scores.items():
        lines += ["", f"By the model of {revision}"] if revision else []
        lines += score_lines(open_book(checked, Audience.INTERNAL), score, title)
        lines += ["", *version_lines(versions)] if versions and not revision else []
    if len(scores) > 1:
        lines += ["", *(score_summary(revision or "today", score) for revision, (_, score) in scores.items())]
    return "\n".join(lines)


def _earlier_score(project: Path, revision: str, figures: Figures, today: AccountScore) -> tuple[Checked, AccountScore]:
    """Return the score of an account by a model as it was in a revision or folder, from the facts of today."""
    account, model = today.account, today.model.id
    try:
        earlier = atlas_state(project, revision).checked
    except RevisionMissing as problem:
        raise typer.BadParameter(str(problem)) from None
    score = figures.score_elsewhere(account, _model(earlier.atlas.health, model, f"health model in {revision}"), earlier.atlas)
    if score is None:
        raise typer.BadParameter(f"the model '{model}' of {revision} does not score {account}")
    return earlier, score


def _model(models: Sequence[HealthModel], wanted: str, kind: str) -> HealthModel:
    """Return the model of this id, or refuse it with the nearest one."""
    by_id = {model.id: model for model in models}
    _require_known(wanted, kind, tuple(by_id))
    return by_id[wanted]


def _require_known(wanted: str, kind: str, known: Sequence[str]) -> None:
    """Refuse an id that nothing has, with the nearest one."""
    if wanted not in known:
        guess = nearest(wanted, known)
        hint = f"did you mean {guess}?" if guess else f"there is {shortened(known) or 'none'}"
        raise typer.BadParameter(f"there is no {kind} '{wanted}': {hint}")


def _why_not(figures: Figures, account: str, model: HealthModel | None) -> str:
    """Return why an account has no score: it is no customer, is in no stage that one model scores, or the model is not for its segment."""
    facts, stay = figures.facts[account], figures.whereabouts[account].stages.current
    if facts.start and facts.start > facts.as_of:
        return f"{account} has no score: it begins on {facts.start}, after {facts.as_of}."
    if facts.ended and facts.ended < facts.as_of:
        return f"{account} has no score: it ended on {facts.ended}."
    if model:
        return f"{account} has no score: {model.id} is for {shortened(model.segments)}, and it is not in one of them on {facts.as_of}."
    where = f"in the stage {stay.stage}" if stay.stage else f"in no stage ({stay.unplaced})"
    known = shortened([row.id for row in figures.atlas.health])
    return f"{account} has no score: it is {where}, which no single model scores. Name one with --model: {known or 'there is none'}"
