"""Says in plain words why a file cannot be read as YAML; what the parser says only picks the sentence."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import yaml

from journeybook.findings import Finding, FindingRule, Place
from journeybook.load import rules
from journeybook.load.marks import position

_INDENT = "Lines of one mapping or list begin in the same column; what belongs to a key or entry is indented by two more spaces."
_QUOTE_ALL = "Put quotes around the whole text."


@dataclass(frozen=True, slots=True)
class ParserFailure:
    """Where the parser gave up, counted from 0, and what it was doing."""

    file: str
    lines: list[str]
    problem: str
    context: str
    line: int
    column: int
    begin_line: int
    begin_column: int
    last: yaml.ScalarEvent | None

    def finding(self, message: str, hint: str, *, rule: FindingRule = rules.YAML_SYNTAX, at_begin: bool = False) -> Finding:
        """Make the finding, at the place of the trouble or where its beginning was."""
        line, column = (self.begin_line, self.begin_column) if at_begin else (self.line, self.column)
        return rule.at(Place(self.file, line + 1, column + 1), message, hint)

    def text(self, line: int) -> str:
        """Return a line of the file; past the end, an empty one."""
        return self.lines[line] if line < len(self.lines) else ""

    @property
    def here(self) -> str:
        """The rest of the line from the trouble on."""
        return self.text(self.line)[self.column :]

    @property
    def before(self) -> str:
        """The line up to the trouble."""
        return self.text(self.line)[: self.column]


def explain(file: str, text: str, error: Exception, last: yaml.ScalarEvent | None) -> Finding:
    """Turn the parser's complaint into one finding; last is the last text it could read."""
    trouble = _trouble(file, text.split("\n"), error, last)
    found = (recognise(trouble) for recognise in _RECOGNISERS)
    general = trouble.finding("This line cannot be read as YAML.", "Compare it with its neighbours: indentation, quotes, colon.")
    return next((finding for finding in found if finding is not None), general)


def _trouble(file: str, lines: list[str], error: Exception, last: yaml.ScalarEvent | None) -> ParserFailure:
    mark = getattr(error, "problem_mark", None) or (last.end_mark if last else None)
    stop, begin = position(mark), position(getattr(error, "context_mark", None) or mark)
    problem, context = (str(getattr(error, name, None) or "") for name in ("problem", "context"))
    return ParserFailure(file, lines, problem, context, *stop, *begin, last)


def _tab(trouble: ParserFailure) -> Finding | None:
    spaces = re.match(r" *\t", trouble.text(trouble.line))
    if spaces is None or trouble.before.strip() or ("tab" not in trouble.problem and "start any token" not in trouble.problem):
        return None
    place = Place(trouble.file, trouble.line + 1, spaces.end())
    return rules.YAML_TAB.at(place, "This line is indented with a tab.", "Replace each tab by spaces, two for each level.")


def _escape(trouble: ParserFailure) -> Finding | None:
    if "Unicode character escape" in trouble.problem:
        hint = "Write the character itself in the place of its \\u escape."
        return trouble.finding("This escape stands for half of a character or for none.", hint, rule=rules.YAML_CHARACTER)
    if "escape" in trouble.problem or "hexdecimal" in trouble.problem or "hexadecimal" in trouble.problem:
        return trouble.finding(
            "A backslash between double quotes begins an escape, and this one is unknown.", "Use single quotes around the text."
        )
    return None


def _open_quote(trouble: ParserFailure) -> Finding | None:
    if "scanning a" in trouble.context and "quoted scalar" in trouble.context:
        return trouble.finding("The quote that opens here is never closed.", "Add the closing quote at the end of the text.", at_begin=True)
    last = trouble.last
    if last is None or last.style not in {"'", '"'}:
        return None
    begin_line, (line, column) = position(last.start_mark)[0], position(last.end_mark)
    if line != trouble.line or trouble.column < column or trouble.before[column:].strip():
        return None
    if begin_line < line:
        message = f"The quote that opens in line {begin_line + 1} is closed only here, and more text follows."
        return trouble.finding(message, f"Close it in line {begin_line + 1}.")
    double = last.style == '"'
    hint = (
        'Inside double quotes write \\" for a quote.'
        if double
        else "Inside single quotes write '' for an apostrophe, or use double quotes."
    )
    return trouble.finding("Text follows after the closing quote.", hint)


