"""Packs a folder into an archive whose bytes follow from its content alone."""

from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from journeybook.publish.exchange_file import exchange_file
from journeybook.publish.normalise import FILE_MODE

UNIX = 3


def pack(folder: Path, file: Path, *, top: str) -> None:
    """Write every file of a folder into a zip, inside one folder of the name `top`; the old file stays until the new one is whole."""
    with exchange_file(file) as output, ZipFile(output, "w", ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            archive.writestr(_entry(f"{top}/{path.relative_to(folder).as_posix()}"), path.read_bytes())


def _entry(name: str) -> ZipInfo:
    """Return what the archive says of a file: the first day that archives know, the usual rights, and nothing of this machine."""
    entry = ZipInfo(name)
    entry.compress_type = ZIP_DEFLATED
    entry.create_system = UNIX
    entry.external_attr = FILE_MODE << 16
    return entry
