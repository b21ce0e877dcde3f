"""Hostile texts in specs, exports, counts and captures are text in whatever is rendered of them, and nothing else.

An example of a rule has one of its texts, wherever it stands, grow by a hostile one. What one command prints and writes is read:
pages and Markdown have no element, link or handler of the text's making (html5lib, markdown-it), tables no formula, Python and
JSON can be read, JavaScript has no error of syntax (tree-sitter).
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Container, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import html5lib
import tree_sitter
import tree_sitter_javascript
from markdown_it import MarkdownIt

from govern.render.reviews.grants import FORMULA
from govern.rules.catalogue import all_rules
from govern.rules.examples import LIVE
from govern.source import yaml
from tools.trials import Failure, chance
from tools.trials._outcome import DAY, folder, said
from tools.trials._texts import hostile

GOAL = 10_000
SECONDS = 0.08
SPECS = (("render",), ("render", "plan"), ("check",), ("due",), ("lint",))
LIVE_STATE = (("audit", "--report", "out"), ("audit", "--plan"), ("diff",), ("audit",), ("due",))
COUNTS = (
    ("reconcile", "--report", "out"), ("monitor", "--message", "slack"),
    ("reconcile", "--incident", "2026-11-09", "2026-11-10", "--report", "out"),
)  # fmt: skip
CAPTURED = (("verify", "capture.ndjson", "--report", "out"), ("verify", "capture.ndjson", "--learn"))
COMMANDS = {"counts": COUNTS, "capture": CAPTURED, "exports": LIVE_STATE, **dict.fromkeys(LIVE, LIVE_STATE)}
"""What is asked of an example by the rarest thing that it has; one of specs alone is rendered."""


@cache
def examples() -> tuple[tuple[str, dict[str, Any]], ...]:
    """Every example that is a project: its rule, and what it holds by key, that of specs under `specs`."""
    found = []
    for rule in all_rules():
        for text in (rule.good, rule.bad) if rule.over in ("specs", "live", "captures") else ():
            with suppress(yaml.Refusal):  # some show what cannot be read
                data = yaml.read(text).data
                found.append((rule.id, {"specs": data} if rule.over == "specs" else data))
    return tuple(found)


def attempt(seed: int, number: int) -> Failure | None:
    """One text of one example, and one command."""
    luck = chance("pages", seed, number)
    rule, data = luck.choice(examples())
    texts = sorted(set(strings(data)))
    if not texts:
        return None
    old, more = luck.choice(texts), hostile(luck, 3).encode("utf-8", "replace").decode().replace("\0", "")
    changed = replaced(data, old, old + more)
    rarest = next((key for key in COMMANDS if data.get(key)), "")
    command = [*luck.choice(COMMANDS.get(rarest, SPECS)), "--today", DAY]
    with folder() as place:
        given = dict(files_of(changed))
        for name, text in given.items():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            (place / name).write_text(text, "utf-8")
        outcome = said(*command)
        wrong = outcome.wrong() or broken(place, given.keys())
    told = f"{rule}: {old!r} grows by {more!r}, {' '.join(command)}"
    return Failure(f"{told}: {wrong}", f"{told}\n{json.dumps(changed, indent=1)}".encode(), ".json") if wrong else None


def strings(value: Any) -> Iterator[str]:
    """Every text that is a value."""
    if isinstance(value, str):
        yield value
    for below in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from strings(below)


def replaced(value: Any, old: str, new: str) -> Any:
    """The same with one text exchanged wherever it is a value, so that what refers to each other still does."""
    if isinstance(value, dict):
        return {key: replaced(below, old, new) for key, below in value.items()}
    if isinstance(value, list):
        return [replaced(below, old, new) for below in value]
    return new if value == old and isinstance(value, str) else value


def files_of(data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The files of a project that an example stands for."""
    yield "govern.yaml", "version: 1\n"
    specs = {"version": 1, **data.get("specs", {})}
    if data.get("containers"):
        specs["containers"] = data["containers"]
    yield "specs/example.yaml", json.dumps(specs, ensure_ascii=False)
    for at, version in enumerate(data.get("exports", [])):
        yield f"exports/{at}.json", json.dumps({"exportFormatVersion": 2, "containerVersion": version})
    for key, file in LIVE.items():
        for at, value in enumerate(data.get(key, []) if key == "settings" else [data[key]] if key in data else []):
            yield file.replace(".", f"-{at}."), value if isinstance(value, str) else json.dumps(value)
    for name, text in data.get("counts", {}).items():
        if not Path(name).is_absolute() and ".." not in name:
            yield name, str(text)
    lines = (line if isinstance(line, str) else json.dumps(line) for line in data.get("capture", []))
    yield "capture.ndjson", "".join(f"{line}\n" for line in lines)


def broken(place: Path, given: Container[str]) -> str:
    """What is wrong with the files that were written beside those given; empty if nothing is."""
    for path in sorted(place.rglob("*")):
        name = path.relative_to(place).as_posix()
        reader = READERS.get(path.suffix)
        if reader is None or name in given or not path.is_file():
            continue
        try:
            wrong = reader(path.read_bytes().decode())
        except (ValueError, SyntaxError, csv.Error) as error:
            wrong = f"cannot be read: {error}"
        if wrong:
            return f"{name} {wrong}"
    return ""


def page(text: str) -> str:
    """Whether a page has an element, a handler or a link that a hostile text wrote."""
    for element in html5lib.parse(text, namespaceHTMLElements=False).iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag == "script" and (element.text or "").strip().startswith("alert(1)"):
            return "runs a script"
        for name, value in element.attrib.items():
            if name.startswith("on") or (name == "src" and value == "x") or value.strip().startswith("javascript:"):
                return f"has an element {element.tag} with {name}={value[:40]!r}"
    return ""


def markdown(text: str) -> str:
    """The same of Markdown, where no text makes a link either."""
    made = MarkdownIt("gfm-like").render(text)
    return page(made) or ("has a link or an image" if '="https://evil.example' in made else "")


def table(text: str) -> str:
    """Whether a spreadsheet would compute a cell."""
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))
    bad = [cell for row in rows[1:] for cell in row if cell.lstrip(" \u00a0").startswith(FORMULA)]
    return f"has a formula: {bad[0]!r}" if bad else ""


def script(text: str) -> str:
    """Whether JavaScript has an error of syntax."""
    parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_javascript.language()))
    return "has an error of syntax" if parser.parse(text.encode()).root_node.has_error else ""


def python(text: str) -> str:
    """Whether Python has one; where it has, compiling raises."""
    compile(text, "made.py", "exec")
    return ""


def as_json(text: str) -> str:
    """Whether JSON can be read; where not, reading raises."""
    json.loads(text)
    return ""


READERS: dict[str, Callable[[str], str]] = {
    ".html": page, ".md": markdown, ".csv": table, ".js": script, ".mjs": script, ".py": python, ".json": as_json,
}  # fmt: skip