def _special_start(trouble: ParserFailure) -> Finding | None:
    if "undefined tag handle" in trouble.problem:
        message = "An explicit type stands here."
        return trouble.finding(message, "Remove it; put text that begins with ! in quotes.", rule=rules.YAML_TAG)
    at_begin = any(word in trouble.context for word in ("an alias", "an anchor", "a tag", "a directive"))
    if not at_begin and "start any token" not in trouble.problem and "mapping keys are not" not in trouble.problem:
        return None
    line, column = (trouble.begin_line, trouble.begin_column) if at_begin else (trouble.line, trouble.column)
    character = trouble.text(line)[column : column + 1]
    return trouble.finding(f"Text without quotes cannot begin with {character}.", _QUOTE_ALL, at_begin=at_begin)


def _colon(trouble: ParserFailure) -> Finding | None:
    if "mapping values are not allowed" not in trouble.problem:
        return None
    if re.search(r":\s", trouble.before):
        return trouble.finding("A colon followed by a space stands inside text without quotes.", _QUOTE_ALL)
    above = trouble.text(trouble.line - 1) if trouble.line else ""
    if re.match(r"[\s-]*[\w-]+:[^\s/]", above):
        return trouble.finding("In the line above this one the space after the colon is missing.", "Write key: value.")
    message = "This line does not fit the line above it."
    return trouble.finding(message, "Either the line above lacks its colon (or the space after it), or this line is indented too far.")


def _missing_colon(trouble: ParserFailure) -> Finding | None:
    if "expected ':'" not in trouble.problem:
        return None
    line = trouble.text(trouble.begin_line)[trouble.begin_column :]
    if re.match(r"-[^\s-]", line):
        return trouble.finding("The space after the dash is missing.", "Write - entry.", at_begin=True)
    if re.match(r"[\w-]+:\S", line):
        return trouble.finding("The space after the colon is missing.", "Write key: value.", at_begin=True)
    hint = "Write key: value; if the line continues the text above, indent it."
    return trouble.finding("This line has no colon after its key.", hint, at_begin=True)


def _list_on_line(trouble: ParserFailure) -> Finding | None:
    if "sequence entries are not allowed" not in trouble.problem:
        return None
    return trouble.finding(
        "A list cannot begin behind a key on the same line.", "Begin each entry on a line of its own, or put the text in quotes."
    )


def _bracket(trouble: ParserFailure) -> Finding | None:
    opening = {"a flow sequence": ("[", "]"), "a flow mapping": ("{", "}")}
    pair = next((signs for words, signs in opening.items() if words in trouble.context), None)
    if pair is not None and "node content" not in trouble.problem:
        message = f"The {pair[0]} of line {trouble.begin_line + 1} is not closed, or a comma is missing before this place."
        return trouble.finding(message, f"Close it with {pair[1]}; put text that begins with {pair[0]} in quotes.")
    sign = trouble.here[:1]
    if sign and sign in "]},":
        kind = "comma" if sign == "," else "closing bracket"
        return trouble.finding(f"The {kind} {sign} is out of place here.", "Remove it, or put the whole text in quotes.")
    return None


def _block_text(trouble: ParserFailure) -> Finding | None:
    if "block scalar" not in trouble.context:
        return None
    return trouble.finding("Text cannot follow on the line of | or >.", "Begin the text on the next line, indented; or put it in quotes.")


def _indentation(trouble: ParserFailure) -> Finding | None:
    if not any(words in trouble.problem for words in ("expected key", "'-' indicator", "<block end>", "<document start>")):
        return None
    if trouble.before.strip():
        return trouble.finding("Something follows here after the value has ended.", _QUOTE_ALL)
    if trouble.here.startswith(": ") or trouble.here.strip() == ":":
        return trouble.finding("No key stands before this colon.", "Write key: value.", rule=rules.YAML_KEY)
    is_level = trouble.column == trouble.begin_column
    if is_level and "block mapping" in trouble.context and re.match(r"-(\s|$)", trouble.here):
        message = f"The mapping of line {trouble.begin_line + 1} goes on in this column, but this line begins with a dash."
        return trouble.finding(message, "Write key: value here, or change the indentation.")
    if is_level and "block collection" in trouble.context and not trouble.here.startswith("-"):
        message = f"The list of line {trouble.begin_line + 1} goes on in this column, but this line does not begin with a dash."
        return trouble.finding(message, "Begin the line with - or change its indentation.")
    return trouble.finding("The indentation of this line fits none of the lines above.", _INDENT)


_RECOGNISERS: tuple[Callable[[ParserFailure], Finding | None], ...] = (
    _tab,
    _escape,
    _open_quote,
    _special_start,
    _colon,
    _missing_colon,
    _list_on_line,
    _bracket,
    _block_text,
    _indentation,
)
