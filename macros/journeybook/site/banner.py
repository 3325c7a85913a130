"""The banner that a served site shows while the files are broken."""

from collections.abc import Iterable

from markupsafe import Markup

from journeybook.findings import Finding


def banner(findings: Iterable[Finding]) -> str:
    """Return the findings as HTML for the theme's announcement bar; braces are entities."""
    items = Markup("").join(Markup("<li><code>{}</code> {} {}</li>").format(str(one.place), one.message, f"({one.hint})" if one.hint else "") for one in findings)
    made = Markup('<div class="jb-banner" role="alert"><strong>These pages are the last good ones.</strong><ul>{}</ul></div>').format(items)
    return str(made).replace("{", "&#123;").replace("}", "&#125;")
