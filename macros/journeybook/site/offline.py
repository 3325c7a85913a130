"""A site that is taken away and opened from a disk: flat pages, a search that needs no server, and nothing that belongs to an address."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from journeybook.audience.assets import FROM_DISK, script
from journeybook.audience.build_request import BuildRequest

INDEX = "search/search_index"


def set_offline(config: MkDocsConfig) -> None:
    """Set MkDocs to flat pages, with links to files and no address of the site."""
    config.use_directory_urls = False
    config.site_url = ""
    config.extra["polyfills"] = [script(FROM_DISK)]


def remove_unneeded_files(files: Files, config: MkDocsConfig, request: BuildRequest) -> None:
    """Remove the script for disks where there is a server, else what is for an address; beside a single map, what is hand-written, too."""
    if not request.is_offline:
        needless = [file for file in files if file.src_uri == script(FROM_DISK)]
    else:
        is_beside_a_map = request.only is not None
        needless = [file for file in files if (is_beside_a_map and file.src_dir == config.docs_dir) or file.src_uri.endswith(".map")]
        config.theme.static_templates.clear()  # the sitemap, and the page for addresses that do not exist
    for file in needless:
        files.remove(file)


def write_search_script(config: MkDocsConfig) -> None:
    """Write the search index as a script, which a page may load from a disk."""
    index = Path(config.site_dir, f"{INDEX}.json")
    index.with_suffix(".js").write_text(f"var __index = {index.read_text(encoding='utf-8')}", encoding="utf-8", newline="\n")
    index.unlink()
