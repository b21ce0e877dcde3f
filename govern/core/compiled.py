"""The compiled part of a package, without the Python that the package puts around it.

Of two packages only a function in C is asked, and their own modules take a third of all that an audit imports: one prepares
to read files that nobody asks for, the other declares types for people who write schemas.
"""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec
from types import ModuleType


def compiled(package: str, part: str) -> ModuleType:
    """A compiled module inside a package. Where the package is imported later, it finds this one; where it is built in
    another way, it is imported as a whole."""
    name = f"{package}.{part}"
    if name in sys.modules:
        return sys.modules[name]
    around = find_spec(package) if package not in sys.modules else None
    found = PathFinder.find_spec(name, around.submodule_search_locations) if around is not None else None
    if found is None or found.loader is None:
        return import_module(name)
    module = module_from_spec(found)
    sys.modules[name] = module
    try:
        found.loader.exec_module(module)
    except ImportError:
        del sys.modules[name]
        return import_module(name)
    return module
