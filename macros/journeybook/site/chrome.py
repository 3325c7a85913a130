"""Everything around our pages: theme folder, styles, language, which hand-written files stay, and page metadata."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from journeybook.audience.assets import ON_PAPER, SERVED, script, scripts, styles
from journeybook.load.theme import STYLES, theme_folder
from journeybook.model.base import Audience
from journeybook.render.banner import footer, whom_to_ask
from journeybook.render.brand import brand_css, logo_data
from journeybook.render.escape import theme_text
from journeybook.render.untranslated import theme_title
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Stub

PUBLIC_FOLDER = "public/"
HELP_FOLDERS = ("guide", "reference", "develop")
"""The folders of hand-written pages that stand together as one section."""
_PREVIEWED = (".png", ".jpg", ".jpeg", ".webp")
"""The endings of pictures that other programs show beside a link; of a drawing they show nothing."""
STYLE_SHEET = f"{STYLES}/journeybook.css"
"""All style sheets of a site as one file without their comments: a browser shows nothing of a page before each of them has come."""
MANUALS = ("help/", *(f"{folder}/" for folder in HELP_FOLDERS))
"""Where our manuals stand, in a project that was begun by `journeybook init` and in this repository."""


def set_chrome(config: MkDocsConfig, book: Book) -> None:
    """Set our theme folder, styles and scripts, and the name and copyright of the site."""
    folder = theme_folder()
    if str(folder) not in config.theme.dirs:
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(folder))
    config.extra_css = [STYLE_SHEET, *(sheet for sheet in config.extra_css if sheet != STYLE_SHEET)]
    ours = scripts(book.audience)
    config.extra_javascript = [*(path for path in ours if path not in config.extra_javascript), *config.extra_javascript]
    organisation = book.atlas.file.organisation
    config.site_name = theme_text(book.say(f"site.{book.audience}", organisation=organisation.name))
    config.site_description = config.site_description or theme_text(organisation.summary or organisation.product or organisation.name)
    config.copyright = footer(book)
    config.extra["journeybook_missing"] = {
        "title": theme_text(book.say("missing.title")),
        "lead": theme_text(book.say("missing.lead")),
        "whom": theme_text(book.say("missing.ask")),
        "ask": whom_to_ask(book),
    }
    words = {name: theme_text(book.say(f"nav.{name}")) for name in ("close", "crumbs")}
    config.extra["journeybook_words"] = words | {"source": theme_title(book.say("nav.source"))}


def keep_allowed(files: Files, config: MkDocsConfig, book: Book) -> None:
    """Keep of our scripts and styles those of this audience, and on the public site hand-written files from `docs/public/` only."""
    others = {path for audience in Audience for assets in (scripts, styles) for path in assets(audience)}
    others |= {f"{STYLES}/{name}.css" for name in ("change-page", "poster")} | set(map(script, ON_PAPER))
    others |= {path for name in SERVED for path in (script(name), f"{STYLES}/components/{name}.css")}
    others -= {*scripts(book.audience), *styles(book.audience)}
    for file in [file for file in files if file.src_uri in others]:
        files.remove(file)
    if book.audience is Audience.PUBLIC:
        for file in [file for file in files if file.src_dir == config.docs_dir and not file.src_uri.startswith(PUBLIC_FOLDER)]:
            files.remove(file)


def hand_written_navigation(files: Files, pages: Sequence[Stub], helps: str) -> list[Any]:
    """Return the navigation of hand-written pages: folders become sections, index pages come first, the manuals stand in one section."""
    ours = {stub.page for stub in pages}
    tree: dict[str, Any] = {}
    for file in sorted(
        files.documentation_pages(), key=lambda file: (file.src_uri.count("/"), not file.src_uri.endswith("index.md"), file.src_uri)
    ):
        if file.src_uri in ours:
            continue
        level = tree
        for folder in file.src_uri.split("/")[:-1]:
            level = level.setdefault(folder, {})
        level[file.src_uri] = None
    first, *others = HELP_FOLDERS
    manuals = tree.pop(first, {}) | {folder: tree.pop(folder) for folder in others if folder in tree}
    usual = {"help": theme_text(helps)} if "help" in tree else {}
    return [*_as_navigation(tree, usual), *([{theme_text(helps): _as_navigation(manuals)}] if manuals else [])]


def add_assets(files: Files, config: MkDocsConfig, book: Book) -> None:
    """Put our style sheets and the organisation's colours into one; add its logo, the one file of the authors' that both sites show."""
    brand = book.atlas.file.brand
    sheets = list(filter(None, map(files.get_file_from_path, styles(book.audience))))
    for sheet in sheets:
        files.remove(sheet)
    css = "\n".join([*(sheet.content_string for sheet in sheets), brand_css(brand)])
    files.append(File.generated(config, STYLE_SHEET, content=_shortened(css)))
    if brand.logo:
        data = logo_data(Path(config.config_file_path).parent, brand)
        name = f"assets/brand/logo.{brand.logo.rpartition('.')[2].lower()}"
        files.append(File.generated(config, name, content=data))
        config.theme["logo"] = name
        config.extra["journeybook_picture"] = name if name.endswith(_PREVIEWED) else ""


def _shortened(css: str) -> str:
    """Return a style sheet without comments, indentation and empty lines."""
    first, *others = css.split("/*")
    bare = first + "".join(part.partition("*/")[2] for part in others)
    return "\n".join(filter(None, map(str.strip, bare.splitlines())))


def page_metadata(stub: Stub | None, page: Page) -> dict[str, Any]:
    """Return the metadata that our own theme blocks print: the whole title and a description, both without markup.

    Of a hand-written page, whether it is one of our manuals, which are in English whatever the language of the site.
    """
    if stub is None:
        return {"is_english": page.file.src_uri.startswith(MANUALS)}
    texts = {"title": stub.title, "description": stub.description}
    metadata: dict[str, Any] = {key: theme_text(text) for key, text in texts.items() if text and not page.meta.get(key)}
    metadata |= {"is_folded": True} if stub.view == "success_map" else {}
    return metadata if stub.is_listed else metadata | {"is_unlisted": True}


def _as_navigation(tree: dict[str, Any], usual: Mapping[str, str] = MappingProxyType({})) -> list[Any]:
    """Return a tree of pages as MkDocs has it; a folder is called by its name, unless it has a usual title."""
    return [
        name if inside is None else {usual.get(name) or theme_text(name.replace("-", " ").capitalize()): _as_navigation(inside)}
        for name, inside in tree.items()
    ]
