"""The names of all that this room refuses, each with the sentence that the reference page shows."""

from enum import StrEnum


class Rule(StrEnum):
    """The name under which a fault of a file is reported."""

    YAML_ALIAS = "YAML-ALIAS"
    YAML_CHARACTER = "YAML-CHARACTER"
    YAML_COMMENT = "YAML-COMMENT"
    YAML_COUNT = "YAML-COUNT"
    YAML_DEPTH = "YAML-DEPTH"
    YAML_DOCUMENTS = "YAML-DOCUMENTS"
    YAML_DUPLICATE = "YAML-DUPLICATE"
    YAML_EMPTY = "YAML-EMPTY"
    YAML_ENCODING = "YAML-ENCODING"
    YAML_KEY = "YAML-KEY"
    YAML_MERGE = "YAML-MERGE"
    YAML_ROOT = "YAML-ROOT"
    YAML_SIZE = "YAML-SIZE"
    YAML_SYNTAX = "YAML-SYNTAX"
    YAML_TAB = "YAML-TAB"
    YAML_TAG = "YAML-TAG"
    FILE_KIND = "FILE-KIND"
    FILE_LINK = "FILE-LINK"
    FILE_NAME = "FILE-NAME"


RULES: dict[str, str] = {
    Rule.YAML_ALIAS: "Every text is written out where it belongs: anchors (&name) and aliases (*name) are refused.",
    Rule.YAML_CHARACTER: "Control characters, line separators, broken characters and marks that turn the reading direction are refused.",
    Rule.YAML_COMMENT: "A sign # behind a space begins a comment; text that holds it stands in quotes.",
    Rule.YAML_COUNT: "Reading stops after 100 problems in one file.",
    Rule.YAML_DEPTH: "Mappings and lists are nested at most 20 deep.",
    Rule.YAML_DOCUMENTS: "A file holds one document: a second part after a line --- is refused.",
    Rule.YAML_DUPLICATE: "A key stands at most once in its mapping.",
    Rule.YAML_EMPTY: "A file holds something besides comments.",
    Rule.YAML_ENCODING: "Files are saved as UTF-8.",
    Rule.YAML_KEY: "A key is a short text that is not empty, and has its colon.",
    Rule.YAML_MERGE: "The merge key << is refused: entries are written out where they belong.",
    Rule.YAML_ROOT: "A file is a mapping (key: value) or a list (- entry), not a single text.",
    Rule.YAML_SIZE: "A file is at most 1 MB (1,000,000 bytes) large, and holds at most 100,000 texts, lists and mappings.",
    Rule.YAML_SYNTAX: "A file can be read as YAML.",
    Rule.YAML_TAB: "Lines are indented with spaces, never with tabs.",
    Rule.YAML_TAG: "Explicit types such as !!str are refused: the field decides the type of its value.",
    Rule.FILE_KIND: "The folder of the journeys holds only files that something reads.",
    Rule.FILE_LINK: "Links to files or folders are refused.",
    Rule.FILE_NAME: "Names of files and folders work on every computer.",
}
