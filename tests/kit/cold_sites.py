"""Builds sites anew, one after another, each in a copy of a process that has loaded everything, so that none knows of another."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

LOOP = """
import logging, os, sys
from mkdocs.commands.build import build
from mkdocs.config import load_config
import journeybook.site.plugin, journeybook.site.markdown, mkdocs_macros.plugin
logging.getLogger("mkdocs").addHandler(logging.StreamHandler())
for line in sys.stdin:
    settings, folder, date = line.rstrip("\\n").split("\\t")
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.chdir(os.path.dirname(settings))
            os.environ["SOURCE_DATE_EPOCH"] = date
            config = load_config(config_file=settings, site_dir=folder, strict=False)
            config.plugins.on_startup(command="build", dirty=False)
            build(config)
            code = 0
        finally:
            sys.stderr.flush()
            os._exit(code)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


class ColdSites:
    """Makes sites as a build makes them."""

    def __init__(self, environment: Mapping[str, str], log: Path) -> None:
        self._log = log
        with log.open("wb") as output:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-c", LOOP], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=output, text=True
            )

    def build(self, settings: Path, folder: Path, date: str) -> dict[str, bytes]:
        """Return every file of a site by its place."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{settings}\t{folder}\t{date}\n")
        self._process.stdin.flush()
        assert self._process.stdout.readline() == "0\n", self._log.read_text(encoding="utf-8")[-3000:]
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}

    def end(self) -> None:
        """End the process."""
        self._process.communicate()
