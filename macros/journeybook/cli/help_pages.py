"""The pages of help that travel with the program: the guide, and the reference made from the code."""

import inspect
import re
from collections.abc import Callable, Iterable
from enum import StrEnum
from pathlib import Path
from typing import get_args, get_type_hints

from typer.models import OptionInfo

import journeybook
from journeybook.cli.gallery import gallery_page
from journeybook.cli.main import command_function, commands
from journeybook.render.reference import MADE, reference_pages

ONLY_OURS = ("examples.md", "coverage.md")
"""Pages that only our own repository has: one shows its sample atlas, one counts what the program covers."""
_LINK_TO_OURS = re.compile(rf"\[([^\[\]]+)\]\((?:\.\./develop/|{'|'.join(map(re.escape, ONLY_OURS))})[^)]*\)")


def all_reference_pages() -> dict[str, str]:
    """Return every reference page by its file name, the one on commands too."""
    return reference_pages() | {"commands.md": MADE + _commands()}


def repository_pages() -> dict[str, str]:
    """Return every page that is made from the code, by its path in the documents of our own repository."""
    return {f"reference/{name}": text for name, text in all_reference_pages().items()} | {"guide/gallery.md": gallery_page()}


def atlas_help() -> dict[str, str]:
    """Return the guide and the reference by their path in a folder of an atlas, without links to what only our own repository has."""
    guide = {f"guide/{path.name}": path.read_text(encoding="utf-8") for path in sorted(guide_folder().glob("*.md"))}
    pages = guide | {f"reference/{name}": text for name, text in all_reference_pages().items()}
    wanted = {name: text for name, text in pages.items() if Path(name).name not in ONLY_OURS}
    return {name: _LINK_TO_OURS.sub(r"\1", text) for name, text in sorted(wanted.items())}


def guide_folder() -> Path:
    """Return the folder of the guide: beside the package in a wheel, in the documents of the repository in a checkout."""
    home = Path(journeybook.__file__).parent
    return home / "guide" if (home / "guide").is_dir() else home.parent.parent / "docs" / "guide"


def _commands() -> str:
    """Return the page on the commands, from what they say of themselves."""
    sections = "".join(f"## {name}\n\n{_command(command_function(module), module.EXAMPLES)}\n" for name, module in commands().items())
    return f"# Commands\n\n`journeybook COMMAND --help` says the same. `journeybook --version` says the version.\n\n{sections}"


def _command(command: Callable[..., None], examples: Iterable[str]) -> str:
    rows = "".join(_option(name, hint) for name, hint in get_type_hints(command, include_extras=True).items() if name != "return")
    shown = "\n".join(examples)
    return f"{inspect.getdoc(command)}\n\n| option | meaning |\n| --- | --- |\n{rows}\n```sh\n{shown}\n```\n"


def _option(name: str, hint: object) -> str:
    kind, declaration = get_args(hint)[:2]
    names = [text for text in (declaration.default, *(declaration.param_decls or ())) if isinstance(text, str) and text.startswith("--")]
    option = " or ".join(names or [f"--{name}"]) if isinstance(declaration, OptionInfo) else ""
    choices = next((part for part in (kind, *get_args(kind)) if isinstance(part, type) and issubclass(part, StrEnum)), ())
    return f"| `{' '.join(filter(None, (option, declaration.metavar or ' or '.join(choices))))}` | {declaration.help or ''} |\n"
