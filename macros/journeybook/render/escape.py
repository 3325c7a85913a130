"""The doors through which text enters another language; each door is one function."""

from collections.abc import Iterable

from graphviz import nohtml
from markupsafe import escape

from journeybook.load.characters import drawable


def dot_label(lines: Iterable[str]) -> str:
    r"""Return lines of any text as the value of a DOT label that is drawn letter by letter.

    The result goes as it is into an attribute of the graphviz package, which puts the quotes round it; its type keeps
    the package from taking text in angle brackets for markup.

    >>> print(dot_label(["Tom & Jerry", 'say "hi"']))
    Tom &amp; Jerry\nsay \"hi\"
    >>> print(dot_label(["<b>bold</b>", "\\N", "&lt;", "end\\"]))
    <b>bold</b>\n\\N\n&amp;lt;\nend\\
    >>> from graphviz import Digraph
    >>> print(Digraph(node_attr={"label": dot_label(["<b>bold</b>"])}).source.splitlines()[1].strip())
    node [label="<b>bold</b>"]
    """
    safe: str = nohtml(r"\n".join(map(_dot_line, lines)))
    return safe


def theme_text(text: str) -> str:
    """Return any text for the theme, whose templates do not escape: entities for markup, and for braces, which macros would read.

    >>> theme_text("<b> {{ 7*7 }} {% of %}")
    '&lt;b&gt; &#123;&#123; 7*7 &#125;&#125; &#123;% of %&#125;'
    """
    escaped = str(escape(" ".join(text.split())))
    return escaped.replace("{", "&#123;").replace("}", "&#125;")


def _dot_line(line: str) -> str:
    return drawable(line).replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"')
