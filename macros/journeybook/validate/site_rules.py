"""The rules of public sites that were made before; the commands ask them, since they know what a site shows."""

from journeybook.findings import FindingRule, Level

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
