"""Finding files: the same list on every machine, no link followed, every odd name said."""

import errno
import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from journeybook.findings import Finding, Level, Place
from journeybook.load.discover import Discovery, ProjectFile, ProjectMissing, discover, read_project_file, require_project

LINK = ("FILE-LINK", "This is a link; links are not followed.", "Put the file itself here.")
RENAME = "Rename it: small letters, digits and hyphens work everywhere."
UNREAD_TABLE = "Tables are .csv, .tsv, .txt or .parquet files: unpack what is compressed, and save a workbook as CSV."
UNREAD = "Journeys are read from .yml files, figures from journeys/metrics/*.csv; other files belong into journeys/resources/."


def make(project: Path, *paths: str) -> Path:
    for path in paths:
        target = project / "journeys" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.encode("utf-8", "surrogateescape"))
    return project


def error(path: str, rule: str, message: str, hint: str) -> Finding:
    return Finding(Place(path), Level.ERROR, rule, message, hint)


def test_files_come_sorted_with_their_bytes(tmp_path: Path) -> None:
    make(
        tmp_path,
        "maps/b.yml",
        "maps/a/z.yaml",
        "atlas.yml",
        "metrics/m.csv",
        "resources/deep/r.pdf",
        "resources/x.yml",
        "schema/s.json",
        ".hidden",
        "maps/.x.yml",
    )
    expected = (
        ProjectFile("journeys/atlas.yml", b"atlas.yml"),
        ProjectFile("journeys/maps/a/z.yaml", b"maps/a/z.yaml"),
        ProjectFile("journeys/maps/b.yml", b"maps/b.yml"),
        ProjectFile("journeys/metrics/m.csv"),
        ProjectFile("journeys/resources/deep/r.pdf"),
        ProjectFile("journeys/resources/x.yml", b"resources/x.yml"),
    )
    assert discover(tmp_path) == Discovery(expected, ())


def test_the_order_of_the_folder_does_not_matter(tmp_path: Path) -> None:
    names = ["c.yml", "a.yml", "b/d.yml", "b.yml", "a-b.yml", "a/c.yml"]
    first, second = make(tmp_path / "one", *names), make(tmp_path / "two", *reversed(names))
    assert discover(first) == discover(second)
    assert [file.path for file in discover(first).files] == sorted(f"journeys/{name}" for name in names)


@pytest.mark.parametrize(
    "name", ["notes.txt", "atlas.yml~", "maps/picture.png", "metrics/m.xlsx", "table.csv", "schema/x.txt", "maps/A.YML", "resources"]
)
def test_a_file_that_nothing_reads_is_a_warning(tmp_path: Path, name: str) -> None:
    place = Place(f"journeys/{name}")
    assert discover(make(tmp_path, name)) == Discovery(
        (), (Finding(place, Level.WARNING, "FILE-KIND", "Nothing reads this file.", UNREAD_TABLE if "metrics" in name else UNREAD),)
    )


def test_what_an_import_left_over_is_not_read_and_no_finding(tmp_path: Path) -> None:
    make(tmp_path, "import/board-left-over.csv", "import/maps-board.yml", "important.csv")
    found = discover(tmp_path)
    assert [file.path for file in found.files] == []
    assert [finding.place.file for finding in found.findings] == ["journeys/important.csv"]


def test_every_kind_of_link_is_refused(tmp_path: Path) -> None:
    outside = make(tmp_path / "outside", "secret.yml")
    project = make(tmp_path / "project", "atlas.yml", "maps/a.yml")
    home = project / "journeys"
    (home / "file.yml").symlink_to(outside / "journeys" / "secret.yml")
    (home / "folder").symlink_to(outside / "journeys")
    (home / "inside.yml").symlink_to(home / "atlas.yml")
    (home / "dangling.yml").symlink_to("nowhere")
    (home / "maps" / "loop").symlink_to(home / "maps")
    found = discover(project)
    assert [file.path for file in found.files] == ["journeys/atlas.yml", "journeys/maps/a.yml"]
    names = ["dangling.yml", "file.yml", "folder", "inside.yml", "maps/loop"]
    assert found.findings == tuple(error(f"journeys/{name}", *LINK) for name in names)


