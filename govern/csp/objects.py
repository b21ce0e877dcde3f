"""Policies that a program writes as an object, directive by directive: Helmet, Django, Flask-Talisman, Nuxt, SvelteKit, secure_headers,
and any other whose keys are directives."""

from __future__ import annotations

import re
from itertools import islice

from govern.core.regex import regex
from govern.csp.literals import BEHIND, LONGEST, MOST, NAME, Names, literal, next_piece, pieces, read
from govern.csp.policy import DIRECTIVES

KEY = regex(r"(?:([\"'])([A-Za-z_-]{1,60})\1|([A-Za-z_][A-Za-z_-]{0,59}))\s{0,20}(?::(?!:)|=>?(?!=))\s{0,80}")
PLAIN = regex(r"[^,}\n]{0,400}")
CAPITAL = regex(r"(?<=[a-z])(?=[A-Z])")
SETTING = regex(r"^CSP_([A-Z_]{3,40})\s{0,9}=\s{0,80}", re.MULTILINE)
KEYWORD = regex(
    r"(?<![\w./'\"-])(?:CSP\.|Keyword::)?(SELF|NONE|(?:WASM_)?(?:UNSAFE_)?(?:INLINE|EVAL)|UNSAFE_HASHES|STRICT_DYNAMIC|REPORT_SAMPLE|NONCE)(?!\w)"
)
"""Keywords by the names that constants have: of Django, django-csp, express-csp-header and Spatie."""
WORDS = regex(r"%[wW]([(\[{])([^()\[\]{}]{0,4000})[)\]}]")
"""A list of words, as Ruby writes it."""

HOLDERS = ("directives", "DIRECTIVES", "policies")
"""Below which key an object keeps the directives."""

HELD = regex(r"\b(?:directives|DIRECTIVES)[\"']?\s{0,9}:\s{0,9}([A-Za-z_$][\w$]{0,80})\s{0,9}[,}]")
"""Directives that stand under a name of their own."""

KIT = regex(r"\bkit\s{0,9}:\s{0,9}\{[^{}]{0,500}(?:\{[^{}]{0,500}\}[^{}]{0,500}){0,9}?\bcsp\s{0,9}:\s{0,9}\{")
BARE = regex(
    r"(?<!\S)(self|none|strict-dynamic|report-sample|(?:wasm-)?unsafe-[a-z]{4,6}|(?:nonce|sha256|sha384|sha512)-[^\s;]{1,200})(?=[\s;]|$)"
)
"""Keywords without the quotes that SvelteKit puts around them."""

KEYED = regex(
    r"(?<![\w$-])([\"']?)(?:default|script|img|connect)(?:-src|Src|_src)\1\s{0,20}(?::(?!:)|=>?(?!=))\s{0,80}[\"'`\[A-Z]"
)
"""The key of a directive in an object, and the start of its sources."""

NEAR = 80
ABOUT = regex(r"csp|content.?security|directives", re.IGNORECASE)
"""What stands before an object that is a policy, not far from its bracket."""

OURS = regex(r"\bbase[\"']?:\s{0,3}$")
"""What stands before the part of a policy that our own specs declare."""

NESTED = regex(r"[\"']allow[\"']\s{0,9}(?:=>|:)")
"""What a builder's list of sources has that keeps hosts below a key of their own."""

REPORTING = regex(r"\breport[_-]?only[\"']?\s{0,9}(?::|=>?)\s{0,9}true\b", re.IGNORECASE)

HELMET = {
    "default-src": "'self'", "base-uri": "'self'", "font-src": "'self' https: data:", "form-action": "'self'",
    "frame-ancestors": "'self'", "img-src": "'self' data:", "object-src": "'none'", "script-src": "'self'",
    "script-src-attr": "'none'", "style-src": "'self' https: 'unsafe-inline'", "upgrade-insecure-requests": "",
}  # fmt: skip
"""What Helmet adds where a directive is not written (https://app.unpkg.com/helmet@8.1.0/files/index.mjs, read on 2026-11-30)."""


def directive_of(key: str) -> str:
    """A directive as headers spell it: `scriptSrc` and `SCRIPT_SRC` are `script-src`."""
    return CAPITAL.sub("-", key).replace("_", "-").lower()


def policy_at(text: str, at: int, names: Names, *, by_helmet: bool) -> str:
    """The policy of an object whose bracket stands at a position; empty if its keys are not directives."""
    found, inside, end = entries(text, at + 1, names)
    for key in HOLDERS:
        if key in inside:
            found, _, _ = entries(text, inside[key] + 1, names)
    if not found and (held := HELD.search(text, at, end)) is not None:
        found = under(held[1], names)
    if by_helmet and not re.search(r"useDefaults\s{0,9}:\s{0,9}false", text) and found:
        found = HELMET | found
    return "; ".join(f"{name} {value}".strip() for name, value in found.items())


def named(text: str, at: int, names: Names) -> str:
    """The policy of an object that stands under a name, which is written at a position."""
    name = NAME.match(text, at)
    found = under(name[0], names) if name is not None else {}
    return "; ".join(f"{key} {value}".strip() for key, value in found.items())


