"""What a failed MkDocs process printed, put to whom it concerns: one line where a plugin beside ours failed, the whole where we did."""

import re
from pathlib import Path

_FRAME = re.compile(r'^\s*File "([^"\n]+)", line \d+', re.MULTILINE)
_TRACEBACK = "Traceback (most recent call last):"
_REFUSED = "Aborted with a BuildError!"
"""How MkDocs ends where a plugin, ours or another, gives its reasons and no traceback."""
_UNSET = "Aborted with a configuration error!"
"""How MkDocs ends where settings cannot be used: below the setting it prints the frames of a library that fails, without a heading."""
_ERROR = re.compile(r"^ERROR +-  ", re.MULTILINE)
_TEMPLATES = "jinja2"
"""The library whose part of a traceback stands behind that of the template at fault."""
_OURS = Path(__file__).parents[1]


def describe_failure(output: str, log: Path) -> str:
    """Return what is printed of a failure: the output; or the reasons of a plugin, or its file and error, with the output in the log."""
    *_, reasons = _ERROR.split(output)
    if output.rstrip().endswith(_REFUSED) and reasons != output:
        _keep(output, log)
        return f"{reasons.rstrip().removesuffix(_REFUSED).rstrip()} (the whole output is in {log})"
    if output.rstrip().endswith(_UNSET) and _FRAME.search(output):
        _keep(output, log)
        lines = [line for line in output.removesuffix("\n").removesuffix(_UNSET).splitlines() if line.strip() and not line.startswith(" ")]
        return "\n".join(line for line in lines if line != _TRACEBACK) + f" (the whole output is in {log})"
    _, start, traceback = output.rpartition(_TRACEBACK)
    frames = [file for file in _FRAME.findall(traceback) if _TEMPLATES not in Path(file).parts]
    if not start or not frames or Path(frames[-1]).is_relative_to(_OURS):
        return output.rstrip()
    error = next((line for line in traceback.splitlines() if re.match(r"[A-Za-z_][\w.]*(?::|$)", line)), "an error")
    _keep(output, log)
    return f"Not Journeybook but {frames[-1]} failed, with {error}: the whole output is in {log}"


def _keep(output: str, log: Path) -> None:
    log.parent.mkdir(parents=True, exist_ok=True)
    log.write_text(output, encoding="utf-8")
