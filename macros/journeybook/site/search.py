"""The search of a site: its documents are handed over by the views and by hand-written pages, and its files stand beside the pages.

A served site holds the index in many small files. A site that is taken away holds all of them in one script, since a page from a disk may
read nothing else.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from html import unescape

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from journeybook.model.base import Audience
from journeybook.render.search_index import search_index
from journeybook.render.untranslated import theme_title
from journeybook.site.build_state import BUILD
from journeybook.site.chrome import HELP_FOLDERS
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Address
from journeybook.views.base.labels import heading
from journeybook.views.links.site_map import page_address
from journeybook.views.search.dialog import search_dialog
from journeybook.views.search.document import SearchDocument, SearchPlace
from journeybook.views.search.documents import search_documents

SEARCH_FOLDER = "search/"
MANUAL_FOLDER = "manual/"
SCRIPT = "index.js"
_THEMES, _OFFLINE = "material/search", "material/offline"
_THEMES_FILES = ("assets/javascripts/workers/", "assets/javascripts/lunr/")


def remove_themes_search(files: Files, config: MkDocsConfig) -> None:
    """Switch the theme's search off, and remove what only that would load."""
    if _THEMES in config.plugins:
        config.plugins[_THEMES].config["enabled"] = False
    for file in [file for file in files if file.src_uri.startswith(_THEMES_FILES)]:
        files.remove(file)


def set_search(config: MkDocsConfig, book: Book) -> None:
    """Tell the header where the search is."""
    label, file = theme_title(book.say("search.title")), f"{SEARCH_FOLDER}{SCRIPT}" if _is_for_disks(config) else ""
    config.extra["journeybook_search"] = {"label": label, "list": _list_url(book), "file": file}


def add_search(files: Files, config: MkDocsConfig, book: Book) -> None:
    """Add the index of what the pages say, which have all been read by now."""
    for name, data in search_files(files, config, book).items():
        files.append(File.generated(config, name, content=data))


def search_files(files: Files, config: MkDocsConfig, book: Book) -> dict[str, bytes]:
    """Return the files of the index of what the pages say, by their place on the site."""
    pages = [file.page for file in files.documentation_pages() if file.page]
    written = [document for page in pages for document in _hand_written(book, page)]
    documents = (*search_documents(book, tuple(BUILD.stubs.values())), *written)
    index = _index(book, [document for document in map(_on_site, documents) if document.places], _list_url(book))
    return {f"{SEARCH_FOLDER}{name}": data for name, data in ({SCRIPT: _script(index)} if _is_for_disks(config) else index).items()}


def _is_for_disks(config: MkDocsConfig) -> bool:
    return BUILD.is_offline or _OFFLINE in config.plugins


def _list_url(book: Book) -> str:
    """Return the URL of the page that lists everything."""
    return _url(page_address("contents") if book.audience is Audience.INTERNAL else page_address("landing"))


def _index(book: Book, documents: Sequence[SearchDocument], list_url: str) -> dict[str, bytes]:
    """Return the files of the index of the atlas, and in a folder of its own that of the pages for editors."""
    manual = [document for document in documents if document.is_manual]
    atlas = [document for document in documents if not document.is_manual]
    files = search_index(atlas, _url, search_dialog(book, list_url, has_manual=bool(manual)))
    pages_for_editors = search_index(manual, _url, {}) if manual else {}
    return files | {f"{MANUAL_FOLDER}{name}": data for name, data in pages_for_editors.items()}


def _script(index: Mapping[str, bytes]) -> bytes:
    """Return a script that hands over all files of an index by their names."""
    texts = json.dumps({name: json.loads(data) for name, data in index.items()}, ensure_ascii=False, separators=(",", ":"))
    return f"window.journeybook = {{ ...window.journeybook, searchFiles: {texts} }};\n".encode()


def _hand_written(book: Book, page: Page) -> Iterator[SearchDocument]:
    """Yield a document for a hand-written page and for each of its sections; none where it says that searches leave it out."""
    path = page.file.src_uri
    sections = BUILD.sections.get(path, [])
    if not sections or (page.meta.get("search") or {}).get("exclude"):
        return
    is_manual = path.startswith(tuple(f"{folder}/" for folder in HELP_FOLDERS))
    kind = heading(book, "search.help") if is_manual else heading(book, "search.page")
    title = unescape(str(page.title or ""))
    for section in sections:
        is_whole = section.title in ("", title)
        if section.texts or not is_whole:
            place = SearchPlace(Address(path, "" if is_whole else section.anchor), "" if is_whole else title)
            yield SearchDocument(kind, title if is_whole else section.title, (place,), tuple(section.texts), is_manual=is_manual)


def _on_site(document: SearchDocument) -> SearchDocument:
    """Return a document without the places whose pages a setting or a plugin has taken away."""
    return replace(document, places=tuple(place for place in document.places if place.address.page in BUILD.urls))


def _url(address: Address) -> str:
    """Return an address below the root of the site."""
    return BUILD.urls.get(address.page, "") + (f"#{address.anchor}" if address.anchor else "")
