"""Show that time grows no faster than the length of what is read: `python tools/linear.py [NAME...]`.

Each kind of input is made twice as long until it takes half a second of processor time more than an empty one; then the
next doubling may take at most 2.3 times as much. Processor time of the whole command is what counts, the best of three
runs, so that a busy machine says the same. Prints a table; exits with 1 where a kind grows faster. Kinds that never take
half a second are told with the length they reached.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from govern.core.record import Record  # noqa: E402

TODAY = "2026-11-23"
MOST = 2.3
"""How many times as much a doubled input may take."""

ENOUGH = 0.5
"""Seconds of processor time from which a doubling says something."""

LONGEST = 24_000_000
"""Characters beyond which no input is made longer."""


class Input(Record):
    """One kind of input: the command that reads it, the file, and its text of about so many characters."""

    command: tuple[str, ...]
    file: str
    text: Callable[[int], str]


def repeated(unit: str, before: str = "", after: str = "") -> Callable[[int], str]:
    """A text that repeats one piece."""
    return lambda length: before + unit * max(1, length // len(unit)) + after


def numbered(unit: str, before: str = "", after: str = "") -> Callable[[int], str]:
    """A text that repeats one piece, with a number in it."""
    return lambda length: before + "".join(unit % at for at in range(max(1, length // len(unit)))) + after


def container(**lists: object) -> str:
    """A web container with these entities."""
    facts = {"publicId": "GTM-ABC1234", "usageContext": ["WEB"], "name": "shop.example"}
    return json.dumps({"exportFormatVersion": 2, "containerVersion": {"container": facts, **lists}})


def tag(at: int, type: str, **fields: str) -> dict[str, object]:
    """A tag on all pages."""
    parameters = [{"type": "TEMPLATE", "key": key, "value": value} for key, value in fields.items()]
    name = {"tagId": str(at), "name": f"Tag {at}", "type": type, "parameter": parameters}
    return {**name, "firingTriggerId": ["2147479553"], "tagFiringOption": "ONCE_PER_EVENT"}


def html(make: Callable[[int], str]) -> Callable[[int], str]:
    """An export with one custom HTML tag."""
    return lambda length: container(tag=[tag(1, "html", html=make(length))])


def tags(length: int) -> str:
    """An export of many event tags that all say something else."""
    made = [
        tag(at, "gaawe", eventName=f"event_{at}", measurementIdOverride="G-ABC1234567") for at in range(length // 330)
    ]
    return container(tag=made)


def variables(length: int) -> str:
    """An export of many variables, each in terms of the one before."""
    made = [
        {
            "variableId": str(at),
            "name": f"v{at}",
            "type": "c",
            "parameter": [{"type": "TEMPLATE", "key": "value", "value": f"{{{{v{at - 1}}}}}" if at else "x"}],
        }
        for at in range(length // 130)
    ]
    return container(variable=made, tag=[tag(1, "gaawe", eventName=f"{{{{v{len(made) - 1}}}}}")])


AUDIT, LINT, SECRETS = ("audit", "--today", TODAY), ("lint", "--today", TODAY), ("secrets",)
SPECS = "specs/a.yaml"
HEAD = "version: 1\nevents:\n"

INPUTS: dict[str, Input] = {
    "html-pixel-calls": Input(AUDIT, "x.json", html(repeated("fbq('track','Purchase',{"))),
    "html-opened-scripts": Input(AUDIT, "x.json", html(repeated("<script "))),
    "html-opened-comments": Input(AUDIT, "x.json", html(repeated("<!--"))),
    "html-scripts": Input(AUDIT, "x.json", html(numbered("<script>fbq('track','Lead',{a:%d});</script>\n"))),
    "html-statements": Input(AUDIT, "x.json", html(numbered("document.cookie='a=%d';\n", "<script>", "</script>"))),
    "html-conditions": Input(AUDIT, "x.json", html(numbered("if(a>%d){b();}\n", "<script>", "</script>"))),
    "html-brackets": Input(AUDIT, "x.json", html(repeated("([{", "<script>", "</script>"))),
    "html-slashes": Input(AUDIT, "x.json", html(repeated("/a", "<script>", "</script>"))),
    "html-joined": Input(AUDIT, "x.json", html(repeated("+'a'", "<script>fbq('track','a'", ")</script>"))),
    "html-nested": Input(AUDIT, "x.json", html(repeated("if(a)", "<script>", "b()</script>"))),
    "html-attributes": Input(AUDIT, "x.json", html(numbered(" data-%d='x'", "<img", ">"))),
    "html-references": Input(AUDIT, "x.json", html(numbered("{{v%d}} "))),
    "html-one-word": Input(AUDIT, "x.json", html(repeated("a1b2c3d4e5"))),
    "tags": Input(AUDIT, "x.json", tags),
    "variables-in-a-row": Input(AUDIT, "x.json", variables),
    "policy-hosts": Input(
        AUDIT, "x.txt", numbered(" https://h%d.example", "Content-Security-Policy: script-src 'self'", "\n")
    ),
    "policy-directives": Input(AUDIT, "x.txt", numbered(" x-%d a.example;", "Content-Security-Policy: ", "\n")),
    "people": Input(
        AUDIT, "x.csv", numbered("person%d@shop.example,gtm,GTM-ABC1234,publish\n", "email,platform,asset,role\n")
    ),
    "spec-events": Input(LINT, SPECS, numbered("  - {name: e%d, owner: a, description: Somebody did it.}\n", HEAD)),
    "spec-flow": Input(LINT, SPECS, numbered("{name: e%d}, ", "version: 1\nevents: [", "]\n")),
    "spec-one-text": Input(LINT, SPECS, repeated("word ", HEAD + "  - {name: a, description: '", "'}\n")),
    "spec-comments": Input(LINT, SPECS, repeated("# govern: ignore[events/x] -- reason\n", "version: 1\n")),
    "spec-ignores-on-one-line": Input(LINT, SPECS, repeated("# govern: ignore[events/x] ", "version: 1 ", "\n")),
    "spec-unknown-keys": Input(LINT, SPECS, numbered("k%d: 1\n", "version: 1\n")),
    "spec-brackets": Input(LINT, SPECS, repeated("[", "version: 1\nevents: ")),
    "secrets-one-line": Input(SECRETS, "x.txt", repeated("a1B2c3D4e5F6g7H8i9J0 ")),
    "secrets-one-word": Input(SECRETS, "x.txt", repeated("EAAa1B2c3D4e5F6g7H8i9J0")),
    "secrets-keys": Input(SECRETS, "x.txt", repeated("-----BEGIN PRIVATE KEY-----\nMIIa\n")),
    "secrets-addresses": Input(SECRETS, "x.txt", repeated("https://a:")),
    "fmt": Input(("fmt", "--check"), SPECS, numbered("  - {name: e%d,   owner:  a}\n", HEAD)),
}


def spent(kind: Input, length: int) -> float:
    """Seconds of processor time that the command takes for a text of a length: the best of three."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / kind.file
        path.parent.mkdir(exist_ok=True)
        path.write_text(kind.text(length), encoding="utf-8")
        project = kind.file == SPECS
        if project:
            (Path(folder) / "govern.yaml").write_text("version: 1\n", encoding="utf-8")
        line = [sys.executable, "-m", "govern", *kind.command, *([] if project else [str(path)])]
        return min(once(line, folder) for _ in range(3))