def under(name: str, names: Names) -> dict[str, str]:
    """The directives of the object to which a name is given."""
    assigned = re.search(rf"(?<![\w$.]){re.escape(name)}\s{{0,9}}(?::[^=\n]{{0,80}})?=\s{{0,80}}\{{", names.text)
    return entries(names.text[assigned.end() : assigned.end() + LONGEST], 0, names)[0] if assigned is not None else {}


def sveltekit(text: str) -> tuple[str, int, bool]:
    """The policy of SvelteKit's setting `kit.csp`; where it starts, and whether it is enforced."""
    setting = KIT.search(text)
    if setting is None:
        return "", -1, True
    near, names = text[setting.end() : setting.end() + LONGEST], Names(text)
    _, inside, _ = entries(near, 0, names)
    key = "directives" if "directives" in inside else "reportOnly"
    found = entries(near, inside[key] + 1, names)[0] if key in inside else {}
    policy = "; ".join(f"{name} {value}".strip() for name, value in found.items())
    return quoted_keywords(policy), setting.start(), key == "directives"


def quoted_keywords(policy: str) -> str:
    """A policy whose keywords may lack the quotes that headers have around them."""
    return BARE.sub(r"'\1'", policy)


def entries(text: str, at: int, names: Names, depth: int = 0) -> tuple[dict[str, str], dict[str, int], int]:
    """The directives of an object, its keys that hold objects with the place of their bracket, and where it ends."""
    found: dict[str, str] = {}
    inside: dict[str, int] = {}
    for _ in range(MOST):
        behind = BEHIND.match(text, at)
        at = behind.end() if behind is not None else at
        if at >= len(text) or text[at] in "}]":
            return found, inside, at + 1
        key = KEY.match(text, at)
        if key is None:
            at = max(next_piece(text, at, "}"), at + 1)
            continue
        name, at = key[2] or key[3], key.end()
        if text[at : at + 1] == "{":
            inside[name] = at
            at = entries(text, at + 1, names, depth + 1)[2] if depth < 4 else len(text)
            continue
        value, at = values_at(text, at, names)
        if directive_of(name) in DIRECTIVES and value is not None:
            found[directive_of(name)] = value
    return found, inside, at


def values_at(text: str, at: int, names: Names) -> tuple[str | None, int]:
    """The sources of one directive; nothing where it is switched off."""
    words = WORDS.match(text, at)
    if words is not None:
        return " ".join(words[2].split()), words.end()
    if text[at : at + 1] in ("[", "("):
        opening = text[at]
        closing = {"[": "]", "(": ")"}[opening]
        parts, end = pieces(text, at + 1, closing, names)
        return " ".join([*parts, *keywords(text[at:end])]), end
    value, end = literal(text, at)
    if end != -1:
        return value, end
    plain = PLAIN.match(text, at)
    word = plain[0].strip() if plain is not None else ""
    end = plain.end() if plain is not None else at
    if word.lower() in ("null", "none", "false") and word != "NONE":
        return None, end
    if (named := KEYWORD.match(word)) is not None:
        return " ".join(keywords(named[0])), end
    return ("" if word.lower() == "true" else read(text, at, names)[0]), end


def keywords(listed: str) -> list[str]:
    """Keywords that a list names by constants (`CSP.SELF`), and nonces that a function of the list makes."""
    words = (name.lower().replace("_", "-") for name in KEYWORD.findall(listed))
    found = [f"'unsafe-{word}'" if word in ("inline", "eval") else f"'{word}'" for word in words]
    made = ["'nonce-placeholder'"] if re.search(r"=>[^,\]]{0,80}nonce", listed) else []
    return [word if word != "'nonce'" else "'nonce-placeholder'" for word in found] + made


def anywhere(text: str, names: Names) -> tuple[str, int, bool]:
    """The policy of the first object that has directives for keys, whatever it is for; where it starts, and whether it is enforced."""
    key = KEYED.search(text)
    if key is None:
        return "", -1, True
    depth, at, first = 0, key.start(), max(key.start() - LONGEST, 0)
    while at > first and depth < 1:
        at -= 1
        depth += (text[at] in "{[") - (text[at] in "}]")
    is_meant = ABOUT.search(text, max(at - NEAR, 0), at) is not None and OURS.search(text, max(at - 9, 0), at) is None
    if depth < 1 or not is_meant or NESTED.search(text, at, at + LONGEST):
        return "", -1, True
    found, _, _ = entries(text[at : at + LONGEST], 1, names)
    if len(found) < 2:
        return "", -1, True
    policy = "; ".join(f"{name} {value}".strip() for name, value in found.items())
    return quoted_keywords(policy), key.start(), REPORTING.search(text) is None


def settings(text: str) -> tuple[str, int, bool]:
    """The policy that old settings of Django have, a variable for each directive; where it starts, and whether it is enforced."""
    found: dict[str, str] = {}
    start, enforced = -1, True
    for setting in islice(SETTING.finditer(text), MOST):
        name = directive_of(setting[1])
        if setting[1] == "REPORT_ONLY":
            enforced = not text.startswith("True", setting.end())
        elif name in DIRECTIVES:
            value, _ = values_at(text[: setting.end() + LONGEST], setting.end(), Names(text))
            found.setdefault(name, value or "")
            start = start if start != -1 else setting.start()
    return "; ".join(f"{name} {value}".strip() for name, value in found.items()), start, enforced
