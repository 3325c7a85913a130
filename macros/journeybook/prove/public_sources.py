"""Searches what authors wrote where customers read: pages, the project's theme and the public settings, before a site is made of them."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from itertools import chain
from pathlib import Path

from journeybook.audience.build_request import BuildRequest, public_variables
from journeybook.findings import Level
from journeybook.load.discover import read_project_file
from journeybook.load.settings import PUBLIC_SETTINGS, settings_without_comments
from journeybook.load.theme import material_folder, theme_folder
from journeybook.model.base import Audience
from journeybook.prove.allow_list import SUFFIXES, refused_markup
from journeybook.prove.archive import UnsearchableArchive, files_in
from journeybook.prove.encodings import CUT_OUT, LARGEST_FILE, TooMuchEncoded, decodings, embedded_files, text_of_bytes
from journeybook.prove.extraction import IN_ARCHIVE, PAGE_SUFFIXES, extract_texts
from journeybook.prove.hit import Hit
from journeybook.prove.page import SiteText, read_page
from journeybook.prove.project_texts import MOST_NAMES, OF_TABLE, Secret, project_texts
from journeybook.prove.public_files import OVERRIDES, PUBLIC_DOCS, public_files
from journeybook.prove.public_texts import known_phrases
from journeybook.prove.search import SecretSearch, search_for_secrets
from journeybook.prove.style_sheets import without_css_names
from journeybook.prove.unread_bytes import remedy_for, unread_bytes
from journeybook.validate import Checked
from journeybook.views.base.book import open_book

READ_CHANNELS = ("text", "text across elements", "title", "tooltip", "comment", "meta", "path", "file", "source")
"""The channels in which prose would be read; elsewhere stand names and notes of the program that its manual speaks of as well."""
UNPACK = "publish what is in it file by file, or keep it elsewhere and link to it"
TAKE_OUT = "take it out"
OR_EVERYDAY = "take it out; or, where everybody says it, list it under everyday_texts in atlas.yml with the reason"
REWORD = "reword it, make what it names public, or list it under everyday_texts in atlas.yml with the reason why it tells nothing"
IN_DOUBT = "take it out if it tells something; it may be chance, and the site is made all the same"
SearchText = Callable[..., Iterable[tuple[str, str, Secret]]]
"""A text, and whether it runs across elements, to what is found in it: the encoding, the words and whose they are."""
TOP, EXTENDED = "main.html", "base.html"
"""The template in which authors lay blocks over another one, and that one."""
_ARTICLE = re.compile(r"(?s)<article\b[^>]*>(.*)</article>")
_HEADING_LINK = re.compile(r'<a class="headerlink"[^>]*>[^<]*</a>')
"""Material's link to a heading, whose title is no word of the page."""
_OPTION = re.compile(rb"(?m)((?:^|[{,]) *(?:- +)*)([a-z]+(?:_[a-z]+){0,3})(?=:(?:\s|$))")
"""The name of an option in settings: a key of up to four words in small letters; titles of pages begin with a capital or in quotes."""


def prove_sources(checked: Checked, request: BuildRequest, site: Path | None = None) -> tuple[Hit, ...]:
    """Return everything that must not stand where customers read, with its line; a file that cannot be read raises OSError.

    Where nothing does, the pages of docs/public are searched as they stand in the site that was made of them, with what Jinja put together.
    """
    book = open_book(checked, Audience.PUBLIC, request.segment, request.only, request.plan)
    secrets = tuple(project_texts(request.project, checked.atlas))
    search = search_for_secrets(secrets, known_phrases(book))
    files = dict(_written_by_authors(request.project))
    if PUBLIC_SETTINGS in files:
        files[PUBLIC_SETTINGS] = without_options(files[PUBLIC_SETTINGS], secrets)
    searched = {path: without_css_names(path, data) for path, data in files.items() if _is_of_allowed_kind(path)}
    hits = {*find_leaks(searched, search), *chain.from_iterable(_refused(path, data) for path, data in files.items())}
    hits |= set(_names_beyond(secrets))
    if site and not any(hit.level is Level.ERROR for hit in hits):
        hits |= set(_rendered_leaks(site, search))
    return tuple(sorted((hit for hit in hits if not _is_setting(hit)), key=str))


