"""Texts as configurations and programs write them: in quotes, put together from pieces, in lists, behind a name."""

from __future__ import annotations

import re
from itertools import islice

from govern.core.regex import regex

QUOTES = ('"""', "'''", '"', "'", "`")
OPENING = regex(r"[rbfuRBFU]{0,2}(?=[\"'`])")
SPACE = regex(r"(?:[\s\\]|//[^\n]{0,400}\n|#[^\n]{0,400}\n){0,200}")
NAME = regex(r"(?:(?:local|var|this|self)\.)?(\$?[A-Za-z_$][\w$]{0,80})")
HEREDOC = regex(r"<<<?[-~]?([\"']?)([A-Za-z_]{2,20})\1[ \t]{0,9}\n")
"""How a text over several lines begins in Terraform, PHP and Ruby."""

BEHIND = regex(r"[\s,]{0,200}(?:(?://|#)[^\n]{0,400}\n[\s,]{0,200}){0,20}")
JOINED = regex(r"\s{0,80}\.join\(\s{0,20}([\"'`])([^\"'`\n]{0,9})\1")
JOINING = regex(r"join\(\s{0,20}\"; ?\"\s{0,20},\s{0,80}\[")
"""How Terraform puts a list together."""

WITHIN = regex(r"\$(?:\{([A-Za-z_]\w{0,80})(\.join\(\s{0,9}[\"'` ,]{0,9}\))?\}|([A-Za-z_]\w{0,80}))")
MOST, LONGEST = 400, 40_000
"""More pieces, and more letters, than any policy has."""

Read = tuple[str, int]
"""A text and the position behind it; -1 where there is none."""

NOTHING: Read = ("", -1)


class Names:
    """The texts that names stand for in a file, each looked for once."""

    def __init__(self, text: str, depth: int = 0) -> None:
        self.text, self.depth, self.known = text, depth, dict[str, str]()

    def __getitem__(self, name: str) -> str:
        if name not in self.known and len(self.known) < 40 and self.depth < 3:
            self.known[name] = ""  # one that is made of itself has no text
            self.known[name] = self.looked_for(name)
        return self.known.get(name, "")

    def looked_for(self, name: str) -> str:
        """The text that a name has: a constant of a program, or a variable that nginx sets or maps."""
        own = re.escape(name)
        forms = (
            rf"\b(?:const|let|var|final|static)\s[^=\n;]{{0,80}}(?<![\w$]){own}\b[^=\n]{{0,80}}=\s{{0,80}}",
            rf"(?m:^|[{{;])[ \t]{{0,40}}(?:set\s{{1,9}}|Define\s{{1,9}})?{own}(?![\w$])\s{{0,20}}:?=?\s{{0,20}}(?=[\"'`(\[]|<<|join\()",
            rf"\bmap\s{{1,9}}\S{{1,80}}\s{{1,9}}{own}\s{{0,20}}\{{\s{{0,80}}(?:[^\n]{{0,400}}\n\s{{0,80}}){{0,9}}?default\s{{1,9}}",
        )
        assigned = next(filter(None, (re.search(form, self.text) for form in forms)), None)
        if assigned is None:
            return ""
        value = self.at(assigned.end())
        longer = rf"(?m:^|[{{;])[ \t]{{0,40}}(?:set\s{{1,9}})?{own}(?:\s{{0,9}}[+.]=\s{{0,9}}|\s{{1,9}}(?=[\"']\$))"
        for more in islice(re.compile(longer).finditer(self.text, assigned.end()), MOST):
            value = grown(name, value, self.at(more.end()), is_appended=more[0].rstrip().endswith("="))
        return value

    def at(self, position: int) -> str:
        """The text that stands at a position of the file."""
        return read(self.text[position : position + LONGEST], 0, self)[0]

    def put_into(self, value: str) -> str:
        """A text with those of the names in it: `$name`, `${name}` and `${name.join(" ")}`."""
        return WITHIN.sub(self.instead, value)[:LONGEST]

    def instead(self, within: re.Match[str]) -> str:
        """The text of a name within another text; as it is where it has none."""
        name = within[1] or within[3]
        value = self[name] or self["$" + name]
        return (value.replace("; ", " ") if within[2] else value) or within[0]


