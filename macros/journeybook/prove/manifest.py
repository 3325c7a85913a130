"""The closed manifest: a site is made of the planned files and of nothing else, each as it should be."""

import json
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

from journeybook.prove.allow_list import SUFFIXES, allowed_attributes, allowed_elements
from journeybook.prove.extraction import PAGE_SUFFIXES
from journeybook.prove.hit import Hit
from journeybook.prove.links import Links
from journeybook.prove.page import read_page
from journeybook.prove.picture import has_properties, is_picture
from journeybook.prove.planned_files import SEARCH, SitePlan
from journeybook.publish.normalise import FILE_MODE, FOLDER_MODE, content_time

_ENTRY_KEYS = {"location", "title", "text"}
"""What an entry of the search index holds."""
_LOC = re.compile(r"<loc>([^<]*)</loc>")


def manifest_hits(site: Path, files: Mapping[str, bytes], plan: SitePlan, outside: Iterable[str]) -> Iterator[Hit]:
    """Yield every file that is missing, not planned or changed, every element and attribute not allowed, and every link astray."""
    written = (path for path in files if path.endswith(PAGE_SUFFIXES) and not plan.is_theme(path))
    pages = {path: read_page(files[path].decode("utf-8", "replace")) for path in written}
    links = Links(files, pages, outside)
    yield from _paths(site, files, plan)
    for path, page in pages.items():
        yield from (Hit(path, "comment", "no comment may stand on a public page") for _ in page.comments[:1])
        names = {element.name for element in page.elements} - allowed_elements()
        used = {name for element in page.elements for name, _ in element.attributes} - allowed_attributes()
        yield from (Hit(path, "element", f"<{name}> is not in the table of what may stand on a public page") for name in sorted(names))
        yield from (Hit(path, "attribute", f"{name} is not in the table of what may stand on a public page") for name in sorted(used))
        yield from links.of_page(path, page)
    for path, data in files.items():
        if path.endswith(".css") and not plan.is_theme(path):
            yield from links.of_style(path, data.decode("utf-8", "replace"))
        if is_picture(data) and not plan.is_theme(path) and has_properties(data):
            yield Hit(path, "properties of a picture", "a public picture holds nothing but its dots: save it without properties")
    yield from _search(files, plan, links)
    yield from _sitemap(files, plan, links)
    yield from _times(site, files)


def _paths(site: Path, files: Mapping[str, bytes], plan: SitePlan) -> Iterator[Hit]:
    for entry in sorted(site.rglob("*")):
        if entry.is_symlink() or not (entry.is_file() or entry.is_dir()):
            yield Hit(entry.relative_to(site).as_posix(), "path", "only ordinary files and folders may stand in a site")
        elif entry.is_dir() and not any(entry.iterdir()):
            yield Hit(entry.relative_to(site).as_posix(), "path", "an empty folder is not planned")
    required = plan.required()
    yield from (Hit(path, "path", "the file is planned and missing") for path in sorted(required - set(files)))
    if not any(path in files for path in SEARCH):
        yield Hit(SEARCH[0], "path", "the file is planned and missing")
    for path, data in files.items():
        wanted = plan.bytes_of(path)
        if path not in required and path not in SEARCH and not plan.is_theme(path):
            yield Hit(path, "path", "the file is not planned")
        elif wanted is not None and wanted != data:
            yield Hit(path, "content", "the file is not the one that is installed or written")
        if Path(path).suffix not in SUFFIXES and not plan.is_theme(path):
            yield Hit(path, "path", f"files that end in '{Path(path).suffix}' may not stand in a public site")


def _search(files: Mapping[str, bytes], plan: SitePlan, links: Links) -> Iterator[Hit]:
    """Every entry of the search index leads to a planned page and says no more than what is looked for."""
    for path in SEARCH:
        text = files.get(path, b"").decode("utf-8", "replace").removeprefix("var __index = ")
        try:
            index = json.loads(text) if text else {}
        except ValueError:
            yield Hit(path, "search entry", "the index cannot be read")
            continue
        for entry in index.get("docs", ()):
            if links.target(entry.get("location", "")) not in plan.pages or not _ENTRY_KEYS.issuperset(entry):
                yield Hit(
                    path, "search entry", f"'{entry.get('location')}' leads to no planned page, or holds more than a title and a text"
                )


def _sitemap(files: Mapping[str, bytes], plan: SitePlan, links: Links) -> Iterator[Hit]:
    data = files.get("sitemap.xml", b"")
    if "sitemap.xml" not in plan.always:
        return
    if data and b"<!DOCTYPE" not in data and b"<!ENTITY" not in data:
        names = {element.tag.rpartition("}")[2] for element in ET.fromstring(data).iter()}  # noqa: S314 - it declares nothing
        yield from (
            Hit("sitemap.xml", "sitemap", f"<{name}> is not planned") for name in sorted(names - {"urlset", "url", "loc", "lastmod"})
        )
    targets = {links.target(address) for address in _LOC.findall(data.decode("utf-8", "replace"))}
    yield from (Hit("sitemap.xml", "sitemap", "an address leads to no planned page") for path in targets if path not in plan.pages)
    yield from (Hit("sitemap.xml", "sitemap", f"{path} is missing") for path in sorted(plan.pages - targets))


def _times(site: Path, files: Mapping[str, bytes]) -> Iterator[Hit]:
    """Compare times and modes with what was set when the site was published; a copy of it has times of its own."""
    if not (site / "index.html").is_file() or not _has_content_time(site / "index.html", files["index.html"]):
        return
    for path, data in files.items():
        if not _has_content_time(site / path, data):
            yield Hit(path, "modification time", "the time is not the one that follows from what the file holds")
    for entry in sorted(site.rglob("*")):
        if stat.S_IMODE(entry.lstat().st_mode) != (FOLDER_MODE if entry.is_dir() else FILE_MODE):
            yield Hit(entry.relative_to(site).as_posix(), "file mode", "the mode is not the one that all files have")


def _has_content_time(file: Path, data: bytes) -> bool:
    return file.lstat().st_mtime_ns == content_time(data) * 1_000_000_000
