"""A folder's modules, sorted by name: the only registration there is."""

import importlib
import pkgutil
from collections.abc import Container
from types import ModuleType


def modules(package: str, only: Container[str] | None = None) -> dict[str, ModuleType]:
    """Import every public module right inside a package, or those of them with these short names; return them by that name, sorted.

    Example: ``modules("journeybook.validate.rules")`` holds one entry for each rule file.
    """
    home = importlib.import_module(package)
    names = sorted(info.name for info in pkgutil.iter_modules(home.__path__) if not info.name.startswith("_"))
    return {name: importlib.import_module(f"{package}.{name}") for name in names if only is None or name in only}
