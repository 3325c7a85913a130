"""What a project may set of MkDocs: the folders that the checks read stay where they are, and links follow the addresses that are set."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files, InclusionLevel

from journeybook.audience.build_request import BuildRequest
from journeybook.load.discover import FIGURES
from journeybook.load.history import tracked_files
from journeybook.load.static_files import DOCS, THEME_OVERRIDES
from journeybook.model.base import Audience
from journeybook.render.editors import Editor, PlaceUrl, editor_urls, forge_urls, no_url

MOST_PATTERNS, MOST_STARS, MOST_FOLDER_STARS = 100, 2, 2
"""Patterns of one setting; signs `*` in a pattern between two slashes; signs `**` in it. Matching takes a name's length to that power."""
_PATTERNS = ("exclude_docs", "draft_docs", "not_in_nav")
_FOLDERS = "**"
_HISTORY, _NETWORK = "reads the history of git, which the public site is made without", "asks other hosts while a site is made"
REFUSED_PLUGINS = {
    "git-authors": _HISTORY,
    "git-committers": _HISTORY,
    "git-revision-date": _HISTORY,
    "git-revision-date-localized": _HISTORY,
    "rss": _HISTORY,
    "material/info": _NETWORK,
    "material/privacy": _NETWORK,
    "material/social": _NETWORK,
    "multirepo": _NETWORK,
}
"""Plugins with which a public site would not be the same at each time and on each machine, with the reason."""


def require_usual_folders(config: MkDocsConfig) -> None:
    """Raise PluginError where hand-written pages or the project's theme stand in a folder that no check reads."""
    project = Path(config.config_file_path).parent
    for setting, folder, usual in (("docs_dir", config.docs_dir, DOCS), ("theme.custom_dir", config.theme.custom_dir, THEME_OVERRIDES)):
        if folder and Path(folder).resolve() != (project / usual).resolve():
            raise PluginError(f"{setting}: what is published is checked in the folder {usual} alone: rename yours to {usual}")


def require_repeatable_plugins(config: MkDocsConfig) -> None:
    """Raise PluginError where a public site would depend on more than its files, by a plugin of others."""
    for name, reason in REFUSED_PLUGINS.items():
        if name in config.plugins and config.plugins[name].config.get("enabled", True):
            raise PluginError(
                f"the plugin {name} {reason}, so the same files would not give the same bytes: "
                "take it out of mkdocs.yml; in mkdocs.internal.yml it may stand"
            )


def require_short_patterns(config: MkDocsConfig) -> None:
    """Raise PluginError where patterns of files are so many, or hold so many signs, that matching them could take hours."""
    for setting in _PATTERNS:
        patterns = [str(pattern.pattern) for pattern in config[setting].patterns] if config[setting] else []
        slow = next(filter(_is_slow, patterns), None)
        if slow is not None:
            raise PluginError(
                f"{setting}: '{slow[:60]}' takes too long: write at most {MOST_STARS} signs * between slashes, and {_FOLDERS} twice"
            )
        if len(patterns) > MOST_PATTERNS:
            raise PluginError(
                f"{setting}: there are {len(patterns):,} patterns, and at most {MOST_PATTERNS} are read: name folders instead"
            )


def _is_slow(pattern: str) -> bool:
    parts = pattern.split("/")
    return parts.count(_FOLDERS) > MOST_FOLDER_STARS or any(part.count("*") > MOST_STARS for part in parts)


def require_site_url(config: MkDocsConfig) -> None:
    """Raise PluginError where nothing says at which address a published site stands: its sitemap and its page for errors name it."""
    if not config.site_url:
        name = Path(config.config_file_path).name
        raise PluginError(f"site_url is needed in {name}: write the address of the published site, such as site_url: https://example.org/")


def edit_urls(config: MkDocsConfig, request: BuildRequest) -> PlaceUrl:
    """Return where places in files are edited: in an editor while they are, else where the internal site says the repository is kept.

    A table of account data that git does not hold is not kept there.
    """
    if request.editor:
        return editor_urls(Editor(request.editor), request.project.resolve())
    if request.audience is Audience.PUBLIC:
        return no_url
    kept = forge_urls(config.repo_url or "", config.edit_uri or "", config.edit_uri_template or "")
    tables = tracked_files(request.project, FIGURES)
    return lambda place: kept(place) if place.file in tables or not place.file.startswith(f"{FIGURES}/") else ""


def urls_of(files: Files, *, is_serving: bool) -> dict[str, str]:
    """Return the URL of every file that is on the site below its root, by its source path; the root has the empty one."""
    left_out = {InclusionLevel.EXCLUDED} if is_serving else {InclusionLevel.EXCLUDED, InclusionLevel.DRAFT}
    return {file.src_uri: "" if file.url == "./" else file.url for file in files if file.inclusion not in left_out}
