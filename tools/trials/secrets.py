"""Planted credentials of sixty kinds are shown by no command, in no format, report, cache, baseline or file name."""

from __future__ import annotations

import json
import os
import string
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

from credentials import CREDENTIALS
from reports import text_of

from govern.output.formats import FORMATS
from govern.platforms import leaks_in
from tools.trials import Failure, chance
from tools.trials._outcome import DAY, folder, said

GOAL = 5_000
SECONDS = 0.15
CLASSES = (string.digits, "abcdef", string.ascii_lowercase[6:], "ABCDEF", string.ascii_uppercase[6:])


def another(value: str, luck: Random) -> str:
    """A credential of the same kind that nobody has: what follows its beginning is drawn anew, letter by letter."""
    start = value[:12]
    rest = "".join(next((luck.choice(kind) for kind in CLASSES if char in kind), char) for char in value[12:])
    made = start + rest
    return made if leaks_in(made) else value


def container(secret: str, luck: Random) -> dict[str, Any]:
    """A web container that has the credential in one of its strings."""
    words = dict.fromkeys(
        ("tag", "notes", "html", "key", "value", "trigger", "variable", "folder", "name", "constant"), ""
    )
    words[luck.choice(list(words))] = secret
    tag = {
        "tagId": "1", "name": f"CAPI {words['tag']}", "type": "html", "notes": words["notes"], "firingTriggerId": ["2"],
        "parameter": [{"type": "TEMPLATE", "key": "html", "value": f"<script>x('{words['html']}')</script>"},
                      {"type": "TEMPLATE", "key": f"k{words['key']}", "value": words["value"]}],
    }  # fmt: skip
    trigger = {"triggerId": "2", "name": f"Paid {words['trigger']}", "type": "PAGEVIEW"}
    variable = {
        "variableId": "3", "name": f"V {words['variable']}", "type": "c", "parentFolderId": "4",
        "parameter": [{"type": "TEMPLATE", "key": "value", "value": words["constant"]}],
    }  # fmt: skip
    facts = {"publicId": "GTM-ABC1234", "usageContext": ["WEB"], "name": f"shop {words['name']}"}
    entities = {"tag": [tag], "trigger": [trigger], "variable": [variable]}
    return {
        "exportFormatVersion": 2,
        "containerVersion": {
            "container": facts,
            **entities,
            "folder": [{"folderId": "4", "name": f"F {words['folder']}"}],
        },
    }


def web(secret: str, luck: Random) -> tuple[str, str]:
    return "exports/web.json", json.dumps(container(secret, luck), indent=1)


def people(secret: str, luck: Random) -> tuple[str, str]:
    cells = ["ana@acme.example", "gtm", "GTM-ABC1234", "publish"]
    cells[luck.randrange(4)] = secret
    return "exports/people.csv", "email,platform,asset,role\n" + ",".join(cells) + "\n"


def header(secret: str, _luck: Random) -> tuple[str, str]:
    return (
        "exports/policy.txt",
        f"Content-Security-Policy: script-src https://cdn.test/{secret} '{secret}'; report-uri /r?t={secret}\n",
    )


def spec(secret: str, luck: Random) -> tuple[str, str]:
    words = dict.fromkeys(("name", "owner", "description", "parameter", "key"), "x")
    words[luck.choice(list(words))] = f"'{secret}'"
    return "specs/more.yaml", (
        f"version: 1\nevents:\n  - name: {words['name']}\n    owner: {words['owner']}\n    description: {words['description']}\n"
        f"    {words['key']}: 1\n    parameters: [{{name: {words['parameter']}, type: string}}]\n"
    )


def configuration(secret: str, luck: Random) -> tuple[str, str]:
    return "govern.yaml", luck.choice(
        (
            "version: 1\nname: '{}'\n",
            "version: 1\nspecs: '{}'\n",
            "version: 1\n'{}': 1\n",
            "version: 1\nextends: ['{}']\n",
        )
    ).format(secret)


def named(secret: str, luck: Random) -> tuple[str, str]:
    if "/" in secret or len(secret) > 200:
        return configuration(secret, luck)
    name = secret
    return luck.choice((f"specs/{name}.yaml", f"exports/{name}.csv")), "version: 2\n"


PLACES: tuple[Callable[[str, Random], tuple[str, str]], ...] = (
    web,
    web,
    web,
    people,
    header,
    spec,
    spec,
    configuration,
    named,
)
COMMANDS = (
    ("lint",), ("audit",), ("audit", "--report", "report"), ("diff",), ("check",), ("render", "plan"), ("fmt", "--diff"),
    ("secrets",), ("access",), ("tokens",), ("due",), ("lint", "--write-baseline", "--reason", "x"), ("csp",), ("doctor",),
    ("secrets", "--write-baseline", "--reason", "x"), ("audit", "--write-baseline", "--reason", "x"),
)  # fmt: skip
KEPT = ("specs/", "exports/", "govern.yaml", "build/")
"""Where a credential may stay as it was: inputs, and containers, which are lossless."""


def attempt(seed: int, number: int) -> Failure | None:
    """One credential in one place, and one command."""
    luck = chance("secrets", seed, number)
    label, value = CREDENTIALS[number % len(CREDENTIALS)]
    secret = another(value, luck)
    path, text = luck.choice(PLACES)(secret, luck)
    command = list(luck.choice(COMMANDS))
    if "--report" not in command and "--write-baseline" not in command:
        command += ["--format", luck.choice(FORMATS)]
    with folder() as place:
        files = {"govern.yaml": "version: 1\n", "specs/shop.yaml": "version: 1\nsites: [{name: shop}]\n", path: text}
        for name, content in files.items():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            (place / name).write_text(content)
        os.environ["GOVERN_CACHE"], os.environ["GOVERN_CACHE_DIR"] = "on", str(place / "cache")
        try:
            outcome = said(*command, *(["--today", DAY] if command[0] in ("audit", "lint", "check") else []))
        finally:
            os.environ["GOVERN_CACHE"] = "off"
        wrong = outcome.wrong() or shown(secret, outcome.everything, place)
    said_ = f"{label} in {path} by {' '.join(command)}: {wrong}"
    return Failure(said_, f"{command}\n{path}\n{text}".encode()) if wrong else None


def shown(secret: str, said: str, place: Path) -> str:
    """Where the credential is shown, or the greater part of it."""
    part = secret[-min(20, len(secret) - 6) :]
    if part in said:
        return f"shown: {said[max(0, said.find(part) - 200) : said.find(part) + 60]}"
    for path in sorted(place.rglob("*")):
        name = path.relative_to(place).as_posix()
        if name.startswith(KEPT) or not path.is_file():
            continue
        if part in name or part in read(path):
            return f"kept in {name}"
    return ""


def read(path: Path) -> str:
    """What a file says."""
    return text_of(path) if path.suffix == ".xlsx" else path.read_bytes().decode("utf-8", "replace")
