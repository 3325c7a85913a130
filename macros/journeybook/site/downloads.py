"""Puts the files that can be taken away on the internal site: those of maps beside their pages, and those that resources name."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from journeybook.load.static_files import RESOURCES
from journeybook.model.base import Audience
from journeybook.render.downloads import download_addresses, downloads
from journeybook.views.base.book import Book
from journeybook.views.pages.resource import file_address


def add_downloads(files: Files, config: MkDocsConfig, book: Book, *, is_late: bool) -> None:
    """Add every map's files and every resource's file; a public book has none. Late ones are empty until somebody asks for them."""
    for journey in book.atlas.maps if book.audience is Audience.INTERNAL else ():
        addresses = download_addresses(journey.id) if journey.stages else ()
        data = dict.fromkeys(addresses, b"") if is_late else {file.address: file.data for file in downloads(book, journey.id)}
        for address, content in data.items():
            files.append(File.generated(config, address.page, content=content))
    if book.audience is Audience.INTERNAL:
        _add_files_of_resources(files, config, book)


def late_download(book: Book, name: str) -> bytes | None:
    """Return the file of a map by its place on the site; none where the map cannot be drawn, or it is no file of a map."""
    addresses = ((journey, address) for journey in book.atlas.maps for address in download_addresses(journey.id))
    journey = next((journey for journey, address in addresses if address.page == name), None)
    files = downloads(book, journey.id) if journey else ()
    return next((file.data for file in files if file.address.page == name), None)


def _add_files_of_resources(files: Files, config: MkDocsConfig, book: Book) -> None:
    """Add the files that resources name; one that went away while pages are looked at is left out."""
    folder = Path(config.config_file_path).parent / RESOURCES
    for name in sorted({resource.file for resource in book.atlas.resources if resource.file}):
        if (folder / name).is_file():
            files.append(File.generated(config, file_address(name).page, abs_src_path=str(folder / name)))
