"""Makes the figures of the sample atlas in journeys/metrics/: a year of account data, all of it synthetic.

No customer, person or company stands behind any of these figures: they come out of a random number generator with a fixed seed. Run it
again after changing it: `python tests/sample/make_metrics.py`. Flaws that real exports have are put in on purpose, see `flaws`.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

SEED = 20261102
TODAY = date(2026, 11, 2)
FOLDER = Path(__file__).parents[2] / "journeys" / "metrics"
MONTHS = tuple(date(2025 + (10 + month) // 12, (10 + month) % 12 + 1, 1) for month in range(12))

ACCOUNTS = (
    *("account", "segment", "signed", "renews", "status", "churned", "left_on", "staff", "yearly_spend", "product", "regulated_care"),
    *("sponsor_known", "administrator_known", "csm_view", "csm_view_date", "invoices_on_time", "invoice_days_late"),
    *("survey_score", "survey_date"),
)
MILESTONES = ("account", "kind", "id", "date")
USAGE = (
    *("account", "instance", "month", "goal_progress", "weekly_active_site_managers", "rotas_on_time", "licences_used", "users_active"),
    *("new_users", "reports_run", "overtime_hours", "aged_tickets", "open_tickets_over_7_days", "payroll_export_failures", "exports_bulk"),
)

KNOWN = {
    "a-104": ("enterprise", date(2024, 5, 1), 0.82, ("a-104-main", "a-104-south", "a-104-test")),
    "a-118": ("mid-market", date(2025, 3, 10), 0.71, ("a-118-main",)),
    "a-127": ("enterprise", date(2025, 9, 1), 0.24, ("a-127-homes", "a-127-outpatient")),
    "a-141": ("small", date(2023, 11, 6), 0.58, ("a-141-main",)),
    "a-205": ("mid-market", date(2026, 2, 2), 0.66, ("a-205-main", "a-205-trial")),
    "a-233": ("mid-market", date(2026, 8, 17), 0.52, ("a-233-main",)),
}
"""The accounts that have a file of their own in the atlas: tier, signature, how well it goes, and subscriptions."""
TARGETS = {
    "handoff-accepted": 3,
    "kick-off-held": 7,
    "set-up-complete": 14,
    "first-rota-published": 21,
    "payroll-test-matches": 30,
    "fifth-of-licences-active": 30,
    "sixty-percent-active": 60,
    "all-sites-live": 90,
    "overtime-report-weekly": 120,
    "overtime-down-a-tenth": 180,
    "second-module-live": 240,
}
"""Days from the signature; a weaker customer reaches them later, or not at all."""

RESCUE = (("reason-known", 2, 9), ("first-date-kept", 5, 16), ("reason-gone", 8, 30), ("rescue-over", 55, 70))
"""What a customer in the rescue programme comes to, and after how many days at least and at most."""


@dataclass(frozen=True)
class Rhythm:
    """How many days lie between two times of a play, by how much of them it is late at most, and whether it is for small customers alone.

    It is for all others where that is False, and for everybody where it is None.
    """

    days: int
    slip: float
    is_for_small: bool | None


RHYTHMS = {
    "set-up-reminders": Rhythm(3, 0.4, is_for_small=True),
    "review-progress-weekly": Rhythm(7, 3.0, is_for_small=False),
    "share-a-tip": Rhythm(30, 0.12, is_for_small=None),
    "look-at-the-goal-together": Rhythm(180, 0.3, is_for_small=False),
}
"""The rhythms that plays of the atlas state."""

Row = dict[str, object]


@dataclass(frozen=True)
class Customer:
    """What is made up about one account before any figure is."""

    account: str
    segment: str
    signed: date
    strength: float
    instances: tuple[str, ...]
    staff: int
    lost_sponsor: date | None
    left: date | None


def tables() -> dict[str, str]:
    """Return the text of each file by its name; the same in every run."""
    chance = Random(SEED)  # noqa: S311 - figures of a sample, no secret
    customers = [*(_known(chance, account) for account in KNOWN), *(_invented(chance, number) for number in range(54))]
    accounts = [_account(chance, customer) for customer in customers]
    milestones = [row for customer in customers for row in _happenings(chance, customer)]
    usage = [row for customer in customers for row in _months(chance, customer)]
    flaws(accounts, milestones, usage)
    milestones += _later_rows(customers, milestones)
    return {
        "accounts.csv": _text(ACCOUNTS, accounts),
        "milestones.csv": _text(MILESTONES, milestones),
        "usage.csv": _text(USAGE, usage),
    }


def flaws(accounts: list[Row], milestones: list[Row], usage: list[Row]) -> None:
    """Put in what real exports suffer from, so that the pages can show what they left out and why."""
    by_name = {str(row["account"]): row for row in accounts}
    accounts.append(dict(by_name["a-118"]))  # the same account twice
    by_name["a-141"].update(churned="yes", status="active")  # a flag that disagrees with what happened: it came back
    milestones += [
        {"account": "a-141", "kind": "status", "id": identifier, "date": day}
        for identifier, day in (("left", "2025-02-01"), ("returned", "2025-10-01"), ("left", "2026-01-12"), ("returned", "2026-04-07"))
    ]
    milestones += [{"account": "a-233", "kind": "event", "id": "tickets-ageing", "date": "2026-08-03"}]  # before the signature
    for row in milestones:
        if row["account"] in ("a-305", "a-322"):  # one source writes the day first
            row["date"] = "-".join(reversed(str(row["date"]).split("-")))
    usage.append({**usage[0], "account": "a-233", "instance": "a-233-main", "month": "2026-07"})  # a trial before the signature
    usage.append({**usage[0], "account": "a-999", "instance": "a-999-main"})  # an account nobody knows
    usage.append(dict(usage[40]))  # the same month twice


def _later_rows(customers: list[Customer], milestones: list[Row]) -> Iterator[Row]:
    """Yield what came into the table later: how the rescue programme went on, and when plays took place; no earlier draw changes."""
    chance = Random(SEED + 1)  # noqa: S311 - figures of a sample, no secret
    for customer in customers:
        dates = {str(row["id"]): str(row["date"]) for row in milestones if row["account"] == customer.account}
        reached = {identifier: date.fromisoformat(day) for identifier, day in dates.items() if day[4:5] == "-"}
        for identifier, day in _rescued(chance, customer):
            yield {"account": customer.account, "kind": "milestone", "id": identifier, "date": day}
        for identifier, day in _played(chance, customer, reached):
            yield {"account": customer.account, "kind": "play", "id": identifier, "date": day}


def _rescued(chance: Random, customer: Customer) -> Iterator[tuple[str, date]]:
    """Yield how far a customer came in the rescue programme after the sponsor had gone; not everybody comes to its end."""
    if not customer.lost_sponsor or customer.segment == "small":
        return
    day = _within(customer, customer.lost_sponsor)
    for identifier, least, most in RESCUE:
        day += timedelta(days=least + int(chance.random() * (most - least)))
        if day > (customer.left or TODAY) or chance.random() > 0.5 + customer.strength:
            return
        yield identifier, day


def _played(chance: Random, customer: Customer, reached: dict[str, date]) -> Iterator[tuple[str, date]]:
    """Yield the days on which a customer's plays took place in this year, the further apart the more a play is let slide."""
    end = customer.left or TODAY
    first_rota = reached.get("first-rota-published", end)
    spans = {
        "set-up-reminders": (customer.signed, min(end, reached.get("set-up-complete", end), customer.signed + timedelta(days=40))),
        "review-progress-weekly": (reached.get("kick-off-held", end), min(end, first_rota)),
        "share-a-tip": (first_rota, end),
        "look-at-the-goal-together": (first_rota, end),
    }
    for identifier, (since, until) in spans.items():
        is_for_small = RHYTHMS[identifier].is_for_small
        every = RHYTHMS[identifier].days
        slip = every * RHYTHMS[identifier].slip * (1.1 - customer.strength)
        day = max(since, MONTHS[0]) + timedelta(days=every)
        while (is_for_small is None or is_for_small == (customer.segment == "small")) and day <= until:
            yield identifier, day
            day += timedelta(days=max(1, round(every * 0.92 + slip * chance.random())))


