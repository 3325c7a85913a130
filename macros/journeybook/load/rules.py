"""The rules of reading: what a file may be, whatever it says."""

from journeybook.findings import FindingRule, Level

YAML_ALIAS = FindingRule(
    "YAML-ALIAS",
    Level.ERROR,
    """Every text is written out where it belongs: anchors (&name) and aliases (*name) are refused.

An alias shows its text elsewhere, and whoever changes one changes both. Text that begins with & or * stands in quotes.

Good:
    summary: '*Everything* before the first rota'

Bad:
    summary: &first Everything before the first rota
    scope: *first
""",
)
YAML_CHARACTER = FindingRule(
    "YAML-CHARACTER",
    Level.ERROR,
    r"""Control characters, line separators, broken characters and marks that turn the reading direction are refused.

Nobody sees them, and what is read is no longer what is written. They come with text that was copied; type it anew. More than 30 combining
marks behind one letter are refused as well.

Good:
    summary: Everything before the first rota

Bad:
    summary: "Everything before \u202e the first rota"
""",
    is_mendable=True,
)
YAML_COMMENT = FindingRule(
    "YAML-COMMENT",
    Level.WARNING,
    """A sign # behind a space begins a comment; text that holds it stands in quotes.

A comment has a space behind its #.

Good:
    summary: 'Ticket #5 is the first'
    scope: The first year # and no more

Bad:
    summary: Ticket #5 is the first
""",
)
YAML_COUNT = FindingRule(
    "YAML-COUNT",
    Level.ERROR,
    """Reading stops after 100 problems in one file.

Mend the first ones: the others may be the same.

Good:
    summary: Everything before the first rota

Bad:
    summary: Everything before the first rota # 102 times
""",
)
YAML_DEPTH = FindingRule(
    "YAML-DEPTH",
    Level.ERROR,
    """Keys and lists are nested at most 20 deep.

Good:
    summary: '[[[[[[[[[[[[[[[[[[[[[deep]]]]]]]]]]]]]]]]]]]]]'

Bad:
    summary: [[[[[[[[[[[[[[[[[[[[[deep]]]]]]]]]]]]]]]]]]]]]
""",
)
YAML_DOCUMENTS = FindingRule(
    "YAML-DOCUMENTS",
    Level.ERROR,
    """A file holds one document: a second part after a line --- is refused.

Write a second file, or a list.

Good:
    summary: Everything before the first rota

Bad:
    summary: Everything before the first rota
    ---
    summary: Everything after it
""",
)
YAML_DUPLICATE = FindingRule(
    "YAML-DUPLICATE",
    Level.ERROR,
    """A key stands at most once in the same thing.

Good:
    summary: Everything before the first rota

Bad:
    summary: Everything before the first rota
    summary: Everything after it
""",
)
YAML_EMPTY = FindingRule(
    "YAML-EMPTY",
    Level.ERROR,
    """A file holds something besides comments.

Good:
    # playbooks/call.yml
    - {id: call, name: Call, steps: [Call them]}

Bad:
    # playbooks/call.yml
    # Here will be our playbooks.
""",
)
YAML_ENCODING = FindingRule(
    "YAML-ENCODING",
    Level.ERROR,
    """Files are saved as UTF-8.

Most editors do; the others ask when they save.

Good:
    # maps/second.yml
    {id: second, name: Café, goal: Open it, owner: csm}

Bad:
    # maps/second.yml, saved as latin-1
    {id: second, name: Café, goal: Open it, owner: csm}

Bad:
    # maps/second.yml, saved as utf-16
    {id: second, name: Café, goal: Open it, owner: csm}
""",
)
YAML_KEY = FindingRule(
    "YAML-KEY",
    Level.ERROR,
    """A key is a short text that is not empty, and has its colon.

In braces a comma begins the next key: text that holds one stands in quotes.

Good:
    # playbooks/call.yml
    - {id: call, name: 'Call, and listen', steps: [Call them]}

Bad:
    # playbooks/call.yml
    - {id: call, name: Call, and listen, steps: [Call them]}
""",
)
YAML_MERGE = FindingRule(
    "YAML-MERGE",
    Level.ERROR,
    """The merge key << is refused: entries are written out where they belong.

A map that takes from another one says `extends`.

Good:
    # maps/second.yml
    {id: second, name: Second, extends: first}

Bad:
    <<: {summary: Everything before the first rota}
""",
)
YAML_ROOT = FindingRule(
    "YAML-ROOT",
    Level.ERROR,
    """A file is made of keys (key: value) or is a list (- entry); it is no single text.

The space behind the colon or the hyphen is part of it.

Good:
    # playbooks/call.yml
    - {id: call, name: Call, steps: [Call them]}

Bad:
    # playbooks/call.yml
    id:call
""",
)
YAML_SIZE = FindingRule(
    "YAML-SIZE",
    Level.ERROR,
    """A file is at most 1 MB (1,000,000 bytes) large, and holds at most 100,000 texts, lists and groups of keys.

Good:
    summary: Everything before the first rota

Bad:
    # playbooks/call.yml
    - {id: call, name: Call, steps: [Call them]} # 20000 times
""",
)
YAML_SYNTAX = FindingRule(
    "YAML-SYNTAX",
    Level.ERROR,
    """A file can be read as YAML.

The finding says what it fails on: mostly a quote, a bracket, a colon inside a text, or the indentation.

Good:
    summary: 'Everything: from the signature to the first rota'

Bad:
    summary: Everything: from the signature to the first rota
""",
)
YAML_TAB = FindingRule(
    "YAML-TAB",
    Level.ERROR,
    """Lines are indented with spaces, never with tabs.

Two spaces for each level; most editors can be told to write them when the tab key is pressed.

Good:
    summary:
      Everything before the first rota

Bad:
    stages:
    \t- {id: set-up, name: Set-up, exit: Everybody is in}
""",
    is_mendable=True,
)
YAML_TAG = FindingRule(
    "YAML-TAG",
    Level.ERROR,
    """Explicit types such as !!str are refused: the field decides the type of its value.

Text that begins with ! stands in quotes.

Good:
    summary: '!Important'

Bad:
    summary: !!str Everything before the first rota
""",
)
FILE_KIND = FindingRule(
    "FILE-KIND",
    Level.WARNING,
    """The folder of the journeys holds only files that something reads.

Journeys are read from `.yml` files. Pictures and other files that pages show lie in `resources/`; all others outside `journeys/`. What
cannot be read as a file is an error: a socket, a folder whose name ends in `.yml` or `.csv`, and a file or folder that you may not read.

Good:
    # resources/notes.txt
    What we heard

Bad:
    # maps/notes.txt
    What we heard
""",
)
FILE_LINK = FindingRule(
    "FILE-LINK",
    Level.ERROR,
    """Links to files or folders are refused.

A link can show what lies outside the project, and would publish it. Put the file itself there.

Good:
    # maps/second.yml
    {id: second, name: Second, goal: Open the second site, owner: csm}

Bad:
    # maps/second.yml, a link to maps/first.yml
""",
)
FILE_NAME = FindingRule(
    "FILE-NAME",
    Level.ERROR,
    """Names of files and folders work on every computer.

Small letters, digits and hyphens do. Some words, such as `con` and `aux`, are reserved in Windows.

Good:
    # maps/second.yml
    {id: second, name: Second, goal: Open the second site, owner: csm}

Bad:
    # maps/con.yml
    {id: second, name: Second, goal: Open the second site, owner: csm}
""",
)
