"""What a failed MkDocs process printed, put to whom it concerns: one line where a plugin beside ours failed, the whole where we did."""

import re
from pathlib import Path

_FRAME = re.compile(r'^\s*File "([^"\n]+)", line \d+', re.MULTILINE)
_TRACEBACK = "Traceback (most recent call last):"
_OURS = Path(__file__).parents[1]


def describe_failure(output: str, log: Path) -> str:
    """Return what is printed of a failure: the output, or a line that names the plugin's file and error, with the output in the log."""
    _, start, traceback = output.rpartition(_TRACEBACK)
    frames = _FRAME.findall(traceback)
    if not start or not frames or Path(frames[-1]).is_relative_to(_OURS):
        return output.rstrip()
    error = next((line for line in traceback.splitlines() if re.match(r"[A-Za-z_][\w.]*(?::|$)", line)), "an error")
    log.parent.mkdir(parents=True, exist_ok=True)
    log.write_text(output, encoding="utf-8")
    return f"Not Journeybook but {frames[-1]} failed, with {error}: the whole output is in {log}"
