"""Hostile YAML about account data: descriptions of tables, accounts, plans, health models and conditions, and worlds too large."""

from collections.abc import Iterator
from datetime import date, timedelta

from hostile_data import BASE, HAPPENED, HEADINGS, LIST, METRICS, USE, Attack

USE_YML = BASE[f"{METRICS}/use.yml"]
HEALTH, MEASURES, ATLAS, MAP = (BASE[f"journeys/{name}.yml"] for name in ("health/use", "measures/measures", "atlas", "maps/voyage"))
_COLUMNS = "columns: {account: account, day: day, logins: measure}\n"


def _spend(text: str) -> str:
    return USE_YML.replace("spend: measure", f"spend: {{means: measure, {text}}}")


def _mood(text: str) -> str:
    return USE_YML.replace("mood: measure", f"mood: {text}")


DESCRIPTIONS = {
    "alias": "row: reading\ncolumns: &a {account: account, day: day}\nno_value: *a\n",
    "alias of itself": "&a [*a]\n",
    "tag": f"row: !!python/object/apply:os.system [id]\n{_COLUMNS}",
    "list": "[1, 2]\n",
    "text": "reading\n",
    "empty": "",
    "two documents": "row: reading\n---\nrow: event\n",
    "deep": "columns: " + "[" * 5000 + "\n",
    "20,000 columns": "row: reading\ncolumns:\n" + "".join(f"  c{number}: measure\n" for number in range(20_000)),
    **{
        f"dates {form[:20]}": f"{USE_YML}dates: '{form}'\n"
        for form in ("((((((YYYY)*)*)*)*)*)*MM.DD", "YYYY-MM-DD" * 100, "YYYY\\MM''DD", "%YYYY-MM-DD", "YYYY{MM}DD", "Y|MM|DD")
    },
    **{
        f"zone {zone[:20]}": f'{USE_YML}time_zone: "{zone}"\n'
        for zone in ("'; DROP TABLE accounts; --", "../../etc/passwd", "a\\0b", "Pacific/Apia", "x" * 19_000, "+99:99", "utc")
    },
    **{
        f"range {text[:20]}": _spend(text)
        for text in ("least: .nan", "least: -.inf, most: .inf", "least: 1e300", f"most: {'9' * 40}", "least: '1; DROP TABLE x'")
    },
    **{
        f"range {text[:20]}": _spend(text)
        for text in ("least: 0.00000000000000000001", "least: 5, most: 1", "least: 0x10", f"most: {'9' * 5000}")
    },
    **{
        f"spend {text}": _spend(text)
        for text in ("in_unit: USD", "in_unit: '<b>x</b>'", "dated_by: spend", "dated_by: nothing", "dated_by: mood")
    },
    **{
        f"mood {text[:30]}": _mood(text)
        for text in ("account", "day", "attribute", "instance", "{means: measure, roll_up: sum}", "{means: measure, of: '<b>'}")
    },
    "of twice": _mood("{means: measure, of: logins}"),
    "words of SQL": _mood("{means: measure, words: {\"x' THEN 'glad\": glad, ignored: dull}}"),
    "5,000 words": _mood(f"{{means: measure, words: {{{', '.join(f'w{number}: glad' for number in range(5000))}}}}}"),
    "5,000 texts without value": f"{USE_YML}no_value: [{', '.join(f'v{number}' for number in range(5000))}]\n",
    "equal marks": f"{USE_YML}decimal: comma\nthousands: comma\n",
    "no account": "row: reading\ncolumns: {day: day, logins: measure}\n",
    "all ignored": "row: reading\ncolumns: {account: ignored, day: ignored}\n",
    **{
        f"table {name}": f'{USE_YML}table: "{name}"\n'
        for name in (
            "../../etc/passwd",
            "https://e.example/x.csv",
            "s3://x/y.parquet",
            "/etc/passwd",
            "a\\0.csv",
            "use.yml",
            "*.csv",
            "list.csv",
        )
    },
    **{f"as of {day}": f"{USE_YML}as_of: {day}\n" for day in ("9999-12-31", "0001-01-01", "2026-02-30")},
    "equal headings": f"{USE_YML}headings: [a, a]\n",
    "3,000 headings": f"{USE_YML}headings: [{', '.join(f'h{number}' for number in range(3000))}]\n",
    "headings of SQL": f"{USE_YML}headings: [account, day, \"x'\", 'y\"', '; drop', mood]\n",
    "pull of SQL": USE_YML + 'pull: {table: "x; DROP TABLE y", connection: JB}\n',
    "HTML": f"{USE_YML}summary: '<script>alert(1)</script>'\n",
    **{f"{period}s": USE_YML.replace("day: day", f"day: {period}") for period in ("week", "month", "quarter", "instance", "opened")},
    **{
        f"rows: {row}": USE_YML.replace("row: reading", f"row: {row}")
        for row in ("event", "milestone", "subscription", "ticket", "account")
    },
}
_HISTORY = "- id: c-1\n  name: One\n  owner: crew\n  history:\n"
ACCOUNTS = {
    "overlapping": _HISTORY
    + "".join(f"    - {{field: segment, value: {'small' if n % 2 else 'large'}, since: 2025-01-01}}\n" for n in range(500)),
    "3,000 values": _HISTORY
    + "".join(
        f"    - {{field: status, value: {('left', 'active')[n % 2]}, since: {date(2000, 1, 1) + timedelta(n)}}}\n" for n in range(3000)
    ),
    "backwards": f"{_HISTORY}    - {{field: segment, value: small, since: 2026-01-01, until: 2025-01-01}}\n",
    "all of the calendar": f"{_HISTORY}    - {{field: segment, value: small, since: 0001-01-01, until: 9999-12-31}}\n",
    "left till the end of the calendar": f"{_HISTORY}    - {{field: status, value: left, since: 0001-01-01, until: 9999-12-31}}\n",
    "SQL": _HISTORY + '    - {field: "x\'; DROP", value: "y\'", since: 2025-01-01}\n',
    "instances of each other": "- {id: c-1, name: x, owner: crew, instances: [c-2]}\n- {id: c-2, name: y, owner: crew, instances: [c-1]}\n",
    "excluded": "- {id: c-1, name: x, owner: crew, instances: [{id: c-1, excluded: y}]}\n",
    "10,000 of them": "".join(f"- {{id: c-{number}, name: N {number}, owner: crew}}\n" for number in range(10_000)),
    **{
        f"id {identifier[:10]}": f"- {{id: {identifier}, name: x, owner: crew}}\n"
        for identifier in ("../x", "a" * 5000, "12", "~", "c-1, id: c-1", "'<b>'", "0x10")
    },
    "circle": "- &a {id: c-1, name: x, owner: crew, instances: [*a]}\n",
}
_PLAN = "id: c-1\nowner: crew\naccount: c-1\nmap: voyage\ntitle: T\n"
PLANS = {
    **{f"start {day}": f"{_PLAN}start: {day}\n" for day in ("9999-12-31", "0001-01-01", "2026-02-30")},
    "far days": f"{_PLAN}start: 2025-01-01\ndays: {{renewal: 9999-12-31, nothing: 2025-01-01}}\n",
    "no account": _PLAN.replace("account: c-1", "account: nobody") + "start: 2025-01-01\n",
    "HTML": _PLAN.replace("title: T", "title: '<script>alert(1)</script>'") + "start: 2025-01-01\n",
}