def test_the_folder_itself_may_not_be_a_link(tmp_path: Path) -> None:
    outside = make(tmp_path / "outside", "secret.yml")
    (tmp_path / "journeys").symlink_to(outside / "journeys")
    assert discover(tmp_path) == Discovery((), (error("journeys", *LINK),))


WINDOWS, EVERYWHERE = "is reserved in Windows", "holds a character that files cannot have everywhere"
NAMES = [
    *((name, WINDOWS) for name in ("con.yml", "NUL", "aux.tar.yml", "com1.yml", "LPT9.yml", "prn")),
    *(
        (name, EVERYWHERE)
        for name in ("a\nb.yml", "a\tb.yml", "a\x1b.yml", "a\u202eb.yml", "a:b.yml", "a?.yml", "a\\b.yml", 'a"b.yml', "a|b.yml", "a<b.yml")
    ),
    ("cafe\u0301.yml", "writes its accents as characters of their own (NFD)"),
    *((name, "begins or ends with a space or ends with a dot") for name in ("a.yml ", " a.yml", "a.yml.")),
]


@pytest.mark.parametrize(("name", "fault"), NAMES)
def test_unsafe_names_are_refused(tmp_path: Path, name: str, fault: str) -> None:
    assert discover(make(tmp_path, name)) == Discovery((), (error(f"journeys/{name}", "FILE-NAME", f"This name {fault}.", RENAME),))


def test_a_folder_with_an_unsafe_name_is_not_entered(tmp_path: Path) -> None:
    assert discover(make(tmp_path, "con/a.yml")) == Discovery((), (error("journeys/con", "FILE-NAME", f"This name {WINDOWS}.", RENAME),))


def test_a_name_that_is_not_utf8_is_refused_and_can_be_printed(tmp_path: Path) -> None:
    (tmp_path / "journeys").mkdir()
    Path(os.fsdecode(os.fsencode(tmp_path / "journeys") + b"/a\xff.yml")).touch()
    assert discover(tmp_path) == Discovery((), (error("journeys/a\ufffd.yml", "FILE-NAME", "This name is not written in UTF-8.", RENAME),))


def test_names_that_differ_in_capitals_only_are_refused(tmp_path: Path) -> None:
    found = discover(make(tmp_path, "Foo.yml", "foo.yml", "maps/foo.yml"))
    assert [file.path for file in found.files] == ["journeys/Foo.yml", "journeys/maps/foo.yml"]
    message = "This name differs from Foo.yml only in capital letters; many computers take both for one file."
    assert found.findings == (error("journeys/foo.yml", "FILE-NAME", message, "Rename one of the two."),)


def test_what_is_no_ordinary_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = make(tmp_path, "atlas.yml") / "journeys"
    os.mkfifo(home / "pipe.yml")
    monkeypatch.chdir(home)
    with socket.socket(socket.AF_UNIX) as door:
        door.bind("door.yml")
    odd = ("FILE-KIND", "This is not an ordinary file.", "Remove it from the folder of the journeys.")
    assert discover(tmp_path).findings == (error("journeys/door.yml", *odd), error("journeys/pipe.yml", *odd))


FOLDER = ("FILE-KIND", "This is a folder, and its name ends like that of a file.", "Put the file here, or rename the folder.")


@pytest.mark.parametrize(
    "name", ["maps/first-map.yml", "atlas.yml", "plays/a.yaml", "maps/B.YML", "metrics/m.csv", "resources/r.yml", "a.yml/b.yml"]
)
def test_a_folder_that_is_called_like_a_file_is_refused(tmp_path: Path, name: str) -> None:
    (make(tmp_path, "teams.yml") / "journeys" / name).mkdir(parents=True)
    found = discover(tmp_path)
    assert [file.path for file in found.files] == ["journeys/teams.yml"]
    folders = ["a.yml", "a.yml/b.yml"] if name == "a.yml/b.yml" else [name]
    assert found.findings == tuple(error(f"journeys/{folder}", *FOLDER) for folder in folders)


