"""The record of what a published site was made from: it lies beside the copies, and counts for the copy that readers see alone."""

import json
from pathlib import Path

from journeybook.publish.exchange_file import exchange_file
from journeybook.publish.exchange_site import COPIES

Content = dict[str, str]
"""A digest of each part of what a site shows, by the name of the part."""


def write_record(site: Path, content: Content) -> None:
    """Record what the site that has just been exchanged was made from; raises OSError where it cannot be written."""
    with exchange_file(_record(site)) as output:
        output.write(json.dumps({"copy": _copy(site), "content": content}, indent=1).encode("utf-8"))


def read_record(site: Path) -> Content | None:
    """Return what a site was made from; none where nobody recorded it, or another site stands there now."""
    try:
        record = json.loads(_record(site).read_bytes())
        content = record["content"] if record["copy"] == _copy(site) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return content if isinstance(content, dict) else None


def _record(site: Path) -> Path:
    return site.parent / COPIES / f"{site.name}.json"


def _copy(site: Path) -> str:
    return str(site.readlink()) if site.is_symlink() else ""
