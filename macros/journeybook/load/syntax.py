"""Explains YAML syntax errors in plain words; the parser's own message only selects the sentence."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import yaml

from journeybook.findings import Finding, FindingRule, Place
from journeybook.load import rules
from journeybook.load.characters import describe_character, hidden_characters
from journeybook.load.conflict_marks import YAML_CONFLICT
from journeybook.load.flow_form import quoted_form
from journeybook.load.indentation import begins_otherwise, deeper_than_above
from journeybook.load.markdown_marks import bullet_mark, markdown_mark, other_key_sign
from journeybook.load.marks import position

_INDENT = (
    "Keys of one thing, and entries of one list, begin in the same column; what belongs to a key or entry is indented by two more spaces."
)
_CURLY = "\u201c\u201d\u201e\u201f\u2018\u2019\u201a\u00ab\u00bb"
"""Quotes of word processors, which mean nothing in YAML."""
_MERGE_MARK = re.compile(r"\s*(?:<{7}|={7}|>{7}|\|{7})(?:\s|$)")
_TEXT_KEY = re.compile(r"[\s-]*([a-z][a-z0-9_]*):(?:\s+(\S.*))?$")
_WIDEST = 80
_QUOTE_ALL = "Put quotes around the whole text."


@dataclass(frozen=True, slots=True)
class ParserFailure:
    """The parser's error: its position and where the construct around it begins, counted from 0, its problem and context messages."""

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
        """Return a finding at the position of the error, or where the construct around it begins."""
        line, column = (self.begin_line, self.begin_column) if at_begin else (self.line, self.column)
        return rule.at(Place(self.file, line + 1, column + 1), message, hint)

    def text(self, line: int) -> str:
        """Return a line of the file; past the end, an empty one."""
        return self.lines[line] if line < len(self.lines) else ""

    def opens(self, line: int) -> bool:
        """Whether the error, or the construct around it, stands at the first sign of a line."""
        ends = [column for number, column in ((self.line, self.column), (self.begin_line, self.begin_column)) if number == line]
        return any(not self.text(line)[:column].strip(" -") for column in ends)

    @property
    def here(self) -> str:
        """The rest of the line from the position of the error on."""
        return self.text(self.line)[self.column :]

    def quoted(self, line: int, column: int) -> str:
        """Return the hint to put a value in quotes: from its column up to the end of the line, or of its place in brackets."""
        text, before = self.text(line)[column:].rstrip(), self.text(line)[:column]
        text = text.strip(_CURLY) if text[:1] in _CURLY else text
        if before.count("{") + before.count("[") > before.count("}") + before.count("]"):
            text = re.split(r"[,}\]](?=[\s,}\]]|\Z)", text, maxsplit=1)[0].rstrip()
        is_value = text and not (re.search(r":\s", text) and not before.strip(" -"))
        return f"Put quotes around the whole text: {quoted_form(text)}" if is_value else _QUOTE_ALL

    @property
    def before(self) -> str:
        """The line up to the position of the error."""
        return self.text(self.line)[: self.column]


def syntax_finding(file: str, text: str, error: Exception, last: yaml.ScalarEvent | None) -> Finding:
    """Return the finding for a parser's error; last is the last scalar event before it."""
    failure = _failure(file, text.split("\n"), error, last)
    findings = (recognise(failure) for recognise in _RECOGNISERS)
    general = failure.finding("This line cannot be read as YAML.", "Compare it with its neighbours: indentation, quotes, colon.")
    return next((finding for finding in findings if finding is not None), general)


def _failure(file: str, lines: list[str], error: Exception, last: yaml.ScalarEvent | None) -> ParserFailure:
    mark = getattr(error, "problem_mark", None) or (last.end_mark if last else None)
    stop, begin = position(mark), position(getattr(error, "context_mark", None) or mark)
    problem, context = (str(getattr(error, name, None) or "") for name in ("problem", "context"))
    return ParserFailure(file, lines, problem, context, *stop, *begin, last)


