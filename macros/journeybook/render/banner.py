"""The notice above the pages of a broken project, and the line in their footer, as HTML for the theme."""

from collections.abc import Iterable

from markupsafe import Markup

from journeybook.findings import Finding
from journeybook.views.base.book import Book


def banner(book: Book, findings: Iterable[Finding]) -> str:
    """Return the notice that these pages are the last good ones, with the findings that stand in the way, as HTML."""
    items = Markup("").join(
        Markup("<li><code>{}</code> {} {}</li>").format(str(finding.place), finding.message, f"({finding.hint})" if finding.hint else "")
        for finding in findings
    )
    notice = Markup('<div class="jb-banner" role="alert"><strong>{}</strong><ul>{}</ul></div>')
    return _without_braces(notice.format(book.say("serve.last_good"), items))


def footer(book: Book) -> str:
    """Return the name of the organisation, its legal and privacy links and its contact, as HTML."""
    settings = book.atlas.file
    parts = [Markup("{}").format(settings.organisation.name)]
    pairs = ((settings.legal, "footer.legal"), (settings.privacy, "footer.privacy"))
    parts += [Markup('<a href="{}">{}</a>').format(link.url, link.text or book.say(word)) for link, word in pairs if link]
    if settings.contact.mail:
        parts.append(Markup('<a href="{}">{}</a>').format(settings.contact.mail, settings.contact.name or book.say("footer.contact")))
    return _without_braces(Markup(" · ").join(parts))


def _without_braces(html: Markup) -> str:
    """Return HTML with braces as entities, so that the macro engine finds no call in it."""
    return str(html).replace("{", "&#123;").replace("}", "&#125;")
