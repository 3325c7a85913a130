"""What sites publish as it is: no links, nothing but files, and nothing that a browser runs or fetches."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from journeybook.load.active_content import active_content
from journeybook.load.static_files import LARGEST_FILE, MOST_BYTES, static_file_findings

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:h="http://www.w3.org/1999/xhtml" {}</svg>'
HTML = "<!DOCTYPE html><html><body><div><p{}</p></div></body></html>"

HARMLESS = {
    "drawing.svg": [
        '><title>Plan "A" &amp; more</title><path d="M0 0L1 1" fill="url(#shade)" style="stroke: #333; marker-end: url(\'#end\')"/>',
        '><style>.a { fill: #fff; mask: url(#m) } @font-face { src: url("data:font/woff2;base64,AAAA") }</style><use xlink:href="#a"/>',
        '><image href="data:image/png;base64,AAAA"/><a href="https://example.org/"><text x="1">url(//a) on=1 javascript:</text></a>',
        '><animate attributeName="opacity" from="0" to="1"/><a xlink:href="../plan/#first"/><metadata>once</metadata>',
    ],
    "page.html": [
        ">A text &lt;b&gt; &amp; more: a &gt; b",
        '><a href="https://example.org/a?b=1&amp;c">out</a> <a href="plan.html#x">in</a> <img src="logo.png" alt="on=load"/>',
        '><em class="a" style="color: red">red</em></p><table><tr><td>1<br/></td></tr></table><p>',
    ],
}
ACTIVE = {
    "drawing.svg": [
        "><script>alert(1)</script>",
        '><script href="x.js"/>',
        "><h:script>alert(1)</h:script>",
        '><h:img src="x"/>',
        "><foreignObject><p/></foreignObject>",
        ' onload="alert(1)">',
        '><rect ONCLICK="alert(1)"/>',
        '><a xlink:href="javascript:alert(1)"/>',
        '><a href="java&#10;script:alert(1)"/>',
        '><a href=" &#1;javascript:alert(1)"/>',
        '><a href="data:text/html,x"/>',
        '><image href="https://example.org/a.png"/>',
        '><image xlink:href="//example.org/a.png"/>',
        '><image href="\\\\example.org\\a.png"/>',
        '><use href="data:image/svg+xml,x"/>',
        '><use xlink:href="http://example.org/a.svg#x"/>',
        '><feImage href="https://example.org/a.png"/>',
        '><rect fill="url(https://example.org/a.svg#x)"/>',
        "><rect style=\"fill: url( '//example.org/a' )\"/>",
        '><rect filter="u\\72l(//example.org/a)"/>',
        '><rect cursor="url(a.cur)"/>',
        '><style>@import "//example.org/a.css";</style>',
        "><style>@import url(a.css);</style>",
        "><style>a { background: URL(//example.org/a.png) }</style>",
        '><style>a { background: image-set("//example.org/a.png" 1x) }</style>',
        "><style>a { b\\61ckground: u\\72l(//example.org) }</style>",
        '><set attributeName="xlink:href" to="x"/>',
        '><set attributeName="onmouseover" to="x"/>',
        '><animate attributeName="href" values="#a;b"/>',
        '><animate attributeName="fill" to="url(//example.org/a)"/>',
        ' xml:base="https://example.org/">',
        "><handler>alert(1)</handler>",
        "><?xml-stylesheet href='a.xsl'?>",
        "><rect>",
        "><iframe src='a'/>",
    ],
    "page.html": [
        "><script>alert(1)</script>",
        "><SCRIPT SRC=//example.org/a.js></SCRIPT>",
        "><img src=x onerror=alert(1)>",
        '><img src="x"onerror="alert(1)">',
        "><img/src=x/onerror=alert(1)>",
        "><img src='x\" onerror=alert(1)>",
        "><svg><style><img src=x onerror=alert(1)></style></svg>",
        "><style><a></style/><img src=x onerror=alert(1)></style>",
        "><math><mi></math>",
        "><!--><img src=x onerror=alert(1)>-->",
        "><![CDATA[<img src=x onerror=alert(1)>]]>",
        "><?php <img src=x onerror=alert(1)> ?>",
        "><noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
        "><iframe srcdoc='<script>alert(1)</script>'></iframe>",
        '><a href="javascript:alert(1)">x</a>',
        '><a href="&#106;avascript:alert(1)">x</a>',
        "><meta http-equiv=refresh content='0; url=//example.org'>",
        "><base href=//example.org/>",
        "><link rel=stylesheet href=a.css>",
        "><img srcset='//example.org/a.png 1x'>",
        "><img src=https://example.org/a.png>",
        "><em style='background: url(//example.org/a.png)'>x</em>",
        "><form action=https://example.org/><input></form>",
        "><object data=a.svg></object>",
        "><video src=a.mp4></video>",
        "><em background=//example.org/a>x</em>",
        ">a <b",
        "><xmp><b></xmp>",
        ">\0<script>",
        ' onclick="alert(1)">',
        '><img src="x" onerror="alert(1)"/>',
        '><!--> <img src="x" onerror="alert(1)"/> -->',
        '><svg xmlns="http://www.w3.org/2000/svg"/>',
        '><link rel="stylesheet" href="a.css"/>',
        '><meta http-equiv="refresh" content="0; url=//example.org"/>',
        '><img srcset="//example.org/a.png 1x"/>',
        '><form action="https://example.org/"/>',
        "><br>",
    ],
}


def cases(table: dict[str, list[str]]) -> list[object]:
    return [pytest.param(name, text, id=f"{name} {number}") for name, texts in table.items() for number, text in enumerate(texts)]


@pytest.mark.parametrize(("name", "text"), cases(HARMLESS))
def test_what_only_shows_something_passes(name: str, text: str) -> None:
    assert active_content(name, (SVG if name.endswith("svg") else HTML).format(text).encode()) == []


@pytest.mark.parametrize(("name", "text"), cases(ACTIVE))
def test_what_runs_or_loads_is_told(name: str, text: str) -> None:
    for file in (name, "page.xhtml" if name.endswith("svg") else "PAGE.HTM"):
        faults = active_content(file, (SVG if name.endswith("svg") else HTML).format(text).encode())
        assert [(line, column > 0) for line, column, _ in faults][:1] == [(1, True)], text


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "iso-8859-1"])
def test_another_encoding_hides_nothing(encoding: str) -> None:
    head = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>'
    assert active_content("a.svg", (head + SVG.format(">é<script/>")).encode(encoding)) != []
    assert active_content("a.svg", (head + SVG.format(">é<g/>")).encode(encoding)) == []
    assert bool(active_content("a.html", HTML.format(">é<script>").encode(encoding)))


def test_a_drawing_of_a_drawing_program_passes() -> None:
    head = '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    assert active_content("a.svg", (head + SVG.format('><g id="a"/>')).encode()) == []


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.svg", b"<!DOCTYPE a [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]><a>&b;</a>"),
        ("a.svg", b"<a>" * 1_000_000),
        ("a.svg", b"<a " + b"a" * 4_000_000),
        *(
            ("a.html", piece * (4_000_000 // len(piece)))
            for piece in (b"<a ", b"<!--", b"<![", b"</", b"<a href='", b"<style></styl", b"x")
        ),
        ("a.svg", b"x" * 6_000_000),
        ("a.svg", SVG.format('><rect style="' + "image" * 50_000 + '"/><style>url(</style><script/>').encode()),
        ("a.svg", b""),
    ],
    ids=lambda part: part if isinstance(part, str) else str(part[:9]),
)
def test_a_hostile_file_ends_in_a_fault_and_in_time(name: str, data: bytes) -> None:
    start = time.process_time()
    assert active_content(name, data) != []
    assert time.process_time() - start < 5


def test_links_and_what_is_no_file_are_told_without_being_followed(tmp_path: Path) -> None:
    public, overrides, outside = tmp_path / "docs" / "public", tmp_path / "overrides" / "assets", tmp_path / "outside"
    for folder in (public, overrides, outside):
        folder.mkdir(parents=True)
    (outside / "secret.svg").write_text("<svg onload='x'/>", encoding="utf-8")
    (public / "page.md").write_text("Welcome", encoding="utf-8")
    (overrides / "x.js").symlink_to("/etc/passwd")
    (overrides / ".hidden.svg").symlink_to(outside / "secret.svg")
    (public / "folder").symlink_to(outside, target_is_directory=True)
    (public / "loop").symlink_to(public, target_is_directory=True)
    (public / "itself").symlink_to("itself")
    (public / "nowhere.md").symlink_to("gone.md")
    (public / "beside.md").symlink_to("page.md")
    os.mkfifo(public / "pipe.svg")
    os.mkfifo(public / "socket")
    findings = static_file_findings(tmp_path)
    assert [(finding.place.file, finding.rule) for finding in findings] == [
        (f"{path}", "FILE-PUBLISHED")
        for path in (
            *(f"docs/public/{name}" for name in ("beside.md", "folder", "itself", "loop", "nowhere.md", "pipe.svg", "socket")),
            "overrides/assets/.hidden.svg",
            "overrides/assets/x.js",
        )
    ]
    assert all("published" in finding.hint for finding in findings)


@pytest.mark.parametrize("name", ["docs", "docs/public", "overrides"])
def test_a_whole_folder_that_is_a_link_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "elsewhere" / "public").mkdir(parents=True)
    (tmp_path / "elsewhere" / "public" / "x.svg").write_text("<svg onload='x'/>", encoding="utf-8")
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    assert [str(finding.place) for finding in static_file_findings(tmp_path)] == [f"{name}:1:1"]


def test_a_finding_names_the_line_and_what_to_do(draw_project: Callable[[str], Path]) -> None:
    project = draw_project("""
        docs/
          public/
            plan.svg
              | <svg xmlns="http://www.w3.org/2000/svg">
              |   <g onclick="a()"/>
              | </svg>
            page.html
              | <p>Hello   <script/></p>
          internal.html
            | <script>
        overrides/
          main.html
            | <script>
          logo.svg
            | <svg><image href="https://example.org/a.png"/></svg>
    """)
    told = "This file is published as it is, and in it"
    save = "(Save it as plain SVG or XML, without programs and with its pictures inside.)"
    assert "".join(f"{finding}\n" for finding in static_file_findings(project)) == (
        f"docs/public/page.html:1:12 error FILE-ACTIVE {told} <script> runs or loads something. (Write it as a page in Markdown.)\n"
        f"docs/public/plan.svg:2:3 error FILE-ACTIVE {told} onclick runs a program. {save}\n"
        f"overrides/logo.svg:1:6 error FILE-ACTIVE {told} href leads elsewhere or runs a program: https://example.org/a.png. {save}\n"
    )


def test_files_of_resources_run_nothing_and_none_is_too_large(draw_project: Callable[[str], Path]) -> None:
    project = draw_project("""
        docs/
          public/
            film.webm
              | A
        journeys/
          resources/
            Plan.SVG
              | <svg xmlns="http://www.w3.org/2000/svg" onload="a()"/>
            plan.html
              | <p>Hello</p>
            page.htm
              | <p>Hello <script/></p>
            unnamed.svg
              | <svg onload="a()"/>
            film.webm
              | A
            small.webm
              | A
    """)
    for folder in ("docs/public", "journeys/resources"):
        os.truncate(project / folder / "film.webm", LARGEST_FILE + 1)
    names = ["Plan.SVG", "plan.html", "page.htm", "film.webm", "small.webm", "missing.pdf"]
    assert [(finding.place.file, finding.rule) for finding in static_file_findings(project, names)] == [
        ("docs/public/film.webm", "FILE-SIZE"),
        ("journeys/resources/Plan.SVG", "FILE-ACTIVE"),
        ("journeys/resources/film.webm", "FILE-SIZE"),
        ("journeys/resources/page.htm", "FILE-ACTIVE"),
    ]


def test_a_project_without_these_folders_has_nothing_to_tell(tmp_path: Path) -> None:
    assert static_file_findings(tmp_path) == ()


def test_files_that_are_too_large_alone_or_together_are_refused(tmp_path: Path) -> None:
    sizes = {f"docs/public/film-{number}.png": LARGEST_FILE for number in range(MOST_BYTES // LARGEST_FILE)}
    sizes |= {
        "journeys/resources/talk.pdf": 1,
        "journeys/resources/more.pdf": 1,
        "overrides/font.woff2": LARGEST_FILE + 1,
        "other/film.mp4": MOST_BYTES,
    }
    for name, size in sizes.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        with (tmp_path / name).open("wb") as file:
            file.truncate(size)
    assert [(finding.rule, finding.place.file) for finding in static_file_findings(tmp_path)] == [
        ("FILE-SIZE", "journeys/resources/more.pdf"),
        ("FILE-SIZE", "overrides/font.woff2"),
    ]
