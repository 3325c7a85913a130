"""What a reader sees or hears of a page: its text and the words in its attributes, without what is code or program."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

SPOKEN = ("title", "alt", "aria-label", "placeholder")
UNSEEN = ("code", "pre", "script", "style", "template")
"""What authors copy, and what nobody reads."""
VOID = ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")


@dataclass
class _Reader(HTMLParser):
    texts: list[str] = field(default_factory=list)
    around: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.around.append(tag)
        self.texts += [value for name, value in attrs if name in SPOKEN and value]

    def handle_endtag(self, tag: str) -> None:
        while tag in self.around and self.around.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if data.strip() and not set(self.around) & set(UNSEEN):
            self.texts.append(data.strip())


def visible_texts(html: str) -> list[str]:
    """Return every text of a page that somebody sees or hears, in order."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.texts