def _in_health(old: str, *new: str) -> dict[str, str]:
    return {f"{old} to {text[:20]}": HEALTH.replace(old, text) for text in new}


NUMBERS = ("0", "-60", ".nan", ".inf", "1e300", "1e-300", f"0.{'3' * 60}", "9" * 100, "9" * 10_000, "060", "0x10", "1_000")
HEALTH_MODELS = {
    **_in_health("weight: 60", *(f"weight: {number}" for number in NUMBERS)),
    **_in_health("good: 100", *(f"good: {number}" for number in NUMBERS)),
    **_in_health("total: 100", *(f"total: {number}" for number in NUMBERS)),
    **_in_health("'< 5'", "'< 50'", "'< 2'", f"'< {'9' * 400}'", f"'< 5.{'1' * 50}'", "'< -5'", "'< 1e5'", "'= 5'"),
    **_in_health(
        "sponsor is no",
        "always",
        "score < 50",
        "logins < 5 for 9999 years",
        "logins falls by 20% within 9999 years",
        "not " * 1000 + "always",
    ),
    **_in_health(
        "sponsor is no",
        " or ".join(["sponsor is no"] * 400),
        "(" * 300 + "sponsor is no" + ")" * 300,
        "export-fails at least 999999 times in 1 day",
    ),
    **_in_health("points: {", "warm_up: 9999 years\npoints: {", "expires_after: 9999 years\npoints: {"),
    "HTML": HEALTH.replace("name: Fine", "name: '<script>alert(1)</script>'"),
    "two models": "".join("- " + text.replace("\n", "\n  ").rstrip() + "\n" for text in (HEALTH, HEALTH.replace("id: use", "id: other"))),
}
_SUBSCRIPTIONS = "row: subscription\nnames_shown: true\nin_git: They are made up\n"
_LONG_AGO = {
    LIST: BASE[LIST].replace("2025-01-01", "1900-06-01").replace("2025-03-01", "1900-06-01"),
    "journeys/accounts/accounts.yml": "- {id: c-1, name: x, owner: crew}\n- {id: c-2, name: y, owner: crew}\n",
}
CONDITIONS = {
    "300 parts": " or ".join(f"logins < {number}" for number in range(300)),
    "3,000 parts": " or ".join(f"logins < {number}" for number in range(3000)),
    "deep": "(" * 200 + "logins < 3" + ")" * 200,
    "itself": "export-fails",
    "no itself": "no export-fails for 10 days",
    "for long": "logins < 3 for 9999 years",
    "far": "renewal within 9999 years before signature",
    "many days": "days < 999999999999 before renewal",
    "long number": f"logins < {'9' * 400}",
    "200 of many": f"200 of ({', '.join(f'logins < {number}' for number in range(300))})",
    "200 lengths": " and ".join(f"logins < {number} for {number} days" for number in range(1, 200)),
    "200 trends": " or ".join(f"logins rises by {number}% within {number} days" for number in range(1, 200)),
    "lengths in lengths": "(" * 30 + "logins < 3" + " for 3 days)" * 30,
}


