"""Puts the files that can be taken away on the internal site: those of maps beside their pages, and those that resources name."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from journeybook.load.static_files import RESOURCES
from journeybook.model.base import Audience
from journeybook.render.downloads import downloads
from journeybook.views.base.book import Book
from journeybook.views.pages.resource import file_address


def add_downloads(files: Files, config: MkDocsConfig, book: Book) -> None:
    """Add every map's files and every resource's file; a public book has none."""
    for journey in book.atlas.maps:
        for download in downloads(book, journey.id):
            files.append(File.generated(config, download.address.page, content=download.data))
    if book.audience is Audience.INTERNAL:
        _add_files_of_resources(files, config, book)


def _add_files_of_resources(files: Files, config: MkDocsConfig, book: Book) -> None:
    """Add the files that resources name; one that went away while pages are looked at is left out."""
    folder = Path(config.config_file_path).parent / RESOURCES
    for name in sorted({resource.file for resource in book.atlas.resources if resource.file}):
        if (folder / name).is_file():
            files.append(File.generated(config, file_address(name).page, abs_src_path=str(folder / name)))
