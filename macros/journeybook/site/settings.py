"""What a project may set of MkDocs: the folders that the checks read stay where they are, and links follow the addresses that are set."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files, InclusionLevel

from journeybook.load.static_files import DOCS, THEME_OVERRIDES


def require_usual_folders(config: MkDocsConfig) -> None:
    """Raise PluginError where hand-written pages or the project's theme stand in a folder that no check reads."""
    project = Path(config.config_file_path).parent
    for setting, folder, usual in (("docs_dir", config.docs_dir, DOCS), ("theme.custom_dir", config.theme.custom_dir, THEME_OVERRIDES)):
        if folder and Path(folder).resolve() != (project / usual).resolve():
            raise PluginError(f"{setting}: what is published is checked in the folder {usual} alone: rename yours to {usual}")


def require_site_url(config: MkDocsConfig) -> None:
    """Raise PluginError where nothing says at which address a published site stands: its sitemap and its page for errors name it."""
    if not config.site_url:
        name = Path(config.config_file_path).name
        raise PluginError(f"site_url is needed in {name}: write the address of the published site, such as site_url: https://example.org/")


def urls_of(files: Files, *, is_serving: bool) -> dict[str, str]:
    """Return the URL of every file that is on the site below its root, by its source path; the root has the empty one."""
    left_out = {InclusionLevel.EXCLUDED} if is_serving else {InclusionLevel.EXCLUDED, InclusionLevel.DRAFT}
    return {file.src_uri: "" if file.url == "./" else file.url for file in files if file.inclusion not in left_out}
