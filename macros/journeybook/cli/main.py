"""The program: all commands together, each ending in one line where the reader can cure what stops it."""

import errno
import functools
import io
import os
import signal
import sys
from collections.abc import Callable, Sequence
from types import ModuleType
from typing import Annotated, Any

import typer

from journeybook import __version__
from journeybook.cli.terminal import FAILED, INTERRUPTED, say
from journeybook.load.discover import ProjectMissing
from journeybook.registry import modules


def main() -> None:
    """Run the command that was typed."""
    _open_missing_streams()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(INTERRUPTED))
    try:
        assemble_program(sys.argv[1:2])()
    except OSError as problem:
        say(_in_words(problem))
        sys.exit(FAILED)
    except MemoryError:
        say("This machine, or a limit that is set on it, gives too little memory.")
        sys.exit(FAILED)
    finally:
        _forget_unwritten_output()


def assemble_program(typed: Sequence[str] = ()) -> typer.Typer:
    """Return the program with every command, in the order of their names, or with the one command that is typed."""
    program = typer.Typer(
        name="journeybook", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None
    )
    program.callback()(_about)
    for name, module in (commands(typed) or commands()).items():
        examples = "\n".join(f"  {example}" for example in module.EXAMPLES)
        program.command(name, epilog=f"\b\nExample:\n{examples}")(_without_traceback(command_function(module)))
    return program


def commands(only: Sequence[str] | None = None) -> dict[str, ModuleType]:
    """Return the modules that are commands: those with a function of their own name, which ends in `_` where Python keeps the word.

    To import all of them takes half a second, so those of certain names may be asked for.
    """
    names = only and {*only, *(f"{name}_" for name in only)}
    known = modules("journeybook.cli", names).items()
    return {name.removesuffix("_"): module for name, module in known if name != "main" and callable(getattr(module, name, None))}


def command_function(module: ModuleType) -> Callable[..., None]:
    """Return the function of a command: that of its module's name."""
    function: Callable[..., None] = getattr(module, module.__name__.rpartition(".")[2])
    return function


def _version(asked: bool) -> None:  # noqa: FBT001 - typer asks this way
    if asked:
        typer.echo(f"journeybook {__version__}")
        raise typer.Exit


def _about(
    *,
    version: Annotated[bool, typer.Option("--version", help="Say the version and stop.", is_eager=True, callback=_version)] = False,
) -> None:
    """Keep customer journeys as YAML and publish them as two websites: one for the company, one for its customers."""


def _in_words(problem: OSError) -> str:
    """Return one line that says what the reader can cure."""
    if problem.errno in {errno.ENOSPC, errno.EDQUOT}:
        where = f" of {problem.filename}" if problem.filename else ""
        return f"No space is left on the disk{where}: make room, and run the command again. What was there before is as it was."
    if problem.errno and problem.strerror:
        return f"cannot use {problem.filename}: {problem.strerror}" if problem.filename else f"The machine refuses: {problem.strerror}"
    return str(problem)


def _forget_unwritten_output() -> None:
    """Forget what could not be printed, which has been said: else Python would try once more in the end, and say so in its own words."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _open_missing_streams() -> None:
    """Let standard streams that are closed lead nowhere: else the next file that is opened would be written to as one of them."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            nowhere = os.open(os.devnull, os.O_RDWR)
            if nowhere != number:
                os.dup2(nowhere, number)
                os.close(nowhere)
            setattr(sys, name, os.fdopen(number, "r" if number == 0 else "w", encoding="utf-8", closefd=False))


def _without_traceback(command: Callable[..., None]) -> Callable[..., None]:
    """Return a command in which what the reader can cure ends in one line instead of a traceback."""

    @functools.wraps(command)
    def run(*arguments: Any, **options: Any) -> None:  # noqa: ANN401 - whatever the command takes
        try:
            command(*arguments, **options)
        except BrokenPipeError:
            raise
        except ProjectMissing as problem:
            say(str(problem))
            raise typer.Exit(FAILED) from None
        except OSError as problem:
            say(_in_words(problem))
            raise typer.Exit(FAILED) from None
        except typer.Abort:  # Ctrl-C at a question, or the end of what is typed
            say("\nStopped: nothing is written.")
            raise typer.Exit(INTERRUPTED) from None
        except KeyboardInterrupt:
            raise typer.Exit(INTERRUPTED) from None

    return run
