"""Puts the files that can be taken away beside the pages of the internal site's maps."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from journeybook.render.downloads import downloads
from journeybook.views.base.book import Book


def add_downloads(files: Files, config: MkDocsConfig, book: Book) -> None:
    """Add every map's files; a public book has none."""
    for journey in book.atlas.maps:
        for download in downloads(book, journey.id):
            files.append(File.generated(config, download.address.page, content=download.data))