def grown(name: str, value: str, more: str, *, is_appended: bool) -> str:
    """A text that is put together over several lines: with more behind it, or written anew with itself in it."""
    bare = name.removeprefix("$")
    own = next((word for word in (f"${{{bare}}}", f"${bare}") if more.startswith(word)), "")
    if not is_appended and not own:
        return value
    return (value + more.removeprefix(own))[:LONGEST]


def read(text: str, at: int, names: Names, depth: int = 0) -> Read:
    """The text that stands at a position: a literal, several put together, a list of them, or a name that has one."""
    at = after_space(text, at)
    if depth > 3 or at >= len(text):
        return NOTHING
    if text[at] == "(":
        return sum_of(text, at + 1, names, depth, adjoining=True)
    if text[at] == "[":
        return listed(text, at + 1, names, depth)
    if OPENING.match(text, at):
        return sum_of(text, at, names, depth, adjoining=False)
    if (heredoc := HEREDOC.match(text, at)) is not None:
        end = re.compile(rf"^[ \t]{{0,40}}{heredoc[2]}\b", re.MULTILINE).search(text, heredoc.end())
        return (text[heredoc.end() : end.start()], end.end()) if end is not None else NOTHING
    if (joining := JOINING.match(text, at)) is not None:
        return listed(text, joining.end(), names, depth)
    name = NAME.match(text, at)
    return (names[name[1]], name.end()) if name is not None else NOTHING


def after_space(text: str, at: int) -> int:
    """The position behind white space, comments and the backslash at the end of a line."""
    found = SPACE.match(text, at)
    return found.end() if found is not None else at


def sum_of(text: str, at: int, names: Names, depth: int, *, adjoining: bool) -> Read:
    """Literals put together by a plus sign or, within brackets, by standing side by side."""
    parts, end = [], -1
    for _ in range(MOST):
        at = after_space(text, at)
        value, behind = literal(text, at) if OPENING.match(text, at) else unquoted(text, at, names, depth)
        if behind == -1:
            break
        parts.append(value)
        end, at = behind, after_space(text, behind)
        if text[at : at + 1] in ("+", "."):
            at += 1
        elif not (adjoining and OPENING.match(text, at)):
            break
    return ("".join(parts), end) if end != -1 else NOTHING


def unquoted(text: str, at: int, names: Names, depth: int) -> Read:
    """A name, a list or a bracket among the pieces of a sum."""
    return read(text, at, names, depth + 1) if text[at : at + 1] in ("(", "[") or NAME.match(text, at) else NOTHING


def literal(text: str, at: int) -> Read:
    """A text in quotes; a backslash at the end of a line and one before a quote vanish."""
    opening = OPENING.match(text, at)
    start = opening.end() if opening is not None else at
    quote = next((one for one in QUOTES if text.startswith(one, start)), "")
    end = start + len(quote)
    while quote and (end := text.find(quote, end)) != -1 and text[end - 1] == "\\":
        end += 1
    if not quote or end == -1:
        return NOTHING
    value = text[start + len(quote) : end].replace(f"\\{quote}", quote).replace("\\\n", " ").replace("\\n", " ")
    return value, end + len(quote)


def listed(text: str, at: int, names: Names, depth: int) -> Read:
    """The texts of a list, joined as the program joins them, or as directives are; what is not text is left out."""
    parts, at = pieces(text, at, "]", names, depth)
    joined = JOINED.match(text, at)
    between = joined[2] if joined is not None else "; "
    return between.join(part.strip().rstrip(";") if ";" in between else part for part in parts), at


def pieces(text: str, at: int, closing: str, names: Names, depth: int = 0) -> tuple[list[str], int]:
    """The texts of a list up to its closing bracket, and the position behind that."""
    parts: list[str] = []
    for _ in range(MOST):
        behind = BEHIND.match(text, at)
        at = behind.end() if behind is not None else at
        if at >= len(text) or text[at] == closing:
            return parts, at + 1
        value, end = sum_of(text, at, names, depth + 1, adjoining=False)
        if end == -1:  # code: on to the next piece
            value, end = "", next_piece(text, at, closing)
        if value:
            parts.append(value)
        at = end
    return parts, at


def next_piece(text: str, at: int, closing: str) -> int:
    """Where the piece after one that is code begins; what stands in quotes there is not looked at."""
    while at < len(text) and text[at] not in (",", closing, "\n"):
        if text[at] in "\"'`":
            _, end = literal(text, at)
            at = end if end != -1 else len(text)
        else:
            at += 1
    return max(at, 0)
