"""Write `govern/csp/bypasses.py` anew from the npm package csp_evaluator: `python tools/bypasses.py node_modules/csp_evaluator`.

The package lists addresses at which scripts can be made to say what an attacker likes: JSONP endpoints, which answer with
a call of any function, and copies of AngularJS, which run expressions that stand in the page.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

VERSION = "1.1.8"
DAY = "2026-11-30"
HEAD = '''"""Addresses of scripts with which a policy that lets them in can be got round. Written by `tools/bypasses.py`, not by hand.

Source: the lists of csp_evaluator {version} (https://github.com/google/csp-evaluator, Apache-2.0), read on {day}.
"""

from __future__ import annotations

from govern.core.record import Record


class Bypass(Record):
    """An address: `kind` says how it is used; some are of use only where texts may be run as scripts."""

    address: str
    kind: str
    needs_eval: bool = False


BYPASSES = (
'''


def module(package: Path) -> str:
    """The text of the module."""
    version = json.loads((package / "package.json").read_text(encoding="utf-8"))["version"]
    if version != VERSION:
        raise SystemExit(f"this is csp_evaluator {version}, expected {VERSION}")
    rows = set()
    for kind, name in (("JSONP", "jsonp"), ("AngularJS", "angular")):
        listed = json.loads((package / f"allowlist_bypasses/json/{name}.json").read_text(encoding="utf-8"))
        needing = set(listed.get("needsEval", ()))
        for url in listed["urls"]:
            host, _, path = url.removeprefix("//").partition("/")
            rows.add((f"https://{host}/{path}", kind, host in needing))
    lines = (f"    Bypass({json.dumps(url)}, {json.dumps(kind)}, {needs}),\n" for url, kind, needs in sorted(rows))
    return HEAD.format(version=version, day=DAY) + "".join(lines) + ")\n"


if __name__ == "__main__":
    target = Path(__file__).parent.parent / "govern" / "csp" / "bypasses.py"
    target.write_text(module(Path(sys.argv[1])), encoding="utf-8")
