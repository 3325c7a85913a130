"""The rules of tables of account data: what is told of a table, and of the rows and cells in it that are no facts."""

from journeybook.findings import FindingRule, Level

TABLE_UNDESCRIBED = FindingRule(
    "TABLE-UNDESCRIBED",
    Level.WARNING,
    """A table of account data has a description beside it.

Nothing is read of a table without one: `usage.csv` is described by `usage.yml`.

Good:
    # metrics/usage.yml
    {row: account, columns: {customer: account}}
    # metrics/usage.csv
    customer
    a-1

Bad:
    # metrics/usage.csv
    customer
    a-1
""",
)
TABLE_MISSING = FindingRule(
    "TABLE-MISSING",
    Level.ERROR,
    """A description has one table: the file of its name beside it, or the one that it names under `table`.

Good:
    # metrics/usage.yml
    {row: account, columns: {customer: account}}
    # metrics/usage.csv
    customer
    a-1

Bad:
    # metrics/usage.yml
    {row: account, columns: {customer: account}}
""",
)
TABLE_UNUSABLE = FindingRule(
    "TABLE-UNUSABLE",
    Level.ERROR,
    """A table can be read.

Text has at most 500 MB, 2,000,000 rows and 500 columns; larger tables are Parquet files. It is not compressed, and each of its columns has
a heading of its own.

Good:
    # metrics/usage.yml
    {row: account, columns: {customer: account, note: ignored}}
    # metrics/usage.csv
    customer,note
    a-1,

Bad:
    # metrics/usage.yml
    {row: account, columns: {customer: account}}
    # metrics/usage.csv
    customer,customer
    a-1,
""",
)
TABLE_AS_OF = FindingRule(
    "TABLE-AS-OF",
    Level.ERROR,
    """A description says of which day its table tells, or `atlas.yml` does.

No clock is asked: what is open, late or too young depends on this day.

Good:
    # metrics/usage.yml
    {row: account, as_of: 2026-04-30, columns: {customer: account}}
    # metrics/usage.csv
    customer
    a-1

Bad:
    # atlas.yml, without as_of
    # metrics/usage.yml
    {row: account, columns: {customer: account}}
    # metrics/usage.csv
    customer
    a-1
""",
)
TABLE_COLUMN_MISSING = FindingRule(
    "TABLE-COLUMN-MISSING",
    Level.ERROR,
    """A described column stands in the table, and holds what its meaning needs.

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
    customer
    a-1
""",
)
TABLE_COLUMN_UNDESCRIBED = FindingRule(
    "TABLE-COLUMN-UNDESCRIBED",
    Level.WARNING,
    """Every column of a table is described; one of which nothing is to be read is `ignored`.

Good:
    # metrics/usage.yml
    {row: account, columns: {customer: account, remarks: ignored}}
    # metrics/usage.csv
    customer,remarks
    a-1,calls often

Bad:
    # metrics/usage.yml
    {row: account, columns: {customer: account}}
    # metrics/usage.csv
    customer,remarks
    a-1,calls often
""",
)
TABLE_ENCODING = FindingRule(
    "TABLE-ENCODING",
    Level.WARNING,
    """A table that is not saved as UTF-8 says how it is saved.

Good:
    # metrics/usage.yml
    {row: account, encoding: windows-1252, columns: {customer: account, place: ignored}}
    # metrics/usage.csv, saved as latin-1
    customer,place
    a-1,Zürich

Bad:
    # metrics/usage.yml
    {row: account, columns: {customer: account, place: ignored}}
    # metrics/usage.csv, saved as latin-1
    customer,place
    a-1,Zürich
""",
)
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

A milestone with a rule under `clamp` may lie before the sign-up, since the rule says what becomes of it.

Good:
    # metrics/usage.yml
    {row: account, columns: {customer: account, since: start, licences_used: {means: measure, on: read}, read: day}}
    # metrics/usage.csv
    customer,since,licences_used,read
    a-1,2026-01-01,40,2026-04-01

Bad:
    # metrics/usage.yml
    {row: account, columns: {customer: account, since: start, licences_used: {means: measure, on: read}, read: day}}
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
