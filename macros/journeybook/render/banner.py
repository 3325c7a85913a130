"""What stands around our pages: the banner of a broken project, and the footer's line."""

from collections.abc import Iterable

from markupsafe import Markup

from journeybook.findings import Finding
from journeybook.views.base.book import Book


def banner(book: Book, findings: Iterable[Finding]) -> str:
    """Return what a served site says while the files are broken: these pages are the last good ones, and why."""
    items = Markup("").join(
        Markup("<li><code>{}</code> {} {}</li>").format(str(one.place), one.message, f"({one.hint})" if one.hint else "")
        for one in findings
    )
    frame = Markup('<div class="jb-banner" role="alert"><strong>{}</strong><ul>{}</ul></div>')
    return _without_braces(frame.format(book.say("serve.last_good"), items))


def footer(book: Book) -> str:
    """Return the footer's line: whose site it is, and the legal and privacy links."""
    settings = book.atlas.file
    said = [Markup("{}").format(settings.organisation.name)]
    pairs = ((settings.legal, "footer.legal"), (settings.privacy, "footer.privacy"))
    said += [Markup('<a href="{}">{}</a>').format(link.url, link.text or book.say(word)) for link, word in pairs if link]
    if settings.contact.mail:
        said.append(Markup('<a href="{}">{}</a>').format(settings.contact.mail, settings.contact.name or book.say("footer.contact")))
    return _without_braces(Markup(" · ").join(said))


def _without_braces(made: Markup) -> str:
    """Return HTML in which nothing is left that a macro could be."""
    return str(made).replace("{", "&#123;").replace("}", "&#125;")
