"""YAML as people write it: any indentation, quotes, blocks and brackets, with comments and blank lines, for Hypothesis."""

from collections import Counter
from random import Random

from journeybook.load.spans import nested_spans, read_spans

KEYS = ("id", "name", "owner", "audience", "summary", "goal", "stages", "steps", "customer", "who", "other", "evidence")
WORDS = (
    "Invites the team",
    "a: b",
    "no # comment",
    "it's",
    'say "so"',
    "",
    "12",
    "yes",
    "ends\n",
    "two\nlines",
    "keeps\n\n\n",
    " led",
    "é ü",
)


class YamlWriter:
    """Writes one random file."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.line_end = random.choice(["\n", "\n", "\r\n"])

    def file(self) -> str:
        """Return the text of a file that holds a mapping or a list."""
        head = self._above(0)
        lines = [*head, *(self._mapping(0, 3) if self.random.random() < 0.7 else self._sequence(0, 3)), *self._above(0)]
        text = self.line_end.join(lines)
        return text if self.random.random() < 0.2 and "|" not in text and ">" not in text else text + self.line_end

    def _above(self, column: int) -> list[str]:
        random = self.random
        count = random.choice([0, 0, 0, 1, 2, 3])
        return [random.choice(["", " " * (column + random.choice([0, 0, 0, 1, 2])) + f"# why {random.random()}"]) for _ in range(count)]

    def _behind(self) -> str:
        return f"  # {self.random.random()}" if self.random.random() < 0.2 else ""

    def _mapping(self, column: int, depth: int) -> list[str]:
        keys = self.random.sample(KEYS, self.random.randint(1, 5))
        lines: list[str] = []
        for number, key in enumerate(keys):
            lines += self._above(column) if number else []
            lines += self._valued(" " * column + f"{key}:", column, depth, in_list=False)
        return lines

    def _sequence(self, column: int, depth: int) -> list[str]:
        lines: list[str] = []
        for number in range(self.random.randint(1, 4)):
            lines += self._above(column) if number else []
            lines += self._valued(" " * column + "-", column, depth, in_list=True)
        return lines

    def _valued(self, head: str, column: int, depth: int, *, in_list: bool) -> list[str]:
        random = self.random
        kind = random.choice(["scalar", "scalar", "block", "flow", "mapping", "sequence", "late"]) if depth else "scalar"
        inner = column + random.choice([1, 2, 2, 4])
        if kind == "scalar":
            return [f"{head} {self._scalar()}".rstrip() + self._behind()]
        if kind == "block":
            sign, text = random.choice("|>") + random.choice(["", "-", "+"]), ["one", "", " two", "three", *random.choice([[], [""]])]
            return [f"{head} {sign}", *(" " * inner + line if line else "" for line in text)]
        if kind == "flow":
            return [f"{head} [a, {{b: 'c d'}},", " " * inner + "# inside", " " * inner + "e]" + self._behind()]
        if kind == "late":
            return [head, *self._deeper(inner), " " * inner + "a text", " " * (inner + 1) + "that goes on" + self._behind()]
        return self._block(head, column, inner, depth, kind, in_list=in_list)

    def _block(self, head: str, column: int, inner: int, depth: int, kind: str, *, in_list: bool) -> list[str]:  # noqa: PLR0913 - what is known of a value
        write = self._mapping if kind == "mapping" else self._sequence
        if in_list and self.random.random() < 0.8:
            block = write(inner + 1, depth - 1)
            return [head + " " * (inner + 1 - len(head)) + block[0].lstrip(" "), *block[1:]]
        inner = self.random.choice([column, inner]) if kind == "sequence" and not in_list else inner
        return [head + self._behind(), *self._deeper(inner), *write(inner, depth - 1)]

    def _deeper(self, column: int) -> list[str]:
        return [" " * column + "# below"] if self.random.random() < 0.2 else []

    def _scalar(self) -> str:
        word = self.random.choice(WORDS)
        if self.random.random() < 0.5:
            return "'" + word.replace("'", "''").replace("\n", "\n\n      ") + "'"
        plain = word.replace("\n", " ").strip()
        return plain if not set(plain) & set("#:'\"") else f'"{plain.replace(chr(34), chr(92) + chr(34))}"'


def comments_of(text: str) -> Counter[str]:
    """Return every comment of a YAML text: what is left of its lines from `#` on, texts and keys taken away."""
    letters = list(text)
    for span in nested_spans(read_spans(text)):
        if span.is_scalar:
            letters[span.start : span.end] = ["x" if letter != "\n" else letter for letter in letters[span.start : span.end]]
            if span.style in {"|", ">"}:
                header = text[span.start : span.end].partition("\n")[0]
                letters[span.start : span.start + len(header)] = header
    rest = "".join(letters).splitlines()
    return Counter(line[line.index("#") :].rstrip() for line in rest if "#" in line)
