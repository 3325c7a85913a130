"""The syntax trees of our own modules, each parsed once for all tests of a worker; nobody changes them."""

import ast
from functools import cache
from pathlib import Path


@cache
def source_tree(path: Path) -> ast.Module:
    """Parse a module."""
    return ast.parse(path.read_text(encoding="utf-8"))