def attacks_by_descriptions() -> Iterator[Attack]:
    """Yield a project for each hostile description, account, plan, health model, condition and day."""
    for kind, path, texts in (
        ("description", f"{METRICS}/use.yml", DESCRIPTIONS),
        ("accounts", "journeys/accounts/accounts.yml", ACCOUNTS),
        ("plan", "journeys/plans/c-1.yml", PLANS),
        ("health", "journeys/health/use.yml", HEALTH_MODELS),
    ):
        yield from (Attack(f"{kind}: {name}", {path: text}) for name, text in texts.items())
    yield from (Attack(f"condition: {name}", {**_event(text), USE: _daily(1000, date(2023, 1, 1))}) for name, text in CONDITIONS.items())
    yield from (Attack(f"timeline: {name}", {**_LONG_AGO, **files}) for name, files in _timelines())
    for day in ("9999-12-31", "9999-12-30", "0001-01-01", "0001-01-02"):
        yield from _as_of(day)


def large_attacks() -> Iterator[Attack]:
    """Yield worlds as large as the limits of files and tables let them be; each takes seconds."""
    long_ago = {LIST: BASE[LIST].replace("2025-01-01", "1800-01-01").replace("2025-03-01", "1800-01-01")}
    nobody = {"journeys/accounts/accounts.yml": "- {id: c-1, name: x, owner: crew}\n- {id: c-2, name: y, owner: crew}\n"}
    yield Attack("82,000 readings of one account", {USE: _daily(82_000, date(1800, 1, 1)), **long_ago, **nobody})
    instances = USE_YML.replace("account: account", "account: account, instance: instance")
    rows = "".join(f"c-1,i-{n % 3000},2026-04-{1 + n // 3000:02},{n % 9},1,2,glad\n" for n in range(30_000))
    headings = HEADINGS.replace("account,", "account,instance,")
    yield Attack("3,000 instances", {f"{METRICS}/use.yml": instances, USE: headings + rows})
    rolled = instances.replace("logins: measure", "logins: {means: measure, roll_up: sum}")
    yield Attack("3,000 instances that are one", {f"{METRICS}/use.yml": rolled, USE: headings + rows})
    named = {f"{METRICS}/use.yml": f"{USE_YML}names_accounts: true\n"}
    yield Attack("10,000 accounts", {**named, USE: _monthly(10_000)})
    events = "".join(
        f"- {{id: e-{n}, name: Event {n}, polarity: bad, owner: crew, play: ring, when: logins < {n} for 30 days}}\n" for n in range(1000)
    )
    yield Attack(
        "1,000 events over 1,000 accounts",
        {
            **named,
            "journeys/events/events.yml": BASE["journeys/events/events.yml"] + events,
            USE: _monthly(1000),
        },
    )
    milestones = "".join(f"{{id: m-{n}, name: Milestone {n}, owner: crew, target: within {n} days}}, " for n in range(1000))
    reached = "".join(f"c-1,milestone,m-{n},2025-02-01\n" for n in range(1000))
    yield Attack(
        "1,000 milestones",
        {
            "journeys/maps/voyage.yml": MAP.replace("milestones: [", f"milestones: [{milestones}"),
            HAPPENED: "account,kind,id,day\n" + reached,
        },
    )
    happened = "".join(f"c-1,event,export-fails,{date(1900, 1, 1) + timedelta(n % 45_000)}\n" for n in range(100_000))
    yield Attack("100,000 events of one account", {HAPPENED: "account,kind,id,day\n" + happened})
    statuses = "".join(f"c-1,status,{('left', 'active')[n % 2]},{date(1990, 1, 1) + timedelta(n % 13_000)}\n" for n in range(20_000))
    yield Attack("20,000 statuses of one account", {HAPPENED: "account,kind,id,day\n" + statuses, **nobody})
    subscriptions = "".join(f"c-1,s-{n},2025-{1 + n % 12:02}-01,{'2026-01-01' if n % 2 else ''}\n" for n in range(5000))
    described = (
        "row: subscription\nnames_shown: true\nin_git: They are made up\ncolumns: {account: account, id: id, from: opened, to: closed}\n"
    )
    yield Attack(
        "5,000 subscriptions of one account", {f"{METRICS}/s.yml": described, f"{METRICS}/s.csv": f"account,id,from,to\n{subscriptions}"}
    )
    yield Attack("two thousand years", {LIST: BASE[LIST].replace("2025-01-01", "0001-01-01").replace("2025-03-01", "1026-01-01")})
    inputs = "".join(f"  - {{measure: m{n}, weight: 1, bands: {{good: '>= 5', poor: '< 5'}}}}\n" for n in range(1000))
    measures = "".join(f"- {{id: m{n}, name: Measure {n}}}\n" for n in range(1000))
    yield Attack(
        "1,000 inputs",
        {
            "journeys/health/use.yml": HEALTH.replace("indicators:\n", f"indicators:\n{inputs}"),
            "journeys/measures/measures.yml": MEASURES + measures,
        },
    )
    described = USE_YML.replace("mood: measure", "mood: measure, " + ", ".join(f"m{n}: measure" for n in range(300)))
    wide = HEADINGS.strip() + "".join(f",m{n}" for n in range(300)) + "\n"
    wide += "".join(f"c-{1 + n % 2},{date(1990, 1, 1) + timedelta(n // 2)},7,1,2,glad{',5' * 300}\n" for n in range(6500))
    yield Attack(
        "as many cells as are read", {f"{METRICS}/use.yml": described, USE: wide, "journeys/measures/measures.yml": MEASURES + measures}
    )
    yield Attack("more rows than are read", {USE: HEADINGS + "c-1,2026-04-30,7,1,2,glad\n" * 500_001})
    yield Attack(
        "more tables than are read",
        {f"{METRICS}/t{n}.{end}": text for n in range(101) for end, text in (("csv", BASE[USE]), ("yml", USE_YML))},
    )


