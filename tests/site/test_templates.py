"""What Jinja in public pages and in a project's theme can reach: plain values and the macros, and neither the machine nor the atlas."""

import logging
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment
from jinja2.exceptions import SecurityError, TemplateAssertionError, TemplateNotFound, UndefinedError
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from small_atlas import write_project

from journeybook.audience.build_request import UNPROVED
from journeybook.render.sandbox import PageSandbox
from journeybook.site import limited_process
from journeybook.site.build_state import BUILD
from journeybook.site.templates import TOO_MUCH, sandbox_pages, sandbox_theme

REFUSED = (SecurityError, UndefinedError, TemplateNotFound, TemplateAssertionError, TypeError, OverflowError, LookupError, RuntimeError)


@pytest.fixture(scope="module")
def configured(tmp_path_factory: pytest.TempPathFactory) -> MkDocsConfig:
    """Return the configuration of a public site whose plugins are ready, as MkDocs has it when it reads the first page."""
    return configure(write_project(tmp_path_factory.mktemp("templates")))


def configure(project: Path, settings: str = "mkdocs.yml") -> MkDocsConfig:
    config = load_config(str(project / settings))
    config.plugins.on_startup(command="build", dirty=False)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv(UNPROVED, "1")
        config = config.plugins.on_config(config)
    config.plugins.on_pre_build(config=config)
    return config


@pytest.fixture
def page(configured: MkDocsConfig) -> Page:
    page = Page("Hello", File.generated(configured, "public/hello.md", content="# Hello\n"), configured)
    page.meta = {"title": "Hello", "days": [1, 2]}
    return page


@pytest.fixture
def rendered(configured: MkDocsConfig, page: Page) -> Callable[[str], str]:
    plugin: Any = configured.plugins["macros"]
    environment: PageSandbox = plugin.env
    return lambda text: PageSandbox.from_string(environment, text).render(**plugin.variables, page=page)


FAULTS = {
    "{{ nope }}": "'nope' is undefined",
    "{{ nope() }}": "'nope' is undefined",
    "{{ ''.__class__ }}": "access to attribute '__class__' of 'str' object is unsafe.",
    "{% nope %}": "Encountered unknown tag 'nope'.",
    "{{ 1 / 0 }}": "ZeroDivisionError: division by zero",
    "{{ [][1:2].nope.more }}": "'list object' has no attribute 'nope'",
    "{{ 'a' | nope }}": "No filter named 'nope'.",
}


@pytest.mark.parametrize(("call", "message"), FAULTS.items())
def test_what_a_page_may_not_call_is_a_fault_with_its_line(configured: MkDocsConfig, page: Page, call: str, message: str) -> None:
    plugin: Any = configured.plugins["macros"]
    ours: Any = configured.plugins["journeybook"]
    source = f"---\ntitle: Hello\n---\n\n# Hello\n\n{call}\n"
    page.file = File.generated(configured, "public/hello.md", content=source)
    ours.stubs = {}
    ours.on_page_markdown(f"# Hello\n\n{call}\n", page=page, config=configured, files=Files([]))
    BUILD.faults.clear()
    try:
        assert plugin.env.from_string(f"# Hello\n\n{call}\n").render(**plugin.variables, page=page) == ""
        assert BUILD.faults == [f"docs/public/hello.md:7: {message}"]
    finally:
        BUILD.faults.clear()


PAGES = {
    "{{ page.title }} {{ page.meta.days | join('-') }}": "Hello 1-2",
    "{% for day in range(2) %}{{ loop.index }}{% endfor %}{{ 'a'.upper() }}{{ [1, 2].index(2) }}": "12A1",
    "{% set x = namespace(y=1) %}{% macro m(z) %}<{{ z }}>{% endmacro %}{{ m(x.y) }}": "<1>",
    "{{ page.url }} {{ {'a': 1}.items() | list }}": "public/hello/ [('a', 1)]",
}


@pytest.mark.parametrize(("text", "wanted"), PAGES.items())
def test_a_page_may_use_values_loops_and_macros(rendered: Callable[[str], str], text: str, wanted: str) -> None:
    assert rendered(text) == wanted
    assert "data-journeybook" in rendered("{{ landing() }}")


