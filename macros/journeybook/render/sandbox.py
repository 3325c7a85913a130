"""Sandboxes for the templates of authors: in public pages and in a project's theme, Jinja reads values and calls little.

A template reaches no module, no plugin, no file and no method of the generator's objects, so it cannot run a program, read what lies on
the machine, or print what the generator knows. Against templates that take for ever a sandbox is no help: `site` ends them.
"""

from datetime import date, time
from types import BuiltinFunctionType, FunctionType, MethodType, ModuleType, NoneType
from typing import Any, TypeVar

from jinja2 import Environment
from jinja2.environment import TemplateModule
from jinja2.runtime import BlockReference, LoopContext, Macro, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment, safe_range
from jinja2.utils import Cycler, Joiner, Namespace

_SIMPLE = (str, int, float, bool, NoneType, date, time)
"""Types of values that can only be printed and compared."""
_PLAIN = (*_SIMPLE, list, tuple, dict, set, frozenset, range)
_OF_JINJA = (BlockReference, Cycler, Joiner, LoopContext, Macro, Namespace, TemplateModule, Undefined)
_METADATA = "meta"
"""The attribute of a page that holds what its author wrote at its top."""
_SETTINGS = "config"
"""The attribute of a plugin that holds what the settings say of it."""
_Kind = TypeVar("_Kind", bound=ImmutableSandboxedEnvironment)


class ThemeSandbox(ImmutableSandboxedEnvironment):
    """For templates of a theme: everything may be read but modules, functions and objects of closed types; methods only of plain values."""

    closed: tuple[type, ...] = ()
    """Types of objects of which a template may read the settings only."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ANN401 - whatever a template holds
        """Whether a template may read an attribute."""
        if isinstance(obj, self.closed):
            return attr == _SETTINGS
        unsafe = (ModuleType, FunctionType, MethodType, type, Environment)
        return not isinstance(obj, unsafe) and not isinstance(value, ModuleType) and super().is_safe_attribute(obj, attr, value)

    def is_safe_callable(self, obj: Any) -> bool:  # noqa: ANN401 - whatever a template holds
        """Whether a template may call something: macros and blocks of Jinja, methods of plain values, and the functions of the site."""
        if isinstance(obj, _OF_JINJA):
            return True
        if isinstance(obj, MethodType | BuiltinFunctionType):
            return isinstance(obj.__self__, (*_PLAIN, *_OF_JINJA)) and super().is_safe_callable(obj)
        return any(obj is function for function in self.globals.values())


class PageSandbox(ThemeSandbox):
    """For hand-written pages: of anything but plain values only single texts and numbers may be read."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ANN401 - whatever a page holds
        """Whether a page may read an attribute."""
        is_plain = isinstance(obj, (*_PLAIN, *_OF_JINJA)) or isinstance(value, _SIMPLE) or attr == _METADATA
        return is_plain and super().is_safe_attribute(obj, attr, value)


def sandboxed(environment: Environment, kind: type[_Kind]) -> _Kind:
    """Return an environment with the loader, filters, functions and settings of another one, whose templates run in a sandbox."""
    sandbox = kind()
    fixed = {"binop_table", "unop_table", "cache", "extensions"}
    vars(sandbox).update({name: value for name, value in vars(environment).items() if name not in fixed})
    sandbox.globals = {**environment.globals, "range": safe_range}
    sandbox.extensions = {name: extension.bind(sandbox) for name, extension in environment.extensions.items()}
    return sandbox
