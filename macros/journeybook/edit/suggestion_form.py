"""The form of "Suggest a change" as GitHub writes it into an issue: a heading for each field, and below it what somebody filled in.

Everybody may write such a text, so it is data: it is taken apart at the headings of the form, and whatever is not as the form makes it is
refused. No reason of a refusal holds any word of it, so that a reason may be shown anywhere.
"""

import re
from dataclasses import dataclass

FORM_LABELS = {
    "where": "Where",
    "now": "What it says now",
    "instead": "What it should say",
    "why": "How you know",
    "file": "File and line",
}
"""The headings of the form by the ids of its fields, in their order; a test compares them with the form."""
LONGEST_FORM = 65_536
"""Letters of an issue at GitHub."""
_EMPTY = "_No response_"
_PLACE = re.compile(r"(journeys/[^\x00-\x1f\\:]{1,250}):([1-9][0-9]{0,6})\Z")


class SuggestionRefused(Exception):
    """The reason for which a suggestion is not made by itself, with what to do; no file has been touched."""


@dataclass(frozen=True)
class SuggestionForm:
    """A filled-in form: the file and line of a part, the rows of what it says and those of what it should say."""

    file: str
    line: int
    present: str
    instead: str


def read_suggestion_form(text: str) -> SuggestionForm:
    """Return the form in the text of an issue; raises SuggestionRefused."""
    if len(text) > LONGEST_FORM:
        raise SuggestionRefused(f"The form is longer than {LONGEST_FORM} letters: change the file itself.")
    fields = _fields(text.replace("\r\n", "\n"))
    place = _PLACE.match(fields["file"])
    if not place or ".." in place[1]:
        label = FORM_LABELS["file"]
        raise SuggestionRefused(f'"{label}" names no file and line of the journeys: open the form by "Suggest a change" on the page.')
    return SuggestionForm(place[1], int(place[2]), fields["now"], fields["instead"])


def _fields(text: str) -> dict[str, str]:
    """Return what stands below each heading, by the id of the field; each heading stands there once, in the order of the form."""
    headings = {f"### {label}": name for name, label in FORM_LABELS.items()}
    lines = text.split("\n")
    begins = [(number, headings[line.rstrip()]) for number, line in enumerate(lines) if line.rstrip() in headings]
    if [name for _, name in begins] != list(FORM_LABELS) or "".join(lines[: begins[0][0]]).strip():
        raise SuggestionRefused('This is not the form as it was made: open it by "Suggest a change", and leave its headings as they are.')
    ends = [*(number for number, _ in begins[1:]), len(lines)]
    texts = {name: "\n".join(lines[begin + 1 : end]).strip() for (begin, name), end in zip(begins, ends, strict=True)}
    return {name: "" if value == _EMPTY else value for name, value in texts.items()}
