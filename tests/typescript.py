"""The compiler of TypeScript, where it is installed."""

from __future__ import annotations

import os
import shutil

import pytest


def tsc() -> str | None:
    """TypeScript's compiler: from `GOVERN_NODE_MODULES`, the folder that CI installs it to, or on the PATH."""
    own = os.path.join(os.environ.get("GOVERN_NODE_MODULES", "node_modules"), ".bin", "tsc")
    return os.path.abspath(own) if os.path.exists(own) else shutil.which("tsc")


needs_tsc = pytest.mark.skipif(tsc() is None, reason="TypeScript is not installed: npm install typescript")
