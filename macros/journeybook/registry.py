"""A folder's modules, sorted by name: the only registration there is."""

import importlib
import pkgutil
from collections.abc import Container
from types import ModuleType


def modules(package: str, only: Container[str] | None = None) -> dict[str, ModuleType]:
    """Import every public module right inside a package, or those of them with these short names; return them by that name, sorted.

    Example: ``modules("journeybook.validate.rules")`` holds one entry for each rule file.
    """
    return {name: importlib.import_module(f"{package}.{name}") for name in module_names(package) if only is None or name in only}


def module_names(package: str) -> list[str]:
    """Return the short names of the public modules right inside a package, sorted, without importing them."""
    home = importlib.import_module(package)
    return sorted(info.name for info in pkgutil.iter_modules(home.__path__) if not info.name.startswith("_"))
