"""The bar on pages that are being edited, which says what is wrong with the files, and the line in the footer, as HTML for the theme."""

from collections.abc import Sequence

from markupsafe import Markup, escape

from journeybook.findings import Finding, Level
from journeybook.model.base import Audience
from journeybook.render.editors import PlaceUrl
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Link
from journeybook.views.links.web_links import bare_address, organisation_contact

MOST_IN_BAR = 50
"""How many findings the bar lists: more are for the terminal."""
_HIDDEN, _OPEN = Markup(" hidden"), Markup(" open")
TONES = {Level.ERROR: "poor", Level.WARNING: "average", Level.INFORMATION: "info"}
"""The colours of badges by level."""


def findings_bar(book: Book, findings: Sequence[Finding], edit_url: PlaceUrl, address: str, state: str) -> str:
    """Return the bar of a page that is being edited: what is wrong with the files, and the address from which it is brought up to date.

    With it stands of which state of the files the page is.
    """
    bar = Markup(
        '<aside class="jb-findings md-typeset" aria-label="{}" data-jb-address="{}" data-jb-state="{}" data-jb-none="{}"{}>'
        '<p class="jb-hidden" role="status"></p><div class="jb-findings__content">{}</div></aside>'
    )
    is_hidden = _HIDDEN if not findings else ""
    label, nothing = book.say("serve.findings"), book.say("serve.none")
    return str(bar.format(label, address, state, nothing, is_hidden, findings_list(book, findings, edit_url)))


def findings_list(book: Book, findings: Sequence[Finding], edit_url: PlaceUrl) -> Markup:
    """Return what is wrong with the files as a list that folds, with a link to each place; nothing where nothing is wrong."""
    if not findings:
        return Markup("")
    levels = [finding.level for finding in findings]
    counts = ", ".join(book.say(f"serve.{level}s", count=levels.count(level)) for level in Level if level in levels)
    is_stale = Level.ERROR in levels
    notice = Markup("<p><strong>{}</strong></p>").format(book.say("serve.last_good")) if is_stale else ""
    items = Markup("").join(_item(book, finding, edit_url) for finding in sorted(findings, key=_severity)[:MOST_IN_BAR])
    left = len(findings) - MOST_IN_BAR
    more = Markup("<p>{}</p>").format(book.say("serve.more", count=left)) if left > 0 else ""
    fold = Markup('<details class="jb-findings__fold"{}><summary>{}</summary>{}<ul>{}</ul>{}</details>')
    return fold.format(_OPEN if is_stale else "", counts, notice, items, more)


def failed_page(book: Book, reason: str) -> str:
    """Return the page that stands where one could not be made."""
    page = Markup(
        '<!doctype html><html lang="{}"><meta charset="utf-8"><title>{}</title><body><h1>{}</h1><p>{}</p><pre>{}</pre></body></html>'
    )
    title = book.say("serve.failed")
    return str(page.format(book.language, title, title, book.say("serve.failed_lead"), reason))


def _severity(finding: Finding) -> tuple[int, Finding]:
    return list(Level).index(finding.level), finding


def _item(book: Book, finding: Finding, edit_url: PlaceUrl) -> Markup:
    """Return one finding: its level, its place, what is wrong, what to do, and its rule."""
    badge = Markup('<span class="jb-badge jb-badge--{}">{}</span>').format(TONES[finding.level], book.say(f"serve.{finding.level}"))
    url, place = edit_url(finding.place), Markup("<code>{}</code>").format(str(finding.place))
    where = Markup('<a href="{}">{}</a>').format(url, place) if url else place
    remedy = (
        Markup(' <span class="jb-findings__remedy">{} {}</span>').format(book.say("serve.remedy"), finding.hint) if finding.hint else ""
    )
    rule = Markup('<span class="jb-soft">{}</span>').format(finding.rule)
    return Markup("<li>{} {} {}{} {}</li>").format(badge, where, finding.message, remedy, rule)


def footer(book: Book) -> str:
    """Return the name of the organisation, its legal and privacy links and its contact, as HTML."""
    settings = book.atlas.file
    parts = [Markup("{}").format(settings.organisation.name)]
    pairs = ((settings.legal, "footer.legal"), (settings.privacy, "footer.privacy"))
    parts += [Markup('<a href="{}">{}</a>').format(link.url, link.text or book.say(word)) for link, word in pairs if link]
    if settings.contact.mail:
        parts.append(Markup('<a href="{}">{}</a>').format(settings.contact.mail, settings.contact.name or book.say("footer.contact")))
    return _without_braces(Markup(" · ").join(parts))


def whom_to_ask(book: Book) -> str:
    """Return how to reach whoever can help on, as HTML: the organisation, and for colleagues those who take suggestions."""
    mail = book.atlas.file.suggestions.mail if book.audience is Audience.INTERNAL else None
    ways = (*organisation_contact(book), *((Link(bare_address(mail), mail),) if mail else ()))
    parts = (Markup('<a href="{}">{}</a>').format(way.to, way.text) if isinstance(way, Link) else escape(way) for way in ways)
    return _without_braces(Markup(" · ").join(parts))


def _without_braces(html: Markup) -> str:
    """Return HTML with braces as entities, so that the macro engine finds no call in it."""
    return str(html).replace("{", "&#123;").replace("}", "&#125;")