def once(line: list[str], folder: str) -> float:
    """Seconds of processor time of one run."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "GOVERN_CACHE": "off"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        line, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode == 3 or b"Traceback" in done.stderr:
        raise SystemExit(done.stderr.decode("utf-8", "replace"))
    return (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)


def growth(kind: Input, cost: Callable[[Input, int], float] = spent) -> tuple[int, float, float]:
    """How long the input became, what it took beyond an empty one, and how many times that its double takes; 0 times
    where even the longest takes too little to say."""
    nothing, length = cost(kind, 1), 2000
    taken = cost(kind, length) - nothing
    while taken < ENOUGH:
        if length * 2 > LONGEST:
            return length, taken, 0.0
        length *= 8 if taken < ENOUGH / 16 and length * 16 <= LONGEST else 2
        taken = cost(kind, length) - nothing
    times = (cost(kind, length * 2) - nothing) / taken
    if times > MOST:  # once may be somebody else's work on this machine
        times = min(times, (cost(kind, length * 2) - nothing) / (cost(kind, length) - nothing))
    return length, taken, times


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", choices=[[], *INPUTS], metavar="NAME", help="only these kinds")
    failed = []
    for name in parser.parse_args().names or INPUTS:
        length, taken, times = growth(INPUTS[name])
        said = f"{times:4.2f} times" if times else "too quick to say"
        print(f"{name:26} {length:>11,} characters {taken:6.2f} s, doubled: {said}", flush=True)
        if times > MOST:
            failed.append(name)
    print(f"{len(failed)} grow faster than {MOST} times" + (f": {', '.join(failed)}" if failed else ""))
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