def _merge_mark(failure: ParserFailure) -> Finding | None:
    line = failure.begin_line if _MERGE_MARK.match(failure.text(failure.begin_line)) else failure.line
    if not _MERGE_MARK.match(failure.text(line)):
        return None
    hint = "Keep one of the two sides, and delete the lines of marks."
    return YAML_CONFLICT.at(Place(failure.file, line + 1), "A mark of a git conflict stands here.", hint)


def _look_alike(failure: ParserFailure) -> Finding | None:
    """Return the finding about a character that looks like a space, a hyphen or a colon and is another."""
    for line in (failure.begin_line, failure.line, failure.line - 1):
        text = failure.text(line) if line >= 0 else ""
        spaces = re.match(r"[\s\u200b]*", text)
        start = (spaces.end() if spaces else 0) if not text[:1].strip() else 0
        blank = next(
            (column for column, sign in enumerate(text) if hidden_characters(sign) and (column < start or text[column - 1] in ":-")), -1
        )
        place = Place(failure.file, line + 1, blank + 1)
        if blank >= 0:
            message = f"Here stands {describe_character(text[blank])}, where a plain space belongs."
            return rules.YAML_CHARACTER.at(place, message, "Delete it, and type the space anew; it comes with copied text.")
        if bullet := bullet_mark(failure.file, text, line):
            return bullet
        if "\uff1a" in text:
            message = "The colon of this line is a wide one, which is no colon in YAML."
            return rules.YAML_SYNTAX.at(
                Place(failure.file, line + 1, text.index("\uff1a") + 1), message, "Type : and a space in its place."
            )
    return None


def _markdown(failure: ParserFailure) -> Finding | None:
    lines = dict.fromkeys((failure.begin_line, failure.line))
    return next(filter(None, (markdown_mark(failure.file, failure.text(line), line) for line in lines if failure.opens(line))), None)


def _tab(failure: ParserFailure) -> Finding | None:
    spaces = re.match(r" *\t", failure.text(failure.line))
    if spaces is None or failure.before.strip() or ("tab" not in failure.problem and "start any token" not in failure.problem):
        return None
    place = Place(failure.file, failure.line + 1, spaces.end())
    return rules.YAML_TAB.at(place, "This line is indented with a tab.", "Replace each tab by spaces, two for each level.")


def _escape(failure: ParserFailure) -> Finding | None:
    if "Unicode character escape" in failure.problem:
        hint = "Write the character itself in the place of its \\u escape."
        return failure.finding("This escape stands for half of a character or for none.", hint, rule=rules.YAML_CHARACTER)
    if "escape" in failure.problem or "hexdecimal" in failure.problem or "hexadecimal" in failure.problem:
        return failure.finding(
            "A backslash between double quotes begins an escape, and this one is unknown.", "Use single quotes around the text."
        )
    return None


def _open_quote(failure: ParserFailure) -> Finding | None:
    if "scanning a" in failure.context and "quoted scalar" in failure.context:
        return failure.finding("The quote that opens here is never closed.", "Add the closing quote at the end of the text.", at_begin=True)
    last = failure.last
    if last is None or last.style not in {"'", '"'}:
        return None
    begin_line, (line, column) = position(last.start_mark)[0], position(last.end_mark)
    if line != failure.line or failure.column < column or failure.before[column:].strip():
        return None
    if begin_line < line:
        message = f"The quote that opens in line {begin_line + 1} is closed only here, and more text follows."
        return failure.finding(message, f"Close it in line {begin_line + 1}.")
    apostrophe = "Inside single quotes write '' for an apostrophe, or use double quotes."
    hint = 'Inside double quotes write \\" for a quote.' if last.style == '"' else apostrophe
    return failure.finding("Text follows after the closing quote.", hint)