ATTACKS = (
    "{{ config.plugins.journeybook.good.atlas }}",
    "{{ config['plugins']['journeybook'].good }}",
    "{{ environment.system }}",
    "{{ git.author }}",
    "{{ plugin.include_dir }}",
    "{{ files.src_uris }}",
    "{{ navigation.pages }}",
    "{{ macros.landing.__globals__ }}",
    "{{ context() }}",
    "{{ macros_info() }}",
    "{{ now() }}",
    "{{ [1] | pretty }}",
    "{{ 'x' | render }}",
    "{{ self.__init__.__globals__ }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ lipsum.__globals__['os'].environ }}",
    "{{ landing.__globals__ }}",
    "{{ landing.__wrapped__ }}",
    "{{ page.file.content_string }}",
    "{{ page.file.abs_src_path }}",
    "{{ page.file.generated }}",
    "{{ page['file'] | attr('src_dir') }}",
    "{{ page | attr('file') }}",
    "{{ [page] | map(attribute='file.src_path') | list }}",
    "{{ page.read_source(none) }}",
    "{{ page.parent.children }}{{ page.toc.items }}",
    "{{ '{0.file.src_dir}'.format(page) }}",
    "{{ ('%s' | attr('format_map'))({}) }}",
    "{{ page.meta.update({'a': 1}) }}",
    "{{ loop.__class__ }}",
    "{% include '/etc/passwd' %}",
    "{% include '../mkdocs.yml' %}",
    "{% import '../journeys/atlas.yml' as x %}",
    "{{ range(10 ** 9) }}",
)


@pytest.mark.parametrize("text", ATTACKS)
def test_a_page_reaches_nothing_else(rendered: Callable[[str], str], text: str) -> None:
    with pytest.raises(REFUSED):
        rendered(text)


@pytest.fixture(scope="module")
def internal(tmp_path_factory: pytest.TempPathFactory) -> MkDocsConfig:
    """Return the configuration of an internal site whose plugins are ready."""
    return configure(write_project(tmp_path_factory.mktemp("internal")), "mkdocs.internal.yml")


@pytest.fixture
def written(internal: MkDocsConfig) -> Callable[[str, str], str]:
    """Write the Markdown of a hand-written page of the internal site, as MkDocs lets the macros plugin do it."""

    def write(path: str, text: str) -> str:
        page = Page("Hello", File(path, str(internal.docs_dir), str(internal.site_dir), use_directory_urls=True), internal)
        page.meta = {"render_macros": True}
        plugin: Any = internal.plugins["macros"]
        BUILD.page, BUILD.is_hand_written, BUILD.source, BUILD.lines_before, BUILD.faults = path, True, text, 0, []
        return str(plugin.on_page_markdown(text, page=page, config=internal))

    return write


ENDLESS = (
    "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}",
    "{{ 'x' * 10 ** 9 }}",
    "{{ 7 ** (10 ** 9) % 2 }}",
    "{{ 'x' | center(10 ** 9) }}",
    "{{ '%999999999d' % 1 }}",
    "{{ ('a' * 30000) | join('b' * 30000) }}",
    "{% set x = namespace(y='x') %}{% for a in range(99) %}{% set x.y = x.y ~ x.y %}{% endfor %}",
    "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(40) }}",
    "{% for a in range(6000) %}{% raw %}" + "{{ text }}" * 10 + "{% endraw %}{% endfor %}",
)


@pytest.mark.parametrize("path", ["public/hello.md", "hello.md"])
@pytest.mark.parametrize("text", ENDLESS)
def test_a_page_that_takes_too_much_is_named(
    written: Callable[[str, str], str], monkeypatch: pytest.MonkeyPatch, path: str, text: str
) -> None:
    monkeypatch.setattr(limited_process, "PROCESS_SECONDS", 1)  # test_limited_process waits for the whole limit
    with pytest.raises(PluginError, match=f"^docs/{path}: {re.escape(TOO_MUCH)}$"):
        written(path, text)


def test_a_page_that_fails_is_named_in_one_line(written: Callable[[str, str], str]) -> None:
    assert written("hello.md", "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}") == ""
    assert [re.sub("exceeded.*", "exceeded", fault) for fault in BUILD.faults] == [
        "docs/hello.md:1: RecursionError: maximum recursion depth exceeded"
    ]


