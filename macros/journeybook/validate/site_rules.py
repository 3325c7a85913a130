"""The rules of what public sites show, of those that were made before and of everyday texts; the commands ask them after the check."""

from journeybook.findings import FindingRule, Level

EVERYDAY_UNUSED = FindingRule(
    "EVERYDAY-UNUSED",
    Level.WARNING,
    """An everyday text lets public pages say an internal text.

It is the whole of an internal text, in any case and with any signs between its words; a part of one lets nothing through. Words under
`internal_words` and accounts stay refused. Delete the entry, or write the text as it stands inside.

Good:
    scope: Late user guide
    # atlas.yml
    everyday_texts: {Late user guide: Every page of help speaks of one}

Bad:
    scope: Late user guide
    # atlas.yml
    everyday_texts: {User guide: Every page of help speaks of one}

Bad:
    # atlas.yml
    internal_words: [Project Osprey]
    everyday_texts: {Project Osprey: Everybody knows it}
""",
)
ACCOUNT_NAMED = FindingRule(
    "ACCOUNT-NAMED",
    Level.ERROR,
    """No public text names an account.

Customers read neither the ids nor the names of accounts, wherever these stand: in `journeys/accounts/`, or in a table of account data.
Looked for are those of three signs or more, in what the journeys say to customers and in `docs/public`. Reword the text. Where a table
calls an account by an everyday word, list the word under `everyday_texts` with the reason; an id or name of your own, choose anew.

Good:
    scope: The Gull-7 group alone
    # accounts/gull.yml
    {id: gull-7, name: Gull-7}

Good:
    status: live
    review: 2026-04-20
    audience: public
    public: {slug: first-rota, title: Your first rota, goal: Go north}
    stages: [{id: plan, name: Plan, owner: csm, events: none, exit: It is published, steps: [{customer: Publish}]}]
    # atlas.yml
    everyday_texts: {north: A point of the compass}
    # metrics/seats.yml
    {row: subscription, as_of: 2026-03-31, names_accounts: true, columns: {account: account, from: opened}}
    # metrics/seats.csv
    account,from
    north,2026-03-01

Bad:
    status: live
    review: 2026-04-20
    audience: public
    public: {slug: first-rota, title: Your first rota, goal: As good as gull-7}
    stages: [{id: plan, name: Plan, owner: csm, events: none, exit: It is published, steps: [{customer: Publish}]}]
    # accounts/gull.yml
    {id: gull-7, name: Gull the seventh}
""",
)
SITE_STALE = FindingRule(
    "SITE-STALE",
    Level.WARNING,
    """A public site in `site/` shows nothing that is no longer public, and an edition for one segment shows what it would show today.

Make it anew with `journeybook build --audience public`, or remove it; both here and wherever it was copied to. An edition for a segment
that is gone can only be removed. The site for everybody is told only what it shows too much.

Good:
    # ../site/internal/index.html
    The site for colleagues

Bad:
    # ../site/public-small/index.html
    An edition for a segment that is gone
""",
)
SITE_UNKNOWN = FindingRule(
    "SITE-UNKNOWN",
    Level.WARNING,
    """It is known what each public site in `site/` was made from.

A site that `journeybook build` did not make, or an older version of it, may show anything: make it anew or remove it. While the journeys
have errors, no site can be compared with all of them: cure the errors first.

Good:
    # ../site/internal/index.html
    The site for colleagues

Bad:
    # ../site/public/index.html
    A site that was copied here
""",
)
PAGE_GONE = FindingRule(
    "PAGE-GONE",
    Level.WARNING,
    """What customers read stays where they read it: told by `journeybook check --against`, which looks at an earlier state.

A map that was live and public and is not any more takes its page with it: customers' links, bookmarks and printed plans lead nowhere, and
their ticks are lost. Keep it live, or lead customers on: `formerly: [its-slug]` in `public:` of the map that takes its place, or
`gone: {its-slug: why, or where it went}` in atlas.yml.

Good:
    status: live
    review: 2026-04-20
    audience: public
    public: {slug: first-rota, title: Your first rota, goal: Publish a rota}
    stages: [{id: plan, name: Plan, owner: csm, events: none, exit: It is published, steps: [{customer: Publish}]}]
    # ../before/journeys/maps/first.yml
    status: live
    review: 2026-04-20
    audience: public
    public: {slug: first-rota, title: Your first rota, goal: Publish a rota}
    stages: [{id: plan, name: Plan, owner: csm, events: none, exit: It is published, steps: [{customer: Publish}]}]

Bad:
    status: retired
    review: 2026-04-20
    audience: public
    public: {slug: first-rota, title: Your first rota, goal: Publish a rota}
    stages: [{id: plan, name: Plan, owner: csm, events: none, exit: It is published, steps: [{customer: Publish}]}]
    # ../before/journeys/maps/first.yml
    status: live
    review: 2026-04-20
    audience: public
    public: {slug: first-rota, title: Your first rota, goal: Publish a rota}
    stages: [{id: plan, name: Plan, owner: csm, events: none, exit: It is published, steps: [{customer: Publish}]}]
""",
)
PAGE_MOVED = FindingRule(
    "PAGE-MOVED",
    Level.WARNING,
    """The address of a success map stays as it is: told by `journeybook check --against`.

The slug is the address under which customers saved the page and by which their browser keeps their ticks. Write the old slug under
`formerly` in `public:`, as `journeybook rename slug OLD NEW` does: then links lead on, and ticks are read.

Good:
    status: live
    review: 2026-04-20
    audience: public
    public: {slug: first-rota, title: Your first rota this week, goal: Publish a rota}
    stages: [{id: plan, name: Plan, owner: csm, events: none, exit: It is published, steps: [{customer: Publish}]}]
    # ../before/journeys/maps/first.yml
    status: live
    review: 2026-04-20
    audience: public
    public: {slug: first-rota, title: Your first rota, goal: Publish a rota}
    stages: [{id: plan, name: Plan, owner: csm, events: none, exit: It is published, steps: [{customer: Publish}]}]

Bad:
    status: live
    review: 2026-04-20
    audience: public
    public: {slug: the-first-rota, title: Your first rota, goal: Publish a rota}
    stages: [{id: plan, name: Plan, owner: csm, events: none, exit: It is published, steps: [{customer: Publish}]}]
    # ../before/journeys/maps/first.yml
    status: live
    review: 2026-04-20
    audience: public
    public: {slug: first-rota, title: Your first rota, goal: Publish a rota}
    stages: [{id: plan, name: Plan, owner: csm, events: none, exit: It is published, steps: [{customer: Publish}]}]
""",
)
STEP_GONE = FindingRule(
    "STEP-GONE",
    Level.WARNING,
    """A stage, step or milestone that customers link to or tick stays on its page: told by `journeybook check --against`.

It is known by the words that customers read, so other words make another step of it: its tick is gone, and a link to it leads to the top of
the page. Put it back, or say at what takes its place what it was: `formerly: [{name: Invite all, audience: public}]`. With
`known_by_id: true` in `public:`, said before the words change, the id is what counts.

Good:
    status: live
    review: 2026-04-20
    audience: public
    public: {slug: first-rota, title: Your first rota, goal: Publish a rota}
    stages: [{id: plan, name: Plan, owner: csm, events: none, exit: It is published, steps: [{customer: Invite all}, {customer: Publish}]}]
    # ../before/journeys/maps/first.yml
    status: live
    review: 2026-04-20
    audience: public
    public: {slug: first-rota, title: Your first rota, goal: Publish a rota}
    stages: [{id: plan, name: Plan, owner: csm, events: none, exit: It is published, steps: [{customer: Publish}]}]

Bad:
    status: live
    review: 2026-04-20
    audience: public
    public: {slug: first-rota, title: Your first rota, goal: Publish a rota}
    stages: [{id: plan, name: Plan, owner: csm, events: none, exit: It is published, steps: [{customer: Publish}]}]
    # ../before/journeys/maps/first.yml
    status: live
    review: 2026-04-20
    audience: public
    public: {slug: first-rota, title: Your first rota, goal: Publish a rota}
    stages: [{id: plan, name: Plan, owner: csm, events: none, exit: It is published, steps: [{customer: Invite all}, {customer: Publish}]}]
""",
)
