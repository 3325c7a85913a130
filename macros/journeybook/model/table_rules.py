"""The rules of tables of account data as a whole: their descriptions, headings and encoding."""

from journeybook.findings import FindingRule, Level

SHAPE_DATE_FORM = FindingRule(
    "SHAPE-DATE-FORM",
    Level.ERROR,
    """The form of dates says year, month and day: YYYY, MM and DD, or M and D where a leading 0 may be missing.

`03-04-2026` is one day here and another there, so a form other than YYYY-MM-DD is declared. Years have four digits.

Good:
    # metrics/usage.yml
    {row: account, dates: DD.MM.YYYY, columns: {customer: account, since: start}}
    # metrics/usage.csv
    customer,since
    a-1,03.04.2026

Bad:
    # metrics/usage.yml
    {row: account, dates: DD.MM.YY, columns: {customer: account, since: start}}
    # metrics/usage.csv
    customer,since
    a-1,03.04.26
""",
)
SHAPE_PULL = FindingRule(
    "SHAPE-PULL",
    Level.ERROR,
    """A table that is pulled is named with its schema, and its connection by the environment variable that holds it.

No query, address or password stands in a description: what is to be joined or reckoned first becomes a view of the database.

Good:
    # metrics/usage.yml
    {row: account, pull: {system: postgres, table: analytics.usage, connection: WAREHOUSE}, columns: {customer: account}}
    # metrics/usage.2026-04-30.parquet, pulled
    customer
    a-1

Bad:
    # metrics/usage.yml
    {row: account, pull: {system: postgres, table: select * from usage}, columns: {customer: account}}
""",
)
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
TABLE_IN_GIT = FindingRule(
    "TABLE-IN-GIT",
    Level.WARNING,
    """Git holds no table of account data, unless its description says why it may.

What git has seen once stays in its history and in every clone, also when the account asks to be forgotten. Keep tables out by lines in
`.gitignore`, and take one out by `git rm --cached`. Accounts that are made up may stay: say so under `in_git`.

Good:
    # metrics/usage.yml
    {row: account, in_git: Its accounts are made up, columns: {customer: account}}
    # metrics/usage.csv, kept in git
    customer
    a-1

Bad:
    # metrics/usage.yml
    {row: account, columns: {customer: account}}
    # metrics/usage.csv, kept in git
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
    {row: account, table: usages.csv, columns: {customer: account}}
    # metrics/usage.csv
    customer
    a-1
""",
)
TABLE_ABSENT = FindingRule(
    "TABLE-ABSENT",
    Level.WARNING,
    """The table of a description is here.

Tables are kept out of git, so whoever checks a change elsewhere has the descriptions alone; no number is reckoned there. Where the internal
site is built, put the table beside its description.

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

A project has at most 40 tables, with 400,000 rows, 1,500,000 cells in columns with a meaning and 100 MB of text, and asks 6,000,000
questions of its accounts: 300 for each, 15 for it and each rule, one for each fact named. A table has at most 500 columns, and a line
1,000,000 characters. Keep what a model asks, or raise the limits with `JOURNEYBOOK_TABLE_LIMITS`. Text is not compressed.

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
TABLE_NOT_PULLED = FindingRule(
    "TABLE-NOT-PULLED",
    Level.WARNING,
    """A table that is pulled has a snapshot beside its description.

`journeybook data pull` writes one, such as `usage.2026-04-30.parquet`; its name says of which day it tells. Builds read the newest one and
never a database.

Good:
    # metrics/usage.yml
    {row: account, pull: {system: postgres, table: analytics.usage}, columns: {customer: account}}
    # metrics/usage.2026-04-30.parquet, pulled
    customer
    a-1

Bad:
    # metrics/usage.yml
    {row: account, pull: {system: postgres, table: analytics.usage}, columns: {customer: account}}
""",
)
TABLE_PULL = FindingRule(
    "TABLE-PULL",
    Level.WARNING,
    """A description with `pull` leaves the day and the name of its table to the snapshots.

Their names say both: `usage.2026-04-30.parquet` tells of 30 April 2026. What the description says besides does not count; another
day would be wrong from the next pull on.

Good:
    # metrics/usage.yml
    {row: account, pull: {system: postgres, table: analytics.usage}, columns: {customer: account}}
    # metrics/usage.2026-04-30.parquet, pulled
    customer
    a-1

Bad:
    # metrics/usage.yml
    {row: account, as_of: 2026-04-30, pull: {system: postgres, table: analytics.usage}, columns: {customer: account}}
    # metrics/usage.2026-04-30.parquet, pulled
    customer
    a-1
""",
)
TABLE_OLD = FindingRule(
    "TABLE-OLD",
    Level.WARNING,
    """The newest snapshot of a table is at most a week older than the newest of the others.

A pull that fails leaves the last snapshot, so that pages go on with old figures beside new ones.

Good:
    # metrics/usage.yml
    {row: account, pull: {system: postgres, table: analytics.usage}, columns: {customer: account}}
    # metrics/usage.2026-04-30.parquet, pulled
    customer
    a-1

Bad:
    # metrics/usage.yml
    {row: account, pull: {system: postgres, table: analytics.usage}, columns: {customer: account}}
    # metrics/usage.2026-04-01.parquet, pulled
    customer
    a-1
""",
)
