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
