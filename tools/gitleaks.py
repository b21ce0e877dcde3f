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

CONFIG = """package config

import (
	"strings"

	"%(module)s/regexp"
)

type Rule struct {
	RuleID, Description string
	Entropy             float64
	SecretGroup         int
	Regex, Path         *regexp.Regexp
	Tags, Keywords      []string
	Allowlists          []*Allowlist
	RequiredRules       []*Required
	SkipReport          bool
}
type Required struct {
	RuleID                    string
	WithinLines, WithinColumns *int
}
type AllowlistMatchCondition int

const (
	AllowlistMatchOr AllowlistMatchCondition = iota
	AllowlistMatchAnd
)

type Allowlist struct {
	Description, RegexTarget string
	MatchCondition           AllowlistMatchCondition
	Commits, StopWords       []string
	Paths, Regexes           []*regexp.Regexp
}

func (a *Allowlist) ContainsStopWord(text string) (bool, string) {
	for _, word := range a.StopWords {
		if strings.Contains(strings.ToLower(text), strings.ToLower(word)) {
			return true, word
		}
	}
	return false, ""
}
"""

ASKED = """package utils

import (
	"encoding/json"
	"os"
	"runtime"
	"sort"
	"strings"

	"%(module)s/config"
)

type examples struct {
	rule         config.Rule
	file         string
	found, clean []string
}

var all []examples

func said(rule config.Rule, found, clean []string) *config.Rule {
	_, file, _, _ := runtime.Caller(2)
	all = append(all, examples{rule, file, found, clean})
	return &rule
}

// Tell prints each rule with its examples; clean are those that no other rule takes for a credential, nor knows by value.
func Tell() {
	for _, one := range all {
		var clean []string
		for _, text := range one.clean {
			if !elsewhere(text, one.rule.RuleID) && !listed(text, one.rule) {
				clean = append(clean, text)
			}
		}
		json.NewEncoder(os.Stdout).Encode(map[string]interface{}{
			"rule": one.rule.RuleID, "file": one.file, "found": one.found, "clean": clean, "given": len(one.clean),
		})
	}
}

func elsewhere(text, id string) bool {
	for _, other := range all {
		if other.rule.RuleID != id && other.rule.Regex != nil && finds(other.rule, text) {
			return true
		}
	}
	return false
}

func finds(rule config.Rule, text string) bool {
	for _, keyword := range rule.Keywords {
		if strings.Contains(strings.ToLower(text), strings.ToLower(keyword)) {
			return rule.Regex.MatchString(text)
		}
	}
	return false
}

func listed(text string, rule config.Rule) bool {
	for _, list := range rule.Allowlists {
		for _, known := range list.Regexes {
			if known.String() == text {
				return true
			}
		}
	}
	return false
}

func texts(of map[string]string) []string {
	var paths, all []string
	for path := range of {
		paths = append(paths, path)
	}
	sort.Strings(paths)
	for _, path := range paths {
		all = append(all, of[path])
	}
	return all
}

func Validate(rule config.Rule, found []string, clean []string) *config.Rule {
	return said(rule, found, clean)
}

func ValidateWithPaths(rule config.Rule, found map[string]string, clean map[string]string) *config.Rule {
	return said(rule, texts(found), texts(clean))
}
"""

CHANCE = """package secrets

import (
	"math/rand"
	"regexp/syntax"
)

var Chance = rand.New(rand.NewSource(%(seed)d))

// NewSecret makes a text that a regular expression matches.
func NewSecret(pattern string) string {
	tree, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		panic(err)
	}
	return made(tree)
}

func made(tree *syntax.Regexp) string {
	switch tree.Op {
	case syntax.OpLiteral:
		return string(tree.Rune)
	case syntax.OpCharClass:
		return one(tree.Rune)
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		return one([]rune{' ', '~'})
	case syntax.OpCapture:
		return made(tree.Sub[0])
	case syntax.OpConcat:
		all := ""
		for _, part := range tree.Sub {
			all += made(part)
		}
		return all
	case syntax.OpAlternate:
		return made(tree.Sub[Chance.Intn(len(tree.Sub))])
	case syntax.OpQuest:
		return often(tree, 0, 1)
	case syntax.OpStar:
		return often(tree, 0, 10)
	case syntax.OpPlus:
		return often(tree, 1, 10)
	case syntax.OpRepeat:
		return often(tree, tree.Min, tree.Max)
	}
	return ""
}

func often(tree *syntax.Regexp, least, most int) string {
	if most < 0 {
		most = least + 10
	}
	all := ""
	for left := least + Chance.Intn(most-least+1); left > 0; left-- {
		all += made(tree.Sub[0])
	}
	return all
}

// One of the characters that can be printed, each as likely as another.
func one(ranges []rune) string {
	var all []rune
	for at := 0; at < len(ranges); at += 2 {
		for char := ranges[at]; char <= ranges[at+1] && char < 127; char++ {
			if char >= 32 {
				all = append(all, char)
			}
		}
	}
	return string(all[Chance.Intn(len(all))])
}
"""

MAIN = """package main

import (
	"%(module)s/cmd/generate/config/rules"
	"%(module)s/cmd/generate/config/utils"
)

func main() {
%(calls)s
	utils.Tell()
}
"""


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
            "config/rule.go": CONFIG,
            "cmd/generate/config/utils/validate.go": ASKED,
            "cmd/generate/secrets/secrets.go": CHANCE,
            "main.go": MAIN,
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
