"""What a suggestion changes, as Markdown for a proposal: no word of it is markup, nor calls anybody."""

from collections.abc import Iterable, Sequence

from journeybook.edit.wording_change import WordingChange
from journeybook.findings import Finding
from journeybook.render.change_text import comment_markdown

LONGEST_SHOWN = 500
"""Letters of a text that are shown; the file has all of it."""
MOST_SHOWN = 20
"""Findings that are shown."""


def suggestion_markdown(changes: Iterable[WordingChange], findings: Sequence[Finding]) -> str:
    """Return the changed words, and what the check finds in them that it did not find before."""
    lines = [line for change in changes for line in _change(change)]
    lines += ["", "The check finds nothing new." if not findings else "The check finds, because of this:", ""]
    lines += [f"- {comment_markdown(str(finding))}" for finding in findings[:MOST_SHOWN]]
    lines += [f"- and {len(findings) - MOST_SHOWN} more"] if findings[MOST_SHOWN:] else []
    return "\n".join(lines).rstrip("\n") + "\n"


def _change(change: WordingChange) -> list[str]:
    place = comment_markdown(f"{change.place.file}:{change.place.line}")
    return [f"- {place}, {comment_markdown(change.field)}", f"    - now: {_shown(change.old)}", f"    - instead: {_shown(change.new)}"]


def _shown(text: str) -> str:
    return comment_markdown(text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]} …")
