"""The rules of single values: what a text must be that stands for a date, a number, an id or another value."""

from journeybook.findings import FindingRule, Level

SHAPE_EMPTY = FindingRule(
    "SHAPE-EMPTY",
    Level.ERROR,
    """Something stands behind the colon or below it.

Delete the line where there is nothing to say, or say why: `pain_points: unknown`.

Good:
    summary: Everything before the first rota

Bad:
    summary:
""",
)
SHAPE_ANSWER = FindingRule(
    "SHAPE-ANSWER",
    Level.ERROR,
    """An answer such as `unknown` stands where a value may be left open.

`unknown`, `unstated`, `none`, `planned`, `not-launched` and `not-applicable` may stand behind every key that is not needed, for the whole
of what stands there. A text that reads like one of them stands in quotes.

Good:
    summary: unknown
    stages: [{id: set-up, name: Set-up, exit: Everybody is in, delights: none, steps: [{customer: Writes a line, thinks: 'none'}]}]

Bad:
    stages: [{id: set-up, name: unknown, exit: Everybody is in}]

Bad:
    stages: [{id: set-up, name: Set-up, exit: Everybody is in, delights: [It works, unknown]}]
""",
)
SHAPE_SINGLE_VALUE = FindingRule(
    "SHAPE-SINGLE-VALUE",
    Level.ERROR,
    """One value stands where one belongs; a text with a colon and a space is in quotes.

Good:
    goal: 'First: publish the rota'

Bad:
    goal: {First: publish the rota}

Bad:
    status: [live, draft]
""",
)
SHAPE_TOO_LONG = FindingRule(
    "SHAPE-TOO-LONG",
    Level.ERROR,
    """A text has at most 20,000 characters.

Make several texts of it, or a file in `resources/`.

Good:
    summary: >
      Everything before the first rota

Bad:
    summary: >
      Everything before the first rota # 1000 times
""",
)
SHAPE_ID = FindingRule(
    "SHAPE-ID",
    Level.ERROR,
    """An id has small letters, digits, single hyphens or underscores, and begins with a letter.

It stands in addresses of pages and in references, so it never changes. Words of conditions and times, such as `before`, and names that the
site needs itself, such as `index`, cannot be ids.

Good:
    stages: [{id: set-up, name: Set-up, exit: Everybody is in}]

Bad:
    stages: [{id: Set up, name: Set-up, exit: Everybody is in}]
""",
)
SHAPE_REFERENCE = FindingRule(
    "SHAPE-REFERENCE",
    Level.ERROR,
    """A reference is `its-id`, or `map-id/its-id` for something in another map.

Good:
    owner: csm

Bad:
    owner: Customer success
""",
)
SHAPE_FLAG = FindingRule(
    "SHAPE-FLAG",
    Level.ERROR,
    """A flag is `true` or `false`, in small letters.

Good:
    stages: [{id: set-up, name: Set-up, exit: Everybody is in, steps: [{customer: Cleans the list, starts: true}]}]

Bad:
    stages: [{id: set-up, name: Set-up, exit: Everybody is in, steps: [{customer: Cleans the list, starts: yes}]}]
""",
)
SHAPE_WHOLE_NUMBER = FindingRule(
    "SHAPE-WHOLE-NUMBER",
    Level.ERROR,
    """A whole number is written in digits only.

Good:
    # segments/large.yml
    {id: large, name: Large, rule: staff >= 50, priority: 1}

Bad:
    # segments/large.yml
    {id: large, name: Large, rule: staff >= 50, priority: first}
""",
)
SHAPE_NUMBER = FindingRule(
    "SHAPE-NUMBER",
    Level.ERROR,
    """A number has digits and at most one point.

Good:
    # health/score.yml
    {id: score, name: Score, indicators: {logins: 60.5, licences_used: 39.5}}

Bad:
    # health/score.yml
    {id: score, name: Score, indicators: {logins: '60,5', licences_used: 39.5}}
""",
)
SHAPE_DAY = FindingRule(
    "SHAPE-DAY",
    Level.ERROR,
    """A date is year-month-day, such as `2026-03-01`.

Good:
    review: 2026-06-01

Bad:
    review: 1 June 2026

Bad:
    review: 2026-02-30
""",
)
SHAPE_YEARLY_DAY = FindingRule(
    "SHAPE-YEARLY-DAY",
    Level.ERROR,
    """A holiday is year-month-day, such as `2027-03-26`, or `12-25` for every year.

Good:
    # atlas.yml
    calendar: {holidays: {12-25: Christmas Day}}

Bad:
    # atlas.yml
    calendar: {holidays: {25 December: Christmas Day}}
""",
)
SHAPE_WEEKEND = FindingRule(
    "SHAPE-WEEKEND",
    Level.ERROR,
    """At least one day of the week is not free.

Good:
    # atlas.yml
    calendar: {weekend: [friday, saturday]}

Bad:
    # atlas.yml
    calendar: {weekend: [monday, tuesday, wednesday, thursday, friday, saturday, sunday]}
""",
)
SHAPE_LINK = FindingRule(
    "SHAPE-LINK",
    Level.ERROR,
    """A link is a whole address that begins with `https://`, `http://` or `mailto:`, or one on the atlas's own website.

A relative link begins with `/`, `./` or `../`; `base_address:` of the atlas says from where it is reckoned. The same holds for links
inside formatted text. Letters that no address has, such as umlauts and square brackets, are percent-encoded on the page: write them as you
read them.

Good:
    links: [{text: Our guide, url: 'https://example.org/guide'}, {text: Our books, url: 'https://bücher.example/süß?list[]=1'}]

Good:
    summary: '[What it costs](/fees)'
    # atlas.yml
    base_address: https://www.example.org

Bad:
    summary: '[What it costs](/fees)'
""",
)
SHAPE_COLOUR = FindingRule(
    "SHAPE-COLOUR",
    Level.ERROR,
    """A colour is six hexadecimal digits in quotes, such as `'#1f5f8b'`.

Good:
    # atlas.yml
    brand: {primary: '#1f5f8b'}

Bad:
    # atlas.yml
    brand: {primary: blue}
""",
)
SHAPE_LANGUAGE = FindingRule(
    "SHAPE-LANGUAGE",
    Level.ERROR,
    """The language of the interface is one that the theme speaks, such as `en`.

Good:
    # atlas.yml
    language: en

Bad:
    # atlas.yml
    language: English
""",
)
SHAPE_FILE = FindingRule(
    "SHAPE-FILE",
    Level.ERROR,
    """A file is named without its folder, such as `logo.png`.

It lies in `journeys/resources/`; its name has letters from A to Z, digits, hyphens, underscores and dots.

Good:
    # atlas.yml
    brand: {logo: logo.png}
    # resources/logo.png
    a picture

Bad:
    # atlas.yml
    brand: {logo: resources/logo.png}
    # resources/logo.png
    a picture
""",
)
SHAPE_DUTIES = FindingRule(
    "SHAPE-DUTIES",
    Level.ERROR,
    """Duties are the letters R, A, C and I, alone or together.

They stand for responsible, accountable, consulted and informed.

Good:
    raci: {csm: RA, sales: C}

Bad:
    raci: {csm: leads, sales: C}
""",
)
SHAPE_CONDITION = FindingRule(
    "SHAPE-CONDITION",
    Level.ERROR,
    """A condition can be read: see [conditions](../guide/conditions-and-times.md#conditions).

Good:
    # segments/large.yml
    {id: large, name: Large, rule: staff >= 50}

Bad:
    # segments/large.yml
    {id: large, name: Large, rule: many staff}
""",
)
SHAPE_TIMING = FindingRule(
    "SHAPE-TIMING",
    Level.ERROR,
    """A time can be read: see [times](../guide/conditions-and-times.md#times).

Good:
    stages: [{id: set-up, name: Set-up, exit: Everybody is in, time_box: within 30 days of signature}]

Bad:
    stages: [{id: set-up, name: Set-up, exit: Everybody is in, time_box: soon after the signature}]
""",
)
SHAPE_DURATION = FindingRule(
    "SHAPE-DURATION",
    Level.ERROR,
    """A length of time is an amount and a unit, such as `14 days`.

Good:
    stages: [{id: set-up, name: Set-up, exit: Everybody is in, steps: [{customer: Cleans the list, takes: 2 weeks}]}]

Bad:
    stages: [{id: set-up, name: Set-up, exit: Everybody is in, steps: [{customer: Cleans the list, takes: a while}]}]
""",
)