def _timelines() -> Iterator[tuple[str, dict[str, str]]]:
    """Yield facts of one account of which each is near, after or within each other one."""
    days = [date(1901, 1, 1) + timedelta(number) for number in range(40_000)]
    events = "".join(f"c-1,milestone,first-rota,{day}\n" for day in days[:10_000])
    ahead = "".join(f"c-1,anchor,renewal,{day + timedelta(36_500)}\n" for day in days[:10_000])
    yield "near each other", {**_event("first-rota within 3 days after renewal"), HAPPENED: f"account,kind,id,day\n{events}{ahead}"}
    anchors = "".join(f"c-1,anchor,renewal,{day}\n" for day in days)
    yield "many days ahead", {**_event("renewal within 30 days or days < 30 before renewal"), HAPPENED: f"account,kind,id,day\n{anchors}"}
    statuses = "".join(f"c-1,status,{('left', 'active')[number % 2]},{day}\n" for number, day in enumerate(days[:20_000]))
    yield "many left", {**_event("status is active for 30 days"), HAPPENED: f"account,kind,id,day\n{statuses}"}
    described = f"{_SUBSCRIPTIONS}columns: {{account: account, id: id, from: opened, to: closed}}\n"
    subscriptions = "".join(f"c-1,s-{number},{day},{day}\n" for number, day in enumerate(days[::3]))
    yield "relations apart", {f"{METRICS}/s.yml": described, f"{METRICS}/s.csv": f"account,id,from,to\n{subscriptions}"}


def _event(text: str) -> dict[str, str]:
    return {"journeys/events/events.yml": BASE["journeys/events/events.yml"].replace("logins < 3 for 30 days", f"{text!r}")}


def _daily(readings: int, first: date) -> str:
    rows = (f"c-1,{first + timedelta(n)},{n % 9},1,2,{'glad' if n % 3 else 'dull'}\n" for n in range(readings))
    return HEADINGS + "".join(rows)


def _monthly(accounts: int) -> str:
    return HEADINGS + "".join(f"d-{n},2026-04-{1 + day:02},{n % 9},1,2,glad\n" for n in range(accounts) for day in range(5))


def _as_of(day: str) -> Iterator[Attack]:
    atlas = {"journeys/atlas.yml": ATLAS.replace("2026-05-01", day)}
    yield Attack(f"as of {day}", atlas)
    days = {file: BASE[file] for file in (LIST, USE, HAPPENED)}
    for other in ("2025-01-01", "2025-03-01", "2026-04-30", "2026-04-29", "2025-02-01", "2026-03-01"):
        days = {file: text.replace(other, day) for file, text in days.items()}
    yield Attack(f"as of {day}, with its days", {**atlas, **days})
