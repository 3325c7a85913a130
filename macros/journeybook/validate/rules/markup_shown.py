"""Readers see no source text: no HTML, no Markdown that is not known, no link in a text that is shown as typed.

Formatted text knows emphasis, lists, links and code. Headings, tables, pictures, footnotes and quotations are not known, and HTML is
shown letter by letter everywhere. Every other text is shown as it is typed, links too. The hint holds the plain form; what is meant to
be seen, such as the name of an HTML element, stands between backticks in a formatted text. Where a text is right as it is, an exemption
says why.

Good:
    stages:
      - id: onboarding
        name: Onboarding
        exit: The first rota is published
        steps:
          - customer: '[Fills in the form](https://www.example.org/form)'
            how: 'Leave the field `<b>` empty & [write to us](mailto:help@example.org)'

Bad:
    stages:
      - id: onboarding
        name: Onboarding
        exit: The first rota is published
        steps:
          - customer: Fills in the form
            how: '<p>How to <a href="https://www.example.org">apply</a></p>'

Bad:
    stages: [{id: onboarding, name: Onboarding, exit: The first rota is published, summary: 'See [the page](https://www.example.org)'}]

Bad:
    stages:
      - id: onboarding
        name: Onboarding
        exit: The first rota is published
        steps:
          - customer: Fills in the form
            how: |
              ## Before you start

              ![The form](https://www.example.org/form.png)
"""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.model.base import Part
from journeybook.model.field_info import PartField, part_fields
from journeybook.validate.plain_form import plain_formatted, plain_typed
from journeybook.validate.problem import Problem, Reach
from journeybook.validate.shown_texts import shown_texts

ID = "MARKUP-SHOWN"
LEVEL = Level.WARNING
REACH = Reach.NAMED
LONGEST_PROPOSED = 400
LONGEST_SEEN = 60


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every text of which readers would see the source."""
    for spot in atlas.spots:
        for shown in shown_texts(spot.part):
            plain = (plain_formatted if shown.field.formatted else plain_typed)(shown.text)
            if plain != shown.text:
                message = f"readers would see source text: '{_seen(shown.text, plain)}'"
                yield Problem(spot.part, message, _hint(type(spot.part), shown.field, plain), shown.key)


def _seen(text: str, plain: str) -> str:
    """Return the first line that changes."""
    kept = set(plain.split("\n"))
    line = next((line for line in text.split("\n") if line not in kept), text.partition("\n")[0]).strip()
    return line if len(line) <= LONGEST_SEEN else f"{line[: LONGEST_SEEN - 1]}…"


def _hint(model: type[Part], field: PartField, plain: str) -> str:
    """Return the plain form line by line; for a text that is shown as typed, the fields of its part in which a link may stand."""
    shown = plain if len(plain) <= LONGEST_PROPOSED else f"{plain[: LONGEST_PROPOSED - 1]}…"
    lines = [line for line in shown.split("\n") if line.strip()]
    proposal = f"write {'' if len(lines) == 1 else 'these lines: '}{_quoted(lines, ', ')}"
    if field.formatted or not lines:
        return proposal if lines else "delete it"
    if field.linked_by:
        return f"{proposal}; one link may stand in '{field.name}', and none where '{field.linked_by}' is written"
    fields = part_fields(model)
    formatted = [name for name, other in fields.items() if other.formatted] or [name for name in ("links",) if name in fields]
    return f"{proposal}; a link may stand in {_quoted(formatted, ' or ')}" if formatted else proposal


def _quoted(texts: list[str], joint: str) -> str:
    return joint.join(f"'{text}'" for text in texts)