def _names_beyond(secrets: Iterable[Secret]) -> Iterator[Hit]:
    """Yield a warning where tables may name more accounts than are looked for."""
    of_tables = [secret for secret in secrets if secret.what == OF_TABLE]
    if len(of_tables) >= MOST_NAMES:
        what = f"of the ids and names of accounts, the first {MOST_NAMES:,} are looked for, and none behind this line"
        yield Hit(
            of_tables[-1].place.file, "table", what, of_tables[-1].place, "look yourself for others in what customers read", Level.WARNING
        )


def find_leaks(files: Mapping[str, bytes], search: SecretSearch) -> Iterator[Hit]:
    """Yield every text of the project that is found in a file or its path, where it is found first, and files in which none can be."""
    search_text = cache(lambda text, across=False: tuple(_search_text(text, search, across=across)))
    for path, data in files.items():
        try:
            yield from _file_leaks(path, data, search_text)
        except TooMuchEncoded:
            yield _too_much_encoded(path)
        except UnsearchableArchive as problem:
            yield Hit(path, "archive", f"not everything in it can be searched: {problem}", remedy=UNPACK)


def _file_leaks(path: str, data: bytes, search_text: SearchText) -> Iterator[Hit]:
    seen: set[Secret] = set()
    within = path.removeprefix(f"{PUBLIC_DOCS}/").removeprefix(f"{OVERRIDES}/")
    by_path = [] if _theme_files(path) else [SiteText("path", within)]
    inside = chain.from_iterable(extract_texts("", content) for content in embedded_files(data))
    for piece in (*by_path, *extract_texts(path, data), *inside):
        is_read = piece.channel.removesuffix(IN_ARCHIVE) in READ_CHANNELS
        for encoding, phrase, secret in search_text(piece.text, piece.across):
            if secret not in seen and (is_read or not (secret.prose or secret.is_number)):
                seen.add(secret)
                line = 0 if piece.channel == "path" else _line(data, secret, search_text)
                channel = f"{piece.channel} ({encoding})" if encoding else piece.channel
                yield _hit(f"{path}:{line}" if line else path, channel, phrase, secret)


def _rendered_leaks(site: Path, search: SecretSearch) -> Iterator[Hit]:
    """Yield what must not be read in the text of each page of docs/public as it was rendered, without the theme around it."""
    for page in sorted((site / Path(PUBLIC_DOCS).name).rglob("*.html")):
        path, article = page.relative_to(site).as_posix(), _ARTICLE.search(page.read_text(encoding="utf-8", errors="replace"))
        try:
            yield from _element_leaks(path, _HEADING_LINK.sub("", article[1]) if article else "", search)
        except TooMuchEncoded:
            yield _too_much_encoded(path)


def _element_leaks(path: str, article: str, search: SecretSearch) -> Iterator[Hit]:
    """Yield every text of the project that must not be read in the text of an element, where it is found first."""
    seen: set[Secret] = set()
    for piece in read_page(article).pieces:
        for encoding, phrase, secret in _search_text(piece.text, search, across=False) if piece.channel == "text" else ():
            if secret.level is Level.ERROR and secret not in seen:
                seen.add(secret)
                yield _hit(path, f"text as it is rendered ({encoding})" if encoding else "text as it is rendered", phrase, secret)


def _too_much_encoded(path: str) -> Hit:
    return Hit(path, "encodings", "more encodings inside one another than can be undone", remedy="take the encoded data out")


def without_options(settings: bytes, secrets: Iterable[Secret]) -> bytes:
    """Return settings without comments, which nothing publishes, and without names of options, unless the project says the same letters."""
    texts = {secret.text for secret in secrets if secret.sought or "_" in secret.text}
    plain = settings_without_comments(settings)
    return _OPTION.sub(lambda option: option[0] if option[2].decode() in texts else option[1], plain)


def _is_setting(hit: Hit) -> bool:
    """Whether a hit is no more than an everyday word in the settings, whose keys are all everyday words."""
    return hit.level is Level.WARNING and hit.file.partition(":")[0] == PUBLIC_SETTINGS