@pytest.mark.parametrize("text", ["{{ 'x' * 10 ** 9 }}", "{{ ('a' * 30000) | join('b' * 30000) }}"])
def test_a_page_that_takes_too_much_is_named_where_the_macros_plugin_goes_on_after_errors(
    internal: MkDocsConfig, written: Callable[[str, str], str], monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    plugin: Any = internal.plugins["macros"]
    monkeypatch.setitem(plugin.config, "on_error_fail", value=False)
    with pytest.raises(PluginError, match=re.escape(TOO_MUCH)):
        written("hello.md", text)


def test_what_a_page_logs_reaches_whoever_counts_warnings(
    internal: MkDocsConfig, written: Callable[[str, str], str], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    plugin: Any = internal.plugins["macros"]
    monkeypatch.setitem(plugin.variables, "warn", get_plugin_logger("steps").warning)
    with caplog.at_level(logging.INFO, "mkdocs"):
        assert written("hello.md", "{{ warn('mind the step: 100 %') }}{{ 1 / 0 }}") == ""
    assert [(record.name, record.levelname, record.message.splitlines()[-1]) for record in caplog.records] == [
        ("mkdocs.plugins.steps", "WARNING", "steps: mind the step: 100 %"),
        ("mkdocs.plugins.journeybook", "INFO", "ZeroDivisionError: division by zero"),
    ]


def test_a_page_for_customers_is_in_the_sandbox_on_the_internal_site_and_others_are_not(written: Callable[[str, str], str]) -> None:
    assert written("hello.md", "{{ config.site_name }}") == "Tern Tours · journeys"
    assert written("public/hello.md", "{{ page.title }} {{ landing() }}").startswith("Hello \n\n<div data-journeybook=")
    assert written("public/hello.md", "{{ config.site_name }}") == ""
    assert BUILD.faults == ["docs/public/hello.md:1: 'config' is undefined"]
    assert written("hello.md", "{{ config.site_name }}") == "Tern Tours · journeys"


THEME = {
    "{{ config.site_name }} {{ config.theme.name }} {{ page.title }} {{ page.file.src_uri }}": "Tern Tours",
    "{{ 'macros' in config.plugins }} {{ config.plugins['macros'].config.on_undefined }}": "True strict",
    "{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}x{% endcall %}{{ 'a b'.split(' ') | join }}": "xab",
}


@pytest.fixture
def theme(configured: MkDocsConfig) -> Environment:
    return sandbox_theme(configured.theme.get_env())


@pytest.mark.parametrize(("text", "wanted"), THEME.items())
def test_a_theme_reads_the_settings(configured: MkDocsConfig, page: Page, theme: Environment, text: str, wanted: str) -> None:
    assert wanted in theme.from_string(text).render(config=configured, page=page)


THEME_ATTACKS = (
    "{{ config.plugins.journeybook.good.atlas }}",
    "{{ config.plugins['journeybook'] | attr('good') }}",
    "{{ config.plugins.macros.env }}",
    "{{ config.plugins.macros.variables }}",
    "{{ config.load_file('/etc/passwd') }}",
    "{{ config.theme.get_env() }}",
    "{{ config.plugins.run_event('startup') }}",
    "{{ page.file.generated(config, 'x', abs_src_path='/etc/passwd').content_string }}",
    "{{ page.read_source(config) }}",
    "{{ files.append(page.file) }}",
    "{{ cycler.__init__.__globals__ }}",
    "{{ url.__globals__ }}",
    "{{ config.__class__ }}",
    "{{ config.update({'site_name': 'x'}) }}",
    "{{ module.os }}",
    "{{ module.path }}",
    "{{ page.abs_url.__class__ }}",
)


@pytest.mark.parametrize("text", THEME_ATTACKS)
def test_a_theme_reaches_no_plugin_no_file_and_no_module(configured: MkDocsConfig, page: Page, theme: Environment, text: str) -> None:
    """What may not be read is nothing, as in all templates of a theme; what is made of it is refused."""
    context = {"config": configured, "page": page, "files": Files([]), "module": os}
    try:
        text = theme.from_string(text).render(context)
    except REFUSED:
        return
    assert text == ""


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("strict: true", "strict: true\nextra_templates: [public/a.html]", "extra_templates run outside of the sandbox"),
        ("modules: [journeybook.site.macros]", "modules: [journeybook.site.macros], include_dir: /etc", "/etc lies outside of the project"),
    ],
)
def test_what_no_sandbox_can_hold_is_said(tmp_path: Path, old: str, new: str, message: str) -> None:
    project = write_project(tmp_path)
    settings = project / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    assert old in text
    settings.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(PluginError, match=message):
        configure(project)


def test_a_site_without_the_macros_plugin_needs_no_sandbox(configured: MkDocsConfig) -> None:
    config = load_config(str(configured.config_file_path))
    del config.plugins["macros"]
    sandbox_pages(config)
    assert "macros" not in config.plugins
