"""A site that is taken away and opened from a disk: flat pages, and nothing that belongs to an address."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from journeybook.audience.build_request import BuildRequest


def set_offline(config: MkDocsConfig) -> None:
    """Set MkDocs to flat pages, with links to files and no address of the site."""
    config.use_directory_urls = False
    config.site_url = ""


def remove_unneeded_files(files: Files, config: MkDocsConfig, request: BuildRequest) -> None:
    """Remove from a site that is taken away what is for an address; beside a single map, what is hand-written, too."""
    if not request.is_offline:
        return
    is_beside_a_map = request.only is not None
    config.theme.static_templates.clear()  # the sitemap, and the page for addresses that do not exist
    for file in list(files):
        if (is_beside_a_map and file.src_dir == config.docs_dir) or file.src_uri.endswith(".map"):
            files.remove(file)
