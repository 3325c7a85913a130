"""Packs a folder into an archive whose bytes follow from its content alone."""

import os
import tempfile
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from journeybook.publish.normalise import FILE_MODE

UNIX = 3


def pack(folder: Path, file: Path, *, top: str) -> None:
    """Write every file of a folder into a zip, inside one folder of the name `top`; the old file stays until the new one is whole."""
    handle, name = tempfile.mkstemp(prefix=f".{file.name}-", dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as output:
            with ZipFile(output, "w", ZIP_DEFLATED, compresslevel=9) as archive:
                for path in sorted(path for path in folder.rglob("*") if path.is_file()):
                    archive.writestr(_entry(f"{top}/{path.relative_to(folder).as_posix()}"), path.read_bytes())
            output.flush()
            os.fsync(output.fileno())
        Path(name).chmod(FILE_MODE)
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _entry(name: str) -> ZipInfo:
    """Return what the archive says of a file: the first day that archives know, the usual rights, and nothing of this machine."""
    entry = ZipInfo(name)
    entry.compress_type = ZIP_DEFLATED
    entry.create_system = UNIX
    entry.external_attr = FILE_MODE << 16
    return entry