def _special_start(failure: ParserFailure) -> Finding | None:
    if "undefined tag handle" in failure.problem:
        message = "An explicit type stands here."
        return failure.finding(message, "Remove it; put text that begins with ! in quotes.", rule=rules.YAML_TAG)
    at_begin = any(phrase in failure.context for phrase in ("an alias", "an anchor", "a tag", "a directive"))
    if not at_begin and "start any token" not in failure.problem and "mapping keys are not" not in failure.problem:
        return None
    line, column = (failure.begin_line, failure.begin_column) if at_begin else (failure.line, failure.column)
    character = failure.text(line)[column : column + 1]
    hint = failure.quoted(line, column)
    return failure.finding(f"Text without quotes cannot begin with {character}.", hint, at_begin=at_begin)


def _colon(failure: ParserFailure) -> Finding | None:
    if "mapping values are not allowed" not in failure.problem:
        return None
    if re.search(r":\s", failure.before):
        hint = failure.quoted(failure.line, len(re.split(r"(?<=:)\s+", failure.before, maxsplit=1)[0]) + 1)
        return failure.finding("A colon followed by a space stands inside text without quotes.", hint)
    last = failure.text(failure.line - 1) if failure.line else ""
    if re.match(r"[\s-]*\w[\w-]*:[^\s/]", last):
        return failure.finding("In the line above this one the space after the colon is missing.", "Write key: value.")
    if re.match(r"\s*-[a-z][\w-]*:", last):
        return failure.finding("In the line above this the space after the dash is missing.", f"Write {last.strip().replace('-', '- ', 1)}")
    if re.match(r"[^\s:#-][^:]*\s[^:]*$", last):
        hint = "If it is a remark, put # and a space before it; if it is a key, put a colon and a space behind it."
        return rules.YAML_SYNTAX.at(Place(failure.file, failure.line), "This line is neither a key with its value nor a remark.", hint)
    message = f"This line does not fit the line above it{deeper_than_above(failure.lines, failure.line)}."
    return failure.finding(message, "Either the line above lacks its colon (or the space after it), or this line is indented too far.")


def _missing_colon(failure: ParserFailure) -> Finding | None:
    if "expected ':'" not in failure.problem:
        return None
    line = failure.text(failure.begin_line)[failure.begin_column :]
    if re.match(r"-[^\s-]", line):
        return failure.finding("The space after the dash is missing.", "Write - entry.", at_begin=True)
    if re.match(r"[\w-]+:\S", line):
        hint = f"Write {line.replace(':', ': ', 1)}" if len(line) <= _WIDEST else "Write key: value."
        return failure.finding("The space after the colon is missing.", hint, at_begin=True)
    return other_key_sign(failure.file, failure.text(failure.begin_line), failure.begin_line) or _continued_text(failure)


def _continued_text(failure: ParserFailure) -> Finding:
    """Return the finding about a line without a key, which mostly is a further line of a text that began without a sign |."""
    above = ((line, _TEXT_KEY.match(failure.text(line))) for line in range(failure.begin_line - 1, -1, -1))
    line, key = next(((line, match) for line, match in above if match), (0, None))
    if key is None:
        return failure.finding("This line has no colon after its key.", "Write key: value.", at_begin=True)
    if re.fullmatch(r"[|>][+-]?\d?", key[2] or ""):
        message = f"The text of '{key[1]}' in line {line + 1} is not indented here: it begins in column {failure.begin_column + 1}."
        return failure.finding(message, f"Begin each line of the text in column {key.start(1) + 3}.", at_begin=True)
    hint = f"If it continues the text of '{key[1]}', write `{key[1]}: |` in line {line + 1}, and the text below, indented; else key: value."
    return failure.finding("This line has no colon after its key.", hint, at_begin=True)


def _list_on_line(failure: ParserFailure) -> Finding | None:
    if "sequence entries are not allowed" not in failure.problem:
        return None
    return failure.finding(
        "A list cannot begin behind a key on the same line.", "Begin each entry on a line of its own, or put the text in quotes."
    )