def _hit(where: str, channel: str, phrase: str, secret: Secret) -> Hit:
    is_doubtful = secret.level is Level.WARNING
    what = f"'{phrase}' is {'also all ' if is_doubtful else ''}of {secret.what}"
    remedy = IN_DOUBT if is_doubtful else TAKE_OUT if secret.stays_refused else OR_EVERYDAY if secret.sought else REWORD
    return Hit(where, channel, what, secret.place, remedy, secret.level)


def _written_by_authors(project: Path) -> Iterator[tuple[str, bytes]]:
    """Yield every public file that is none of the theme's, and every public variable, which settings may print.

    Of a file of the theme that was changed, only the lines that are not the theme's.
    """
    for path in public_files(project):
        data = read_project_file(project, path, most=LARGEST_FILE)
        of_theme = [file.read_bytes() for file in _theme_files(path)]
        if data not in of_theme:
            yield path, other_lines(data, b"\n".join(of_theme)) if of_theme else data
    yield from ((name, value.encode("utf-8", "replace")) for name, value in public_variables().items())


def _theme_files(path: str) -> list[Path]:
    """Return the files of our theme and of Material in whose place a file of a project stands, and what they extend."""
    if not path.startswith(f"{OVERRIDES}/"):
        return []
    name = path.removeprefix(f"{OVERRIDES}/")
    names = (name, EXTENDED) if name == TOP else (name,)
    return [file for folder in (theme_folder(), material_folder()) for file in (folder / name for name in names) if file.is_file()]


def other_lines(data: bytes, theirs: bytes) -> bytes:
    """Return data with empty lines in the place of those that also stand in the theme, indented or not; a picture is one long line."""
    if b"\0" in data:
        return data
    lines = {line.strip() for line in theirs.split(b"\n")}
    return b"\n".join(b"" if line.strip() in lines else line for line in data.split(b"\n"))


def _search_text(text: str, search: SecretSearch, *, across: bool) -> Iterator[tuple[str, str, Secret]]:
    """Yield each text of the project that is found, with its encoding there and the words found.

    What runs across elements has been read piece by piece as well, and is only looked at as it stands.
    """
    for encoding, decoded in [("", text)] if across else decodings(text):
        is_cut_out = not CUT_OUT.isdisjoint(encoding.split(", "))
        yield from ((encoding, phrase, secret) for phrase, secret in search.find(decoded, across=across, anywhere=is_cut_out))


def _line(data: bytes, secret: Secret, search_text: SearchText) -> int:
    """Return the first line of a text in which something is found; 0 where it runs over several, or there are no lines."""
    lines = text_of_bytes(data).splitlines() if b"\0" not in data else []
    return next((number for number, line in enumerate(lines, 1) if any(secret == other for _, _, other in search_text(line))), 0)


def _refused(path: str, data: bytes) -> Iterator[Hit]:
    """Yield what may not stand in a public file whatever it says: kinds of files and markup not allowed, and bytes that nobody reads."""
    suffix = Path(path).suffix.lower()
    if not _is_of_allowed_kind(path):
        remedy = f"{remedy_for(data)}; allowed are {', '.join(sorted(SUFFIXES))}"
        yield Hit(path, "kind of file", f"a file that ends in '{suffix}' may not be published", remedy=remedy)
        return
    if path.startswith(f"{PUBLIC_DOCS}/") and suffix in PAGE_SUFFIXES:
        yield from (Hit(path, "markup", fault, remedy="take it out") for fault in refused_markup(data.decode("utf-8", "replace")))
    for content in (data, *embedded_files(data)):
        yield from (Hit(path, channel, what, remedy=remedy) for channel, what, remedy in unread_bytes(content))
        with suppress(UnsearchableArchive):  # the search tells of it
            for name, member in files_in(content):
                yield from (Hit(path, channel, f"in {name}: {what}", remedy=remedy) for channel, what, remedy in unread_bytes(member))


def _is_of_allowed_kind(path: str) -> bool:
    """Whether the ending of a file's name allows it where it stands; what does not is refused without a look inside."""
    return not path.startswith(f"{PUBLIC_DOCS}/") or Path(path).suffix.lower() in SUFFIXES
