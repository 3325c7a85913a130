"""What a failed MkDocs process printed, put to whom it concerns: one line where the machine or another plugin failed, else the whole."""

import errno
import os
import re
import signal
import sysconfig
from contextlib import suppress
from pathlib import Path
from typing import IO

MOST_READ, MOST_PRINTED, MOST_OF_LINE = 2_000_000, 20_000, 600
"""Bytes of an output that are kept, its end; characters of it that are printed; and characters of an error in one line."""
MACHINE = "The machine does not let the site be made:"
"""How it is said that neither the project nor a program is at fault."""
_FRAME = re.compile(r'^[ \t]*File "([^"\n]+)", line \d+', re.MULTILINE)
_TRACEBACK = "Traceback (most recent call last):"
_REFUSED = "Aborted with a BuildError!"
"""How MkDocs ends where a plugin, ours or another, gives its reasons and no traceback."""
_UNSET = "Aborted with a configuration error!"
"""How MkDocs ends where settings cannot be used: below the setting it prints the frames of a library that fails, without a heading."""
_OWN_CODES, _OWN_END = (1, 2), re.compile(r"^(?:Aborted with |Error: |Usage: )", re.MULTILINE)
"""The exit codes of MkDocs where it has said why, and how it begins to say so at its end."""
_ERROR = re.compile(r"^ERROR +-  ", re.MULTILINE)
_EXCEPTION = re.compile(r"^[A-Za-z_][\w.]*(?=:|$).*", re.MULTILINE)
_REFUSAL = re.compile(r"\w+: \[Errno (\d+)\] (.*)")
_MACHINE = (errno.ENAMETOOLONG, errno.EFBIG, errno.EMFILE, errno.ENFILE, errno.EIO, errno.EROFS, errno.ENOMEM, errno.ENOSPC)
"""What no program can help: names, files or folders past a limit of the system, or a disk that is broken, full or read-only."""
_REMEDIES = {errno.ENAMETOOLONG: "; shorten the names of folders and files, or keep the project nearer to the root"}
_TEMPLATES = "jinja2"
"""The library whose part of a traceback stands behind that of the template at fault."""
_LIBRARY, _INSTALLED = Path(sysconfig.get_path("stdlib")), ("site-packages", "dist-packages")
"""Python's own library, which fails where its caller asks for what cannot be; and where others stand in it."""
_OURS = Path(__file__).parents[1]


def read_output(output: IO[bytes]) -> str:
    """Return what a process has printed; of more than MOST_READ bytes the end."""
    left_out = max(0, output.seek(0, os.SEEK_END) - MOST_READ)
    output.seek(left_out)
    text = output.read().decode("utf-8", "replace")
    return f"({left_out:,} bytes before this are left out)\n{text}" if left_out else text


def describe_failure(output: str, log: Path, code: int = 1) -> str:
    """Return what is printed of a failure: reasons of a plugin, or its file and error, else the output; what is shortened is in the log."""
    text = _in_few_words(output, code)
    if text == output.rstrip() and len(text) <= MOST_PRINTED:
        return text
    with suppress(OSError):  # the reasons stand above all
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_text(output, encoding="utf-8")
        return f"{_shortened(text, MOST_PRINTED)} (the whole output is in {log})"
    return _shortened(text, MOST_PRINTED)


def _in_few_words(output: str, code: int) -> str:
    *_, reasons = _ERROR.split(output)
    if output.rstrip().endswith(_REFUSED) and reasons != output:
        return reasons.rstrip().removesuffix(_REFUSED).rstrip()
    if output.rstrip().endswith(_UNSET) and _FRAME.search(output):
        lines = [line for line in output.removesuffix("\n").removesuffix(_UNSET).splitlines() if line.strip() and not line.startswith(" ")]
        return "\n".join(line for line in lines if line != _TRACEBACK)
    if _TRACEBACK in output and code in _OWN_CODES:
        return _of_traceback(output) or output.rstrip()
    return output.rstrip() if code in _OWN_CODES and _OWN_END.search(output) else _ended(code)


def _ended(code: int) -> str:
    """Return a line on a process that ended without MkDocs."""
    with suppress(ValueError):
        return f"MkDocs was ended by {signal.Signals(-code).name}: by a program in it, or from outside, as a system does that lacks memory"
    return f"MkDocs was ended with {code} by a hook, plugin or module of macros, before the site was made"


def _of_traceback(output: str) -> str:
    """Return a line on the error of a traceback; the empty text where there is none, or we are at fault."""
    *_, traceback = output.split(_TRACEBACK)
    frames = [file for file in _FRAME.findall(traceback) if not _is_passed_over(file)]
    if not frames:
        return ""
    exception = _EXCEPTION.search(traceback)
    error = _shortened(exception[0], MOST_OF_LINE).replace("\n", " ") if exception else "an error"
    refusal = _REFUSAL.match(error)
    is_ours = Path(frames[-1]).is_relative_to(_OURS)
    if refusal and (is_ours or int(refusal[1]) in _MACHINE):
        return f"{MACHINE} {refusal[2]}{_REMEDIES.get(int(refusal[1]), '')}"
    return "" if is_ours else f"Not Journeybook but {frames[-1]} failed, with {error}"


def _is_passed_over(file: str) -> bool:
    """Whether a file of a traceback is not at fault itself: a part of Python or of the templates' library."""
    path = Path(file)
    is_of_python = path.is_relative_to(_LIBRARY) and not any(name in path.parts for name in _INSTALLED)
    return is_of_python or file.startswith("<") or _TEMPLATES in path.parts


def _shortened(text: str, most: int) -> str:
    """Return a text without its middle where it is longer."""
    return text if len(text) <= most else f"{text[: most // 2]}\n... {len(text) - most:,} characters ...\n{text[-(most // 2) :]}"
