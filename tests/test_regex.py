"""Patterns are built when they are first asked, and every one can be."""

from __future__ import annotations

import re
import sys
from importlib import import_module
from pathlib import Path

from govern.core.regex import Unbuilt, regex
from govern.rules.catalogue import all_rules

PACKAGE = Path(__file__).parent.parent / "govern"


def test_a_pattern_is_built_when_it_is_first_asked() -> None:
    pattern = regex("a+", re.IGNORECASE)
    assert list(vars(pattern)) == ["given"]
    assert pattern.sub("b", "cAa") == "cb"
    assert "sub" in vars(pattern)


def test_every_pattern_of_a_module_can_be_built() -> None:
    assert len(list(all_rules())) > 100
    for path in PACKAGE.rglob("*.py"):
        if "= regex(" in path.read_text("utf-8"):
            import_module(".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts))
    modules = [module for name, module in sys.modules.items() if name.startswith("govern.")]
    found = [value for module in modules for value in vars(module).values() if isinstance(value, Unbuilt)]
    assert len(found) > 100
    assert all(pattern.flags >= 0 for pattern in found)
