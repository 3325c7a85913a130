"""`journeybook explain`: what a rule asks for, why, and how it looks right and wrong."""

import re
import textwrap
from typing import Annotated

import typer

from journeybook.findings import FindingRule, nearest
from journeybook.validate.catalogue import catalogue

EXAMPLES = ("journeybook explain STAGE-WITHOUT-EXIT", "journeybook explain")


def explain(
    rule: Annotated[
        str | None, typer.Argument(metavar="RULE", help="The rule of a finding. [default: all, one a line]", show_default=False)
    ] = None,
) -> None:
    """Say what a rule asks for and why, with examples that are right and wrong; or list all rules with what they say.

    Ends with 2 if there is no such rule.
    """
    rules = catalogue()
    if rule is None:
        width = max(map(len, rules))
        typer.echo("".join(f"{name:<{width}}  {rules[name].level:<11}  {rules[name].sentence}\n" for name in sorted(rules)), nl=False)
        return
    name = rule.upper().replace("_", "-")
    if name not in rules:
        guess = nearest(name, rules)
        raise typer.BadParameter(f"there is no rule '{rule}'{f': did you mean {guess}?' if guess else ': journeybook explain lists them'}")
    typer.echo(explanation(rules[name]), nl=False)


def explanation(rule: FindingRule) -> str:
    """Return the manual of a rule as plain text."""
    text = re.sub(r"(?m)^(Good|Bad):$", lambda title: {"Good": "Right:", "Bad": "Wrong:"}[title[1]], textwrap.dedent(rule.manual).strip())
    return f"{rule.id} ({rule.level})\n\n{text}\n"
