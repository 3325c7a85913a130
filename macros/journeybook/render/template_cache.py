"""Keeps compiled templates beside the compiled modules of this program, as Python does those: compiling takes a fifth of a small build.

Who can write there can exchange the program itself, so nobody gains a way in; and where Python may write no compiled modules, no
template is kept either. Templates of projects are never kept: what their filters and extensions do at compiling may change unseen.
"""

import sys
from contextlib import suppress
from hashlib import sha256
from importlib.machinery import SourceFileLoader
from importlib.metadata import version
from importlib.util import cache_from_source
from pathlib import Path
from types import CodeType
from typing import ClassVar

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

_HOME = Path(__file__).parent
_IN_MEMORY = "in memory: "


class TemplateCache(BytecodeCache):
    """The compiled templates of one folder, as this environment compiles them; Jinja itself compares the text of each."""

    def __init__(self, environment: Environment, folder: Path) -> None:
        """Keep the templates below a folder, which nobody changes but by installing something."""
        plain = {name: value for name, value in vars(environment).items() if isinstance(value, str | bool | int | None)}
        handed = sorted((name, str(getattr(kept, "jinja_pass_arg", ""))) for name, kept in environment.filters.items())
        self._settings = repr((version("jinja2"), type(environment), sorted(environment.extensions), sorted(plain.items()), handed))
        self._folder = folder

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Return the path of the file that keeps a template; none for a template of another folder."""
        if filename is None or not Path(filename).is_relative_to(self._folder):
            return ""
        key = sha256(f"{self._settings} {name} {filename}".encode()).hexdigest()
        return cache_from_source(str(_HOME / f"template-{key[:32]}.py"))

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take the compiled template from its file, where it is there and can be read."""
        if bucket.key:
            with suppress(OSError):
                bucket.bytecode_from_string(Path(bucket.key).read_bytes())

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Write the compiled template in one step, as Python writes a compiled module; where there is no leave or space, do not."""
        if bucket.key and not sys.dont_write_bytecode:
            SourceFileLoader("template", bucket.key).set_data(bucket.key, bucket.bytecode_to_string())


class LiveTemplateCache(TemplateCache):
    """Keeps compiled templates of every folder in this process as well, from one environment of the same programs to the next."""

    kept: ClassVar[dict[str, tuple[str, CodeType]]] = {}
    """Each template as it was last compiled, with the sum of its text."""

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Return the path of the file that keeps a template; for one of another folder what no path is."""
        return super().get_cache_key(name, filename) or f"{_IN_MEMORY}{self._settings} {name} {filename}"

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take the compiled template as it was last compiled here from the same text, else from its file."""
        checksum, code = self.kept.get(bucket.key, ("", None))
        if code and checksum == bucket.checksum:
            bucket.code = code
        elif not bucket.key.startswith(_IN_MEMORY):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the compiled template."""
        if bucket.code:
            self.kept[bucket.key] = (bucket.checksum, bucket.code)
        if not bucket.key.startswith(_IN_MEMORY):
            super().dump_bytecode(bucket)
