"""Whole projects with mistakes, and what their authors are told: all findings of all files, in order.

A file in `cases/` holds cases: a title, a drawn project, and the findings. A project that draws no `atlas.yml` gets the usual one below.
With JOURNEYBOOK_REWRITE_CASES=1 the findings are written anew; read the difference before keeping it.
"""

import os
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from journeybook.findings import as_text
from journeybook.validate import check

CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))
REWRITE = os.environ.get("JOURNEYBOOK_REWRITE_CASES") == "1"
TODAY = date(2026, 5, 1)
ATLAS = """
journeys/atlas.yml
  | schema_version: 2
  | organisation: Shiftwell (invented)
  | teams: [{id: csm, name: Customer success}, {id: sales, name: Sales}, {id: support, name: Support}]
  | anchors: [{id: signature, name: Signature}]
  | default_anchor: signature
  | channels: [{id: mail, name: E-mail}, {id: call, name: Telephone}]
"""
BLOCK = re.compile(r"^=== (.+)\n((?:.*\n)*?)--- findings\n((?:(?!=== ).*\n)*)", re.MULTILINE)


def cases() -> list[Any]:
    return [
        pytest.param(file, *match.groups(), id=f"{file.stem}: {match[1]}")
        for file in CASES
        for match in BLOCK.finditer(file.read_text(encoding="utf-8"))
    ]


def test_every_case_is_read() -> None:
    titles = [line for file in CASES for line in file.read_text(encoding="utf-8").splitlines() if line.startswith("=== ")]
    assert len(titles) == len(set(titles)) == len(cases()) >= 60


@pytest.mark.parametrize(("file", "title", "tree", "findings"), cases())
def test_a_case_is_told_as_written(file: Path, title: str, tree: str, findings: str, draw_project: Callable[[str], Path]) -> None:
    project = draw_project(tree if "atlas.yml" in tree else ATLAS + tree)
    told = as_text(check(project, as_of=TODAY).findings)
    if REWRITE:
        block = f"=== {title}\n{tree}--- findings\n"
        text = file.read_text(encoding="utf-8")
        assert text.count(block + findings) == 1
        file.write_text(text.replace(block + findings, block + told), encoding="utf-8")
    else:
        assert told == findings
