"""Compiled templates are kept where Python keeps compiled modules, and are taken only for the text and the settings they were made of."""

import functools
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader
from jinja2.sandbox import SandboxedEnvironment
from mkdocs.theme import Theme

from journeybook.render import environment as our_environment
from journeybook.render import template_cache
from journeybook.render.template_cache import LiveTemplateCache, TemplateCache

TEMPLATE = "{% for number in numbers %}\n{{ number }}, {% endfor %}{{ name.upper() }}"
GIVEN = {"numbers": [1, 2], "name": "<tern>"}


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
    """List the names of the templates that are compiled from now on."""
    names: list[str | None] = []
    compile_template = Environment._generate

    def generate(self: Environment, source: Any, name: str | None, *rest: Any, **options: Any) -> str:
        names.append(name)
        return compile_template(self, source, name, *rest, **options)

    monkeypatch.setattr(Environment, "_generate", generate)
    return names


@pytest.fixture
def render(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Render a template of a folder in a new environment, as a new process does, with a cache of its own."""
    monkeypatch.setattr(template_cache, "_HOME", tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    templates = tmp_path / "templates"
    templates.mkdir()
    (templates / "page.html").write_text(TEMPLATE, encoding="utf-8")

    def render_anew(
        kind: type[Environment] = Environment, folder: str = "templates", cache: type[TemplateCache] = TemplateCache, **settings: Any
    ) -> str:
        environment = kind(loader=FileSystemLoader(templates), **settings)
        environment.bytecode_cache = cache(environment, tmp_path / folder)
        return environment.get_template("page.html").render(GIVEN)

    return render_anew


def kept(folder: Path) -> int:
    return len(list(folder.glob("__pycache__/template-*.pyc")))


def test_a_template_is_compiled_once(render: Callable[..., str], compiled: list[str | None], tmp_path: Path) -> None:
    assert (render(), render()) == ("\n1, \n2, <TERN>",) * 2
    assert (compiled, kept(tmp_path)) == (["page.html"], 1)


def test_another_text_is_compiled_anew(render: Callable[..., str], compiled: list[str | None], tmp_path: Path) -> None:
    render()
    (tmp_path / "templates" / "page.html").write_text("{{ name }}", encoding="utf-8")
    assert (render(), len(compiled)) == ("<tern>", 2)


def test_other_settings_have_templates_of_their_own(render: Callable[..., str], compiled: list[str | None], tmp_path: Path) -> None:
    for _ in range(2):
        assert render() == "\n1, \n2, <TERN>"
        assert render(trim_blocks=True) == "1, 2, <TERN>"
        assert render(autoescape=True) == "\n1, \n2, &lt;TERN&gt;"
        assert render(extensions=["jinja2.ext.do"]) == "\n1, \n2, <TERN>"
        assert render(SandboxedEnvironment) == "\n1, \n2, <TERN>"
    assert (len(compiled), kept(tmp_path)) == (5, 5)


def test_templates_of_other_folders_are_not_kept(render: Callable[..., str], compiled: list[str | None], tmp_path: Path) -> None:
    assert (render(folder="elsewhere"), render(folder="elsewhere"), len(compiled)) == ("\n1, \n2, <TERN>", "\n1, \n2, <TERN>", 2)
    assert kept(tmp_path) == 0


def test_where_python_keeps_nothing_no_template_is_kept(
    render: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "__pycache__").write_text("no folder", encoding="utf-8")
    assert render() == "\n1, \n2, <TERN>"
    (tmp_path / "__pycache__").unlink()
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert (render(), kept(tmp_path)) == ("\n1, \n2, <TERN>", 0)


@pytest.mark.parametrize("harm", [b"", b"j2", b"nothing of the kind"])
def test_a_broken_file_is_written_anew(render: Callable[..., str], compiled: list[str | None], tmp_path: Path, harm: bytes) -> None:
    render()
    (file,) = tmp_path.glob("__pycache__/template-*.pyc")
    whole = file.read_bytes()
    for broken in (harm, whole[: len(whole) // 2]):
        file.write_bytes(broken)
        assert render() == "\n1, \n2, <TERN>"
        assert file.read_bytes() == whole
    assert len(compiled) == 3


@pytest.mark.parametrize("make", [our_environment._environment.__wrapped__, Theme(name="material").get_env])
def test_no_filter_is_called_while_templates_are_compiled(make: Callable[[], Environment], compiled: list[str | None]) -> None:
    """Else what it answered would be kept, and a newer filter would not be asked."""
    environment = make()
    called: list[str] = []
    environment.filters["date"] = str  # that of Material's blog
    for table in (environment.filters, environment.tests):
        table.update({name: heard(name, function, called) for name, function in table.items()})
    assert environment.loader
    for name in environment.list_templates(extensions=["html", "jinja"]):
        environment.compile(environment.loader.get_source(environment, name)[0], name)
    assert len(compiled) > 30
    assert called == []
    environment.from_string("{{ 'a' | upper }}")
    assert called == ["upper"]


def heard(name: str, function: Any, called: list[str]) -> Callable[..., Any]:
    """Return a filter that tells when it is called."""

    @functools.wraps(function)
    def call(*arguments: Any) -> Any:
        called.append(name)
        return function(*arguments)

    return call


@pytest.mark.parametrize("folder", ["templates", "elsewhere"])
def test_a_server_compiles_a_template_of_any_folder_again_only_when_its_text_or_the_settings_change(
    render: Callable[..., str], compiled: list[str | None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    monkeypatch.setattr(LiveTemplateCache, "kept", {})
    live = functools.partial(render, folder=folder, cache=LiveTemplateCache)
    assert [live(), live(), live(trim_blocks=True), live(trim_blocks=True)] == ["\n1, \n2, <TERN>"] * 2 + ["1, 2, <TERN>"] * 2
    assert (len(compiled), kept(tmp_path)) == (2, 2 if folder == "templates" else 0)
    (tmp_path / "templates" / "page.html").write_text("{{ name }}", encoding="utf-8")
    assert (live(), live(), len(compiled), len(LiveTemplateCache.kept)) == ("<tern>", "<tern>", 3, 2)
