"""Rendered senders, asked as a back end asks them, and what they talk to: imitations of the platforms on this machine."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from node import node

from govern.payloads.example import AT
from govern.project import Project
from govern.render.targets.payloads import artifacts

IMITATIONS = Path(__file__).parent.parent.parent / "shared" / "imitations" / "server.py"
"""A server that answers as the platforms do, which is not part of this repository."""

EVERYTHING = ["ad_storage", "analytics_storage", "ad_user_data", "ad_personalization", "functionality_storage",
              "personalization_storage", "security_storage"]  # fmt: skip


def written(subject: Project, folder: Path) -> Path:
    """The artifacts on disk; returns their folder."""
    for artifact in artifacts(subject):
        file = folder / artifact.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(artifact.text, encoding="utf-8")
    return folder / "build" / "payloads"


def loaded(file: Path) -> ModuleType:
    """A rendered sender as a module."""
    spec = importlib.util.spec_from_file_location("sender", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SCRIPT = """
import { readFileSync } from "node:fs";
import * as sender from SENDER;
const asked = JSON.parse(readFileSync(0, "utf8"));
const made = [];
for (const { call, event, batch, options, next, later } of asked) {
  if (next) {
    await fetch(`${options.origin}/_next`, { method: "POST", body: JSON.stringify(next) });
  }
  const calls = batch?.map((one) => ({ at: new Date(AT), ...one }));
  const results = await sender[call](calls ?? event, { at: new Date(AT), jitter: () => 0, ...options });
  made.push(later ? await sender.ask(results.flat(), options) : results);
}
process.stdout.write(JSON.stringify(made), () => process.exit(0)); // a connection that is being made holds Node for 10 s
"""


def asked_of_node(folder: Path, asked: list[dict[str, Any]]) -> Any:
    """What the sender for Node answers to calls."""
    script = folder / "ask.mjs"
    code = SCRIPT.replace("SENDER", json.dumps("./sender.mjs")).replace("AT", str(AT))
    script.write_text(code, encoding="utf-8")
    return json.loads(node(script, json.dumps(asked)))


def answers_of_python(folder: Path, asked: list[dict[str, Any]]) -> Any:
    """What the sender for Python answers to the same calls, in the same words."""
    module = loaded(folder / "sender.py")
    at = datetime.fromtimestamp(AT / 1000, UTC)
    names = {"sendPurchase": module.send_purchase, "sendPurchaseBatch": module.send_purchase_batch}
    made = []
    for one in asked:
        options = {"jitter": lambda: 0, **one["options"]}
        if "next" in one:
            force(options["origin"], one["next"])
        if "later" in one:
            batch = [{"at": at, **call} for call in one["batch"]]
            told = [result for row in names[one["call"]](batch, **options) for result in row]
            made.append([result._asdict() for result in module.ask(told, origin=options["origin"])])
        elif "batch" in one:
            batch = [{"at": at, **call} for call in one["batch"]]
            made.append([[result._asdict() for result in row] for row in names[one["call"]](batch, **options)])
        else:
            made.append([result._asdict() for result in names[one["call"]](one["event"], at=at, **options)])
    return json.loads(json.dumps(made))


def force(origin: str, answers: Any) -> None:
    """Tell the imitation what to answer next."""
    request = urllib.request.Request(f"{origin}/_next", json.dumps(answers).encode(), method="POST")
    with urllib.request.urlopen(request, timeout=30) as answer:
        answer.read()


def control(origin: str, method: str = "GET") -> Any:
    """What the imitation has seen; `DELETE` makes it forget."""
    request = urllib.request.Request(f"{origin}/_seen", method=method)
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.loads(answer.read() or b"null")


@contextmanager
def imitations() -> Iterator[str]:
    """The address of a server that imitates the platforms, on the day of the examples."""
    if not IMITATIONS.is_file():
        pytest.skip("the imitations of the platforms are not here")
    command = [sys.executable, str(IMITATIONS), "--port", "0", "--now", str(AT + 1000)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            yield server.stdout.readline().strip()
        finally:
            server.terminate()
