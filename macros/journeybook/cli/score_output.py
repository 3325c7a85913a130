"""The score of an account as lines of text, and as plain data."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from journeybook.measure.account_score import AccountScore, JudgedRule
from journeybook.model.health import Bonus, Indicator, OutsideState, Override, band_title
from journeybook.model.health_versions import EarlierModel
from journeybook.model.scoring import MemberScore, Unscored
from journeybook.model.value_bands import measures_of
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Table, cell_text
from journeybook.views.blocks.score_sheet import number_text, score_sheet

VersionScores = Sequence[tuple[EarlierModel, AccountScore | None]]
"""What earlier versions of a model make of an account, the newest first; None where one is not for its segment."""
_KINDS = {Override: "override", Bonus: "bonus", OutsideState: "outside"}


def score_lines(book: Book, score: AccountScore, name: str) -> list[str]:
    """Return a score as lines: whose it is, a line for each input and rule, and what comes out."""
    sheet = score_sheet(book, score)
    version = f" {score.model.version}" if score.model.version else ""
    return [
        f"{name}: {score.model.name}{version}, as of {score.as_of}",
        *_table_lines(sheet.parts),
        *_table_lines(sheet.rules),
        "",
        *(f"{labelled.label}: {cell_text(labelled.value)}" for labelled in sheet.result),
    ]


def version_lines(versions: VersionScores) -> list[str]:
    """Return a line for each earlier version of a model, with the day up to which it was in force."""
    return [
        score_summary(f"By the model until {earlier.until}", score) if score else f"By the model until {earlier.until}: not for its segment"
        for earlier, score in versions
    ]


def versions_data(versions: VersionScores) -> dict[str, Any]:
    """Return what each earlier version makes of an account, as plain data; nothing where there is none."""
    rows = [{"until": str(earlier.until), **(score_data(score) if score else _unscored(earlier))} for earlier, score in versions]
    return {"versions": rows} if rows else {}


def _unscored(earlier: EarlierModel) -> dict[str, Any]:
    return {"version": earlier.model.version, "score": None, "unscored": Unscored.NOT_APPLICABLE}


def score_summary(name: str, score: AccountScore) -> str:
    """Return a score and its band in one line, behind the name of its model's time."""
    health = score.health
    number = f"no score ({health.unscored})" if health.score is None else number_text(health.score)
    band = f", {band_title(health.band)}" if health.band else ""
    version = f" {score.model.version}" if score.model.version else ""
    return f"{name}: {score.model.name}{version}: {number}{band}"


def score_data(score: AccountScore) -> dict[str, Any]:
    """Return a score as plain data; numbers are rounded to nine places, and the score stands there as an exact fraction as well."""
    health = score.health
    segment = score.known.held.get("segment")
    return {
        "account": score.account,
        "as_of": str(score.as_of),
        "model": score.model.id,
        "version": score.model.version,
        "segment": segment.value if segment else None,
        "inputs": list(_inputs(score, health.parts)),
        "points": None if health.score is None else _number(health.parts.points),
        "bonus": _number(health.bonus),
        "score": _number(health.score),
        "exact": None if health.score is None else str(health.score),
        "unscored": health.unscored,
        "weight": _number(health.whole),
        "weight_used": _number(health.used),
        "band_by_score": score.scored_band.id if score.scored_band else None,
        "band": health.band.id if health.band else None,
        "forced_by": health.forced.when.text if health.forced and health.band else None,
        "outside": health.outside.id if health.outside else None,
        "rules": [_rule(judged) for judged in score.rules],
    }


def _table_lines(table: Table) -> Iterator[str]:
    """Yield a table as a caption and a line for each row: its first cell, then what else it says behind the names of the columns."""
    if not table.rows:
        return
    yield ""
    yield table.caption
    for row in table.rows:
        rest = (f"{name}: {cell_text(inlines)}" for name, inlines in zip(table.columns[1:], row.cells[1:], strict=True) if inlines)
        yield f"  {cell_text(row.cells[0])} | {' | '.join(rest)}"


def _inputs(score: AccountScore, parts: MemberScore) -> Iterator[dict[str, Any]]:
    """Yield the inputs in order, and behind the inputs of a group its subtotal."""
    for member in parts.members:
        yield from _inputs(score, member)
        part = member.part
        head = {"measure": part.measure, "readings": list(_readings(score, part))} if isinstance(part, Indicator) else {"group": part.name}
        yield {
            **head,
            "left_out": member.unscored,
            "stale": member.stale,
            "tone": member.band.tone if member.band else None,
            "points": _number(member.points),
            "weight": _number(member.share),
            "weight_used": _number(member.used),
            "brings": _number(score.brings(member)),
        }


def _readings(score: AccountScore, indicator: Indicator) -> Iterator[dict[str, Any]]:
    for name in measures_of(indicator):
        reading = score.known.readings.get(name)
        if reading:
            value = reading.value if isinstance(reading.value, bool | str) else _number(Fraction(reading.value))
            yield {
                "measure": name,
                "value": value,
                "day": str(reading.day),
                "age_in_days": (score.as_of - reading.day).days,
                "source": reading.origin.source,
                "row": reading.origin.row,
            }


def _rule(judged: JudgedRule) -> dict[str, Any]:
    rule = judged.rule
    return {
        "kind": _KINDS.get(type(rule), "for-whom"),
        "when": judged.condition.text,
        "answer": judged.truth,
        "not_known": list(judged.missing),
        **({"band": rule.band, "reason": rule.reason} if isinstance(rule, Override) else {}),
        **({"points": _number(Fraction(rule.points))} if isinstance(rule, Bonus) else {}),
    }


def _number(value: Fraction | None) -> float | int | None:
    """Return a fraction as a number of JSON: whole, or rounded to nine places."""
    if value is None:
        return None
    return int(value) if value.denominator == 1 else round(float(value), 9)