def write(folder: Path = FOLDER) -> None:
    """Write the files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in tables().items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def _known(chance: Random, account: str) -> Customer:
    segment, signed, strength, instances = KNOWN[account]
    lost = {"a-104": date(2026, 6, 12), "a-127": date(2026, 7, 3)}.get(account)
    return Customer(account, segment, signed, strength, instances, _staff(chance, segment), lost, None)


def _invented(chance: Random, number: int) -> Customer:
    segment = ("small", "small", "mid-market", "mid-market", "mid-market", "enterprise")[number % 6]
    first = date(2024, 1 + int(chance.random() * 12), 1 + int(chance.random() * 28))
    signed = min(first + timedelta(days=364 * int(chance.random() * 2.7)), date(2026, 9, 10) + timedelta(days=number * 7 % 40))
    strength = round(0.15 + 0.8 * chance.random(), 2)
    gone = chance.random() < 0.25 - 0.15 * strength
    lost = date(2026, 1, 5) + timedelta(days=int(chance.random() * 260)) if gone else None
    renewal = _renewal(signed, date(2025, 11, 2))
    leaves = renewal <= TODAY and chance.random() > 0.15 + strength - (0.35 if lost else 0)
    account = f"a-{301 + number}"
    return Customer(account, segment, signed, strength, (f"{account}-main",), _staff(chance, segment), lost, renewal if leaves else None)


def _staff(chance: Random, segment: str) -> int:
    low, high = {"small": (9, 46), "mid-market": (58, 460), "enterprise": (540, 2600)}[segment]
    return low + int(chance.random() * (high - low))


def _renewal(signed: date, after: date) -> date:
    years = next(year for year in range(signed.year + 1, signed.year + 9) if signed.replace(year=year) >= after)
    return signed.replace(year=years)


def _account(chance: Random, customer: Customer) -> Row:
    asked = chance.random() < 0.6
    strong = customer.strength > 0.65
    view = "good" if strong else "average" if customer.strength > 0.4 else "poor"
    if chance.random() < 0.15:
        view = "average" if view != "average" else "good"
    notice = customer.account == "a-127"
    return {
        "account": customer.account,
        "segment": customer.segment,
        "signed": customer.signed,
        "renews": "" if customer.left else _renewal(customer.signed, TODAY),
        "status": "left" if customer.left else "notice-given" if notice else "active",
        "churned": "yes" if customer.left else "no",
        "left_on": customer.left or "",
        "staff": customer.staff,
        "yearly_spend": round(customer.staff * 6.5 * 12 * (0.9 + 0.2 * chance.random())),
        "product": "rota payroll overtime-reports" if customer.segment != "small" or strong else "rota",
        "regulated_care": "yes" if notice or chance.random() < 0.2 else "no",
        "sponsor_known": "no" if customer.lost_sponsor and customer.account != "a-104" else "yes",
        "administrator_known": "yes" if chance.random() < 0.93 else "no",
        "csm_view": "" if customer.segment == "small" else view,
        "csm_view_date": "" if customer.segment == "small" else _within(customer, TODAY - timedelta(days=int(chance.random() * 80))),
        "invoices_on_time": 25 * min(4, int(1 + 4 * customer.strength + chance.random())),
        "invoice_days_late": 0 if chance.random() < 0.85 else int(chance.random() * 60),
        "survey_score": min(10, int(3 + 7.5 * customer.strength + chance.random())) if asked else "",
        "survey_date": _within(customer, TODAY - timedelta(days=20 + int(chance.random() * 150))) if asked else "",
    }


def _within(customer: Customer, day: date) -> date:
    """Return a day, or the nearest one in the time of a customer."""
    return max(customer.signed, min(day, customer.left or TODAY))


def _happenings(chance: Random, customer: Customer) -> Iterator[Row]:
    going = customer.strength - (0.2 if customer.left else 0)
    for identifier, target in TARGETS.items():
        if identifier == "payroll-test-matches" and customer.segment == "small":
            continue
        late = max(0.5, 1.75 - customer.strength + 0.5 * (chance.random() - 0.5))
        reached = customer.signed + timedelta(days=round(target * late))
        if chance.random() < 1.15 - (1 - going) * target / 110 and reached <= (customer.left or TODAY):
            yield {"account": customer.account, "kind": "milestone", "id": identifier, "date": reached}
    yield from _renewed(customer)
    if customer.lost_sponsor:
        yield {"account": customer.account, "kind": "event", "id": "sponsor-leaves", "date": _within(customer, customer.lost_sponsor)}
    if chance.random() < 0.45 - 0.4 * customer.strength:
        day = date(2026, 1, 20) + timedelta(days=int(chance.random() * 240))
        yield {"account": customer.account, "kind": "event", "id": "payroll-export-fails", "date": _within(customer, day)}


def _renewed(customer: Customer) -> Iterator[Row]:
    if customer.left:
        yield {"account": customer.account, "kind": "status", "id": "left", "date": customer.left}
    elif (due := _renewal(customer.signed, MONTHS[0])) <= TODAY:
        day = due - timedelta(days=round(40 * customer.strength))
        yield {"account": customer.account, "kind": "milestone", "id": "renewal-signed", "date": day}


def _months(chance: Random, customer: Customer) -> Iterator[Row]:
    for instance in customer.instances:
        for month in MONTHS:
            ended = customer.left and month > customer.left
            if month >= customer.signed.replace(day=1) and not ended:
                yield _usage(chance, customer, instance, month)


def _usage(chance: Random, customer: Customer, instance: str, month: date) -> Row:
    age = (month - customer.signed).days + 30
    grown = min(1.0, age / 120)
    leaving = 0.6 if customer.lost_sponsor and 0 <= (month - customer.lost_sponsor).days < 60 else 1.0
    level = max(0.03, min(0.98, customer.strength * grown * leaving + 0.12 * (chance.random() - 0.4)))
    trouble = max(0, round(4 * (chance.random() - 0.5 - 0.4 * level)))
    reading = chance.random() < 0.25 + level
    return {
        "account": customer.account,
        "instance": instance,
        "month": f"{month:%Y-%m}",
        "goal_progress": min(115, round(125 * level * min(1.0, age / 200))) if age > 90 else "",
        "weekly_active_site_managers": round(92 * level),
        "rotas_on_time": min(100, round(108 * level)) if age > 21 else "",
        "licences_used": min(100, round(102 * level)),
        "users_active": max(1, round(customer.staff * level * 0.4)),
        "new_users": int(chance.random() * (12 if age < 90 else 3)),
        "reports_run": (1 + int(6 * level * chance.random())) if reading and customer.segment != "small" else 0,
        "overtime_hours": round(customer.staff * (2.6 - 0.5 * level * min(1.0, age / 200) + 0.2 * chance.random())),
        "aged_tickets": round(trouble * 100 / customer.staff, 2),
        "open_tickets_over_7_days": trouble,
        "payroll_export_failures": 2 if trouble > 1 and chance.random() < 0.3 else 0,
        "exports_bulk": 1 if chance.random() < 0.03 * (1.5 - level) else 0,
    }


def _text(columns: tuple[str, ...], rows: list[Row]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


if __name__ == "__main__":
    write()
