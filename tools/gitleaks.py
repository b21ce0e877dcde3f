"""Hold `govern secrets` against gitleaks' own examples: `python tools/gitleaks.py CHECKOUT [--seed N] [--show]`.

gitleaks (https://github.com/gitleaks/gitleaks) keeps, with each of its rules, texts in which it must find a credential and
texts in which it must find none. They are code, and some are made by chance; so the rules of a checkout are compiled with
Go, on small stand-ins for the packages that they import, and asked. Counted are the rules of vendors that a shop's
marketing uses. Exits with 1 where fewer than 95 of 100 are found, or more than 1 of 100 clean texts raises an alarm.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from govern.platforms.leaks import leaks_in  # noqa: E402

MODULE = "github.com/zricethezav/gitleaks/v8"
FOUND, ALARMS = 0.95, 0.01
"""The share that must be found, and the share of clean texts that may raise an alarm."""

VENDORS = [
    "adobe",
    "airtable",
    "algolia",
    "aws",
    "azure",
    "cloudflare",
    "contentful",
    "curl",
    "datadog",
    "dropbox",
    "etsy",
    "facebook",
    "gcp",
    "github",
    "gitlab",
    "hubspot",
    "intercom",
    "jwt",
    "linkedin",
    "looker",
    "mailchimp",
    "mailgun",
    "messagebird",
    "npm",
    "openai",
    "privatekey",
    "sendbird",
    "sendgrid",
    "sendinblue",
    "sentry",
    "shopify",
    "slack",
    "square",
    "squarespace",
    "stripe",
    "teams",
    "telegram",
    "trello",
    "twilio",
    "twitter",
    "typeform",
    "zendesk",
]
"""Files of gitleaks' rules: advertising, analytics, mail, chat, shops, and the clouds and forges that tagging runs on."""


def go(name: str) -> str:
    """A stand-in for a package of gitleaks, in Go; `%(name)s` in it is filled in."""
    return (ROOT / "tools" / "go" / f"{name}.go.in").read_text("utf-8")


def examples(checkout: Path, seed: int) -> list[dict[str, Any]]:
    """Each rule of a checkout: its name, its file, the texts in which it must find something, and the clean ones.

    Clean for one rule may be a credential for another, or one that gitleaks knows by its value: those are left out.
    """
    generate = checkout / "cmd" / "generate"
    with tempfile.TemporaryDirectory() as place:
        into = Path(place)
        shutil.copytree(checkout / "regexp", into / "regexp")
        shutil.copytree(generate / "config" / "rules", into / "cmd" / "generate" / "config" / "rules")
        shutil.copytree(generate / "config" / "utils", into / "cmd" / "generate" / "config" / "utils")
        for test in into.rglob("*_test.go"):
            test.unlink()
        names = re.findall(r"rules\.(\w+)\(\)", (generate / "config" / "main.go").read_text("utf-8"))
        words = {"module": MODULE, "seed": seed, "calls": "\n".join(f"\trules.{name}()" for name in names)}
        for path, text in {
            "go.mod": "module %(module)s\n\ngo 1.19\n",
            "config/rule.go": go("config"),
            "cmd/generate/config/utils/validate.go": go("asked"),
            "cmd/generate/secrets/secrets.go": go("chance"),
            "main.go": go("main"),
        }.items():
            (into / path).parent.mkdir(parents=True, exist_ok=True)
            (into / path).write_text(text % words, "utf-8")
        environment = {**os.environ, "GOFLAGS": "-mod=mod", "GOPROXY": "off", "GOTOOLCHAIN": "local"}
        done = subprocess.run(
            ["go", "run", "."], cwd=into, env=environment, capture_output=True, text=True, check=False
        )
    if done.returncode:
        raise SystemExit(done.stderr[-4000:])
    return [json.loads(line) for line in done.stdout.splitlines()]


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkout", type=Path, help="a folder with gitleaks' source")
    parser.add_argument("--seed", type=int, default=1, help="which texts are made by chance")
    parser.add_argument("--show", action="store_true", help="show what was missed and what raised an alarm")
    options = parser.parse_args()
    told, sums = [], [0, 0, 0, 0]
    for rule in examples(options.checkout, options.seed):
        if Path(rule["file"]).stem not in VENDORS:
            continue
        found, clean = [text for text in rule["found"] or () if text], rule["clean"] or []
        missed = [text for text in found if not leaks_in(text)]
        alarms = [text for text in clean if leaks_in(text)]
        sums = [a + b for a, b in zip(sums, (len(found), len(missed), len(clean), len(alarms)), strict=True)]
        if missed or alarms:
            told.append(
                f"{rule['rule']:40} {len(missed):4} of {len(found):4} missed, {len(alarms)} of {len(clean)} alarms"
            )
            if options.show:
                told.extend(
                    [f"    missed {text[:160]!r}" for text in missed] + [f"    alarm {text!r}" for text in alarms]
                )
    print("\n".join(told))
    print(
        f"found {sums[0] - sums[1]} of {sums[0]} = {1 - sums[1] / sums[0]:.1%}, alarms {sums[3]} of {sums[2]} clean texts"
    )
    sys.exit(1 if sums[1] > (1 - FOUND) * sums[0] or sums[3] > ALARMS * sums[2] else 0)


if __name__ == "__main__":
    main()