def test_files_in_a_folder_that_is_called_like_a_file_are_known_all_the_same(tmp_path: Path) -> None:
    found = discover(make(tmp_path, "maps/a.yml/b.yml"))
    assert found == Discovery((ProjectFile("journeys/maps/a.yml/b.yml", b"maps/a.yml/b.yml"),), (error("journeys/maps/a.yml", *FOLDER),))


def test_a_huge_file_is_not_read_whole(tmp_path: Path) -> None:
    make(tmp_path, "atlas.yml")
    os.truncate(tmp_path / "journeys" / "atlas.yml", 5_000_000_000)
    (file,) = discover(tmp_path).files
    assert file.data is not None
    assert len(file.data) == 1_000_001


def unreadable(path: str, noun: str) -> Finding:
    return error(path, "FILE-KIND", f"This {noun} may not be read by whoever runs this.", "Give yourself the right to read it.")


@pytest.mark.parametrize("name", ["maps/a.yml", "resources/plan.pdf", "metrics/m.csv"])
def test_a_file_that_we_may_not_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    make(tmp_path, "atlas.yml", name)
    real = os.open

    def refuse(path: Path, *options: int) -> int:
        if Path(path).name == Path(name).name:
            raise PermissionError(13, "Permission denied", path)
        return real(path, *options)

    monkeypatch.setattr(os, "open", refuse)
    assert discover(tmp_path) == Discovery((ProjectFile("journeys/atlas.yml", b"atlas.yml"),), (unreadable(f"journeys/{name}", "file"),))


def test_a_folder_that_we_may_not_look_into_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, "atlas.yml", "maps/a.yml")
    real = Path.iterdir

    def refuse(path: Path) -> Iterator[Path]:
        if path.name == "maps":
            raise PermissionError(13, "Permission denied", path)
        return real(path)

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert discover(tmp_path) == Discovery((ProjectFile("journeys/atlas.yml", b"atlas.yml"),), (unreadable("journeys/maps", "folder"),))


def test_a_disk_that_fails_is_not_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, "atlas.yml")

    def fail(*_: object) -> int:
        raise OSError(errno.EIO, "Input/output error", "atlas.yml")

    monkeypatch.setattr(os, "open", fail)
    with pytest.raises(OSError, match="Input/output"):
        discover(tmp_path)


def test_a_missing_folder_is_not_an_empty_one(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        discover(tmp_path)


def test_content_reads_one_file_inside_the_project(tmp_path: Path) -> None:
    make(tmp_path, "metrics/m.csv")
    assert read_project_file(tmp_path, "journeys/metrics/m.csv", most=100) == b"metrics/m.csv"
    assert read_project_file(tmp_path, "journeys/metrics/m.csv", most=3) == b"metr"


@pytest.mark.parametrize(
    "path",
    ["", ".", "..", "../x", "journeys/../../x", "/etc/passwd", "journeys", "journeys/link.csv", "linked/m.csv", "missing.csv", "file:///x"],
)
def test_content_reads_nothing_else(tmp_path: Path, path: str) -> None:
    project = make(tmp_path / "project", "metrics/m.csv")
    (project / "journeys" / "link.csv").symlink_to(project / "journeys" / "metrics" / "m.csv")
    (project / "linked").symlink_to(project / "journeys" / "metrics")
    with pytest.raises(OSError, match=r"not a path inside|behind a link|not an ordinary file|No such file"):
        read_project_file(project, path, most=10)


def test_a_project_is_required(tmp_path: Path) -> None:
    with pytest.raises(ProjectMissing) as missing:
        require_project(tmp_path)
    assert (
        str(missing.value)
        == f"{tmp_path} holds no journeys/atlas.yml: go to the folder of your project, or begin a new one with journeybook init."
    )
    make(tmp_path, "atlas.yaml")
    with pytest.raises(ProjectMissing) as misnamed:
        require_project(tmp_path)
    assert str(misnamed.value) == f"{tmp_path}: rename journeys/atlas.yaml to journeys/atlas.yml."
    require_project(make(tmp_path, "atlas.yml"))


def test_a_project_that_cannot_be_looked_for_is_not_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="File name too long"):
        require_project(tmp_path / ("x" * 5_000))
    (tmp_path / "file").touch()
    with pytest.raises(ProjectMissing):
        require_project(tmp_path / "file")
