"""The rules of the rows and cells of tables: what is told of those that are no facts."""

from journeybook.findings import FindingRule, Level

TABLE_ROLL_UP = FindingRule(
    "TABLE-ROLL-UP",
    Level.ERROR,
    """Where an account has several values on a day, its column says how they become one.

Two subscriptions with 40 and 60 % are not 100 % of an account: `roll_up: mean`. Of tickets, `roll_up: sum` is right.

Good:
    # metrics/usage.yml
    {row: reading, columns: {customer: account, day: day, licences_used: {means: measure, roll_up: mean}}}
    # metrics/usage.csv
    customer,day,licences_used
    a-1,2026-04-01,40
    a-1,2026-04-01,60
    # accounts/a-1.yml
    {id: a-1, name: First}

Bad:
    # metrics/usage.yml
    {row: reading, columns: {customer: account, day: day, licences_used: measure}}
    # metrics/usage.csv
    customer,day,licences_used
    a-1,2026-04-01,40
    a-1,2026-04-01,60
    # accounts/a-1.yml
    {id: a-1, name: First}
""",
)
TABLE_ROW = FindingRule(
    "TABLE-ROW",
    Level.WARNING,
    """A row has a cell for each heading and names its account.

What has another number of cells, a quote without its end, a cell of more than 2,000 characters or no account is left out.

Good:
    # metrics/usage.yml
    {row: account, columns: {customer: account, remarks: ignored}}
    # metrics/usage.csv
    customer,remarks
    a-1,"often, and late"

Bad:
    # metrics/usage.yml
    {row: account, columns: {customer: account, remarks: ignored}}
    # metrics/usage.csv
    customer,remarks
    a-1,often, and late
""",
)
TABLE_REPEATED = FindingRule(
    "TABLE-REPEATED",
    Level.WARNING,
    """A row stands once.

Of equal rows the first counts. Of rows that say different things of the same account, or of the same instance on one day, none does.

Good:
    # metrics/usage.yml
    {row: account, columns: {customer: account, licences_used: measure}}
    # metrics/usage.csv
    customer,licences_used
    a-1,70

Bad:
    # metrics/usage.yml
    {row: account, columns: {customer: account, licences_used: measure}}
    # metrics/usage.csv
    customer,licences_used
    a-1,70
    a-1,80
""",
)
TABLE_VALUE = FindingRule(
    "TABLE-VALUE",
    Level.WARNING,
    """A cell holds a value of the declared form that is possible there.

Numbers have the declared marks, dates the declared form, words are among the values of the measure. What is not is left out, never
guessed.

Good:
    # metrics/usage.yml
    {row: account, decimal: comma, columns: {customer: account, licences_used: measure}}
    # metrics/usage.csv
    customer,licences_used
    a-1,"70,5"

Bad:
    # metrics/usage.yml
    {row: account, columns: {customer: account, licences_used: measure}}
    # metrics/usage.csv
    customer,licences_used
    a-1,"70,5"
""",
)
TABLE_NAME = FindingRule(
    "TABLE-NAME",
    Level.WARNING,
    """What a cell names is known: an account, an event, a milestone, a measure.

Accounts stand in `journeys/accounts/` or in a table of accounts; `words` says which of our ids a word of the table is.

Good:
    # metrics/usage.yml
    {row: reading, columns: {customer: account, day: day, licences_used: measure}}
    # metrics/usage.csv
    customer,day,licences_used
    a-1,2026-04-01,40
    # accounts/a-1.yml
    {id: a-1, name: First}

Bad:
    # metrics/usage.yml
    {row: reading, columns: {customer: account, day: day, licences_used: measure}}
    # metrics/usage.csv
    customer,day,licences_used
    a-2,2026-04-01,40
    # accounts/a-1.yml
    {id: a-1, name: First}
""",
)
TABLE_DAY = FindingRule(
    "TABLE-DAY",
    Level.WARNING,
    """A day lies inside of the time of its account, and not after the day of which the table tells.

A milestone with a rule under `below_zero` or `clamp` may lie before the sign-up, since the rule says what becomes of it.

Good:
    # metrics/usage.yml
    {row: account, columns: {customer: account, since: start, licences_used: {means: measure, dated_by: read}, read: day}}
    # metrics/usage.csv
    customer,since,licences_used,read
    a-1,2026-01-01,40,2026-04-01

Bad:
    # metrics/usage.yml
    {row: account, columns: {customer: account, since: start, licences_used: {means: measure, dated_by: read}, read: day}}
    # metrics/usage.csv
    customer,since,licences_used,read
    a-1,2026-01-01,40,2025-04-01
""",
)
TABLE_CONTRADICTION = FindingRule(
    "TABLE-CONTRADICTION",
    Level.WARNING,
    """What tables and `journeys/accounts/` say of an account can hold together.

It has one segment and one status on a day, and a churn flag agrees with its last day and its subscriptions. A history in
`journeys/accounts/` counts, and what contradicts it is left out.

Good:
    # metrics/usage.yml
    {row: account, columns: {customer: account, gone: churned, left: end}}
    # metrics/usage.csv
    customer,gone,left
    a-1,yes,2026-04-01

Bad:
    # metrics/usage.yml
    {row: account, columns: {customer: account, gone: churned, left: end}}
    # metrics/usage.csv
    customer,gone,left
    a-1,yes,
""",
)
