"""Writes plain data as the YAML of an author's file: block style, lists indented, long texts folded."""

import yaml

from journeybook.load.nodes import Plain

MAX_WIDTH = 100
"""Letters of a line of folded text."""


class QuotedText(str):
    """A text that stands in quotes, such as one that reads like an answer and is none."""

    __slots__ = ()


class _BlockDumper(yaml.SafeDumper):
    """Writes every scalar as a text, bare wherever the grammar allows it, since fields decide about types and not YAML."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, object]]] = {}  # noqa: RUF012 - PyYAML keeps it on the class

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - PyYAML's own form
        """Indent the entries of a list below its key."""
        super().increase_indent(flow, indentless=False)

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - PyYAML's own form
        """Write what stands twice twice."""
        return True


def _write_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=_style(text))


def _style(text: str) -> str | None:
    """Return how a text is written: its lines kept where it has some, folded where it is long, and otherwise what fits."""
    if not text:
        return "'"
    if "\n" in text.strip("\n"):
        return "|"
    is_long = len(text) > MAX_WIDTH and "  " not in text and text == text.strip()
    return ">" if is_long else None


def _write_quoted(dumper: yaml.SafeDumper, text: QuotedText) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style="'")


_BlockDumper.add_representer(str, _write_text)
_BlockDumper.add_representer(QuotedText, _write_quoted)


def yaml_text(data: Plain) -> str:
    """Return data as YAML that reads back as the same data, keys in their order; a key is of one line.

    >>> print(yaml_text({"id": "first-map", "stages": [{"id": "set-up", "exit": "Agreed: the day"}]}), end="")
    id: first-map
    stages:
      - id: set-up
        exit: 'Agreed: the day'
    """
    return yaml.dump(data, Dumper=_BlockDumper, sort_keys=False, allow_unicode=True, default_flow_style=False, width=MAX_WIDTH)
