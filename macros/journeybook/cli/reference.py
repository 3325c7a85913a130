"""`journeybook reference`: write the reference pages from the code."""

import inspect
from collections.abc import Callable, Iterable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, get_args, get_type_hints

import typer
from typer.models import OptionInfo

from journeybook.cli.main import command_function, commands
from journeybook.cli.terminal import FOUND, ProjectFolder, say
from journeybook.render.reference import MADE, reference_pages

EXAMPLES = ("journeybook reference", "journeybook reference --check")
REFERENCE_FOLDER = "docs/reference"


def reference(
    project: ProjectFolder = Path(),
    *,
    only_check: Annotated[bool, typer.Option("--check", help="Write nothing; end with 1 if a page is not what would be written.")] = False,
) -> None:
    """Write a page for every kind of file, with its keys, and the pages on rules and macros, into docs/reference."""
    home = project / REFERENCE_FOLDER
    pages = reference_pages() | {"commands.md": MADE + _commands()}
    stale = [name for name, text in pages.items() if not (home / name).is_file() or (home / name).read_text("utf-8") != text]
    for name in stale:
        say(f"{REFERENCE_FOLDER}/{name} is {'not what would be written: run journeybook reference' if only_check else 'written'}")
        if not only_check:
            home.mkdir(parents=True, exist_ok=True)
            (home / name).write_text(pages[name], encoding="utf-8", newline="\n")
    if stale and only_check:
        raise typer.Exit(FOUND)


def _commands() -> str:
    """Return the page on the commands, from what they say of themselves."""
    sections = "".join(f"## {name}\n\n{_command(command_function(module), module.EXAMPLES)}\n" for name, module in commands().items())
    return f"# Commands\n\n`journeybook COMMAND --help` says the same. `journeybook --version` says the version.\n\n{sections}"


def _command(command: Callable[..., None], examples: Iterable[str]) -> str:
    rows = "".join(_option(name, hint) for name, hint in get_type_hints(command, include_extras=True).items() if name != "return")
    shown = "\n".join(examples)
    return f"{inspect.getdoc(command)}\n\n| option | meaning |\n| --- | --- |\n{rows}\n```sh\n{shown}\n```\n"


def _option(name: str, hint: Any) -> str:  # noqa: ANN401 - any annotated type
    kind, declaration = get_args(hint)[:2]
    names = [text for text in (declaration.default, *(declaration.param_decls or ())) if isinstance(text, str) and text.startswith("--")]
    option = " or ".join(names or [f"--{name}"]) if isinstance(declaration, OptionInfo) else ""
    choices = next((part for part in (kind, *get_args(kind)) if isinstance(part, type) and issubclass(part, StrEnum)), ())
    return f"| `{' '.join(filter(None, (option, declaration.metavar or ' or '.join(choices))))}` | {declaration.help or ''} |\n"