def _bracket(failure: ParserFailure) -> Finding | None:
    opening = {"a flow sequence": ("[", "]"), "a flow mapping": ("{", "}")}
    pair = next((signs for phrase, signs in opening.items() if phrase in failure.context), None)
    if pair is not None and failure.line == failure.begin_line and failure.here.startswith(": "):
        hint = failure.quoted(failure.line, failure.before.rfind(": ", 0, -1) + 2)
        return failure.finding("A colon followed by a space stands inside text without quotes.", hint)
    if pair is not None and "node content" not in failure.problem:
        message = f"The {pair[0]} of line {failure.begin_line + 1} is not closed, or a comma is missing before this place."
        return failure.finding(message, f"Close it with {pair[1]}; put text that begins with {pair[0]} in quotes.")
    if "node content" in failure.problem and (opened := _open_bracket(failure)):
        line, begin, end = opened
        message = f"The {begin} of line {line + 1} is not closed."
        place = Place(failure.file, line + 1, failure.text(line).rindex(begin) + 1)
        return rules.YAML_SYNTAX.at(place, message, f"Close it with {end}; put text that begins with {begin} in quotes.")
    sign = failure.here[:1]
    if sign and sign in "]},":
        kind = "comma" if sign == "," else "closing bracket"
        return failure.finding(f"The {kind} {sign} is out of place here.", "Remove it, or put the whole text in quotes.")
    return None


def _open_bracket(failure: ParserFailure) -> tuple[int, str, str] | None:
    """Return the nearest line above in which more brackets open than close, and the two signs of their kind."""
    lines = ((line, failure.text(line)) for line in range(failure.line - 1, -1, -1))
    return next(
        ((line, *signs) for line, text in lines for signs in (("[", "]"), ("{", "}")) if text.count(signs[0]) > text.count(signs[1])), None
    )


def _block_text(failure: ParserFailure) -> Finding | None:
    if "block scalar" not in failure.context:
        return None
    column = failure.text(failure.begin_line).find(">", failure.begin_column)
    if column >= 0 and re.match(r"> ?=? ?[0-9]", failure.text(failure.begin_line)[column:]):
        return failure.finding("Text without quotes cannot begin with >.", failure.quoted(failure.begin_line, column), at_begin=True)
    return failure.finding("Text cannot follow on the line of | or >.", "Begin the text on the next line, indented; or put it in quotes.")


def _indentation(failure: ParserFailure) -> Finding | None:
    if not any(phrase in failure.problem for phrase in ("expected key", "'-' indicator", "<block end>", "<document start>")):
        return None
    if failure.before.strip():
        column = max((match.end() for match in re.finditer(r"(?:\A|\s)-\s+|:\s+", failure.before)), default=0)
        return failure.finding("Something follows here after the value has ended.", failure.quoted(failure.line, column))
    if failure.here.startswith(": ") or failure.here.strip() == ":":
        return failure.finding("No key stands before this colon.", "Write key: value.", rule=rules.YAML_KEY)
    is_level, column = failure.column == failure.begin_column, failure.column + 1
    if is_level and "block mapping" in failure.context and re.match(r"-(\s|$)", failure.here):
        message = f"The keys of line {failure.begin_line + 1} go on in column {column}, but this line begins with a dash."
        return failure.finding(message, "Write key: value here, or change the indentation.")
    if is_level and "block collection" in failure.context and not failure.here.startswith("-"):
        message = f"The list of line {failure.begin_line + 1} goes on in column {column}, but this line does not begin with a dash."
        hint = "Begin it with - and a space if it is an entry; if it belongs to the entry above, indent it like its keys."
        return failure.finding(message, hint)
    otherwise = begins_otherwise(failure.lines, failure.line)
    return failure.finding(f"The indentation of this line fits none of the lines above{otherwise}.", _INDENT)


_RECOGNISERS: tuple[Callable[[ParserFailure], Finding | None], ...] = (
    _merge_mark,
    _look_alike,
    _markdown,
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
