"""The figures on the pages that say what is proved are counted in the tests that they name.

With JOURNEYBOOK_REWRITE=1 they are written anew; read the difference before keeping it.
"""

import os
import re
import sys
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
PLAN, PROOF, PROMISES = "docs/develop/security_tests.md", "docs/guide/proof.md", "SECURITY.md"
FOUND, PICTURES, FONTS = "tests/prove/test_found.py", "tests/prove/test_unread_bytes.py", "tests/prove/test_allow_list.py"
FIGURES: dict[str, tuple[tuple[str, ...], tuple[tuple[str, str], ...]]] = {
    "{} spellings": ((PLAN, PROOF), ((FOUND, "WAYS"),)),
    "{} forms of names": ((PROOF,), (("tests/prove/test_spellings.py", "REFUSED"),)),
    "{} everyday texts": ((PROOF,), (("tests/prove/test_everyday_words.py", "PAIRS"),)),
    "{} ways out of reach": ((PROOF,), (("tests/prove/test_spellings.py", "OUT_OF_REACH"),)),
    "{} wrappings": ((PLAN, PROOF), ((FOUND, "WRAPPED"),)),
    "{} pictures": ((PLAN, PROOF), ((FOUND, "PICTURES"), (PICTURES, "PICTURES"))),
    "{} fonts": ((PLAN, PROOF), ((FONTS, "FONTS"),)),
    "{} pieces of markup": ((PROOF,), ((FONTS, "REFUSED"),)),
    "{} hidden or unknown bytes": ((PLAN, PROOF), ((PICTURES, "HIDDEN"), (PICTURES, "UNKNOWN"))),
    "{} channels": ((PLAN,), (("tests/prove/test_site_comparison.py", "LEAKS"),)),
    "{} leaks": ((PROOF,), (("tests/prove/test_site_comparison.py", "LEAKS"),)),
    "{} attacks": ((PLAN, PROOF), (("tests/site/test_templates.py", "ATTACKS"), ("tests/site/test_templates.py", "THEME_ATTACKS"))),
    "{} whole builds": ((PROOF,), (("tests/cli/test_public_project.py", "REFUSED"),)),
    "{} places in style sheets": ((PROOF,), (("tests/prove/test_style_sheets.py", "PLANTED"),)),
    "{} templates of Material": ((PROOF,), (("tests/prove/test_style_sheets.py", "PARTIALS"),)),
    "{} kinds of settings": ((PLAN,), tuple(("tests/load/test_settings.py", name) for name in ("TOO_LARGE", "CODE", "INHERITED"))),
    "{} ways to name an account": ((PROOF,), (("tests/prove/test_account_leaks.py", "NAMED"),)),
    "{} values of tables": ((PLAN, PROOF), (("tests/site/test_account_privacy.py", "CANARIES"),)),
    "{} uses of regular expressions": ((PLAN,), (("tests/test_regular_expressions.py", "USES"),)),
}


@pytest.mark.parametrize(("phrase", "pages", "lists"), [(phrase, *rest) for phrase, rest in FIGURES.items()], ids=FIGURES)
def test_a_figure_is_what_is_counted(phrase: str, pages: tuple[str, ...], lists: tuple[tuple[str, str], ...]) -> None:
    sizes = [len(getattr(_module(path), name)) for path, name in lists]
    assert min(sizes) > 0
    for page in pages:
        file = ROOT / page
        text = file.read_text(encoding="utf-8")
        figures = re.findall(rf"\b(\d+) {re.escape(phrase.removeprefix('{} '))}\b", text)
        if os.environ.get("JOURNEYBOOK_REWRITE"):
            file.write_text(re.sub(rf"\b\d+( {re.escape(phrase.removeprefix('{} '))})\b", rf"{sum(sizes)}\1", text), encoding="utf-8")
        else:
            assert figures != [], f"{page} says nothing of {phrase}"
            assert set(figures) == {str(sum(sizes))}, f"{page}: JOURNEYBOOK_REWRITE=1 pytest {Path(__file__).relative_to(ROOT)}"
        assert all(f"`{path}`" in text for path, _ in lists), page


def test_every_test_that_a_page_names_is_there() -> None:
    named = {
        name for page in (PLAN, PROOF, PROMISES) for name in re.findall(r"`(tests/[\w/]+\.py)`", (ROOT / page).read_text(encoding="utf-8"))
    }
    assert len(named) > 40
    assert [name for name in sorted(named) if not (ROOT / name).is_file()] == []


def test_every_promise_names_its_test() -> None:
    promised = (ROOT / PROMISES).read_text(encoding="utf-8").partition("## What Journeybook promises")[2].partition("Each of these")[0]
    promises = re.split(r"^- ", promised, flags=re.MULTILINE)[1:]
    assert len(promises) > 9
    assert [promise for promise in promises if "`tests/" not in promise] == []


def test_every_test_of_the_plan_has_its_row() -> None:
    rows = re.findall(r"^\| (T-[A-Z0-9-]+) \|", (ROOT / PLAN).read_text(encoding="utf-8"), re.MULTILINE)
    assert (len(rows), len(set(rows))) == (32, 32)


@cache
def _module(path: str) -> ModuleType:
    """Return a module of tests, loaded once more beside the one that runs."""
    spec = spec_from_file_location(f"counted_{Path(path).stem}", ROOT / path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
