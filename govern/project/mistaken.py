"""What a file is that somebody took for an export: said in words, since the remedy differs."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from govern.core.regex import regex
from govern.source.answers import shown

EXPORT_ANEW = "export the container in Tag Manager under Admin, Export Container"
UNPACK = "unpack it and name what is in it"

STARTS = (
    (b"PK\x03\x04", "a zip archive", UNPACK),
    (b"\x1f\x8b", "a gzip archive", UNPACK),
    (b"BZh", "a bzip2 archive", UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", UNPACK),
    (b"Rar!\x1a\x07", "a RAR archive", UNPACK),
    (b"\xfd7zXZ\x00", "an xz archive", UNPACK),
    (b"%PDF", "a PDF document", EXPORT_ANEW),
    (b"\x89PNG", "a picture", EXPORT_ANEW),
    (b"\xff\xd8\xff", "a picture", EXPORT_ANEW),
    (b"\xd0\xcf\x11\xe0", "a file of an old Office (.xls)", "save it anew as .xlsx, or as CSV"),
)
"""The first bytes of files that hold something else, or hold it packed; what they are, and the next step."""

LARGEST = 4 * 1024 * 1024
"""A larger file is not read to name what it counts."""

HEAD = 4096
"""How much of a file is looked at."""

PAGE = regex(
    r"From: <Saved by|\s{0,40}(?:<\?xml[^>]{0,200}>\s{0,40})?(?:<!--[^>]{0,300}-->\s{0,40}){0,5}<(?:!doctype html|html|head|body)\b",
    re.I,
)
TITLE = regex(r"<title\b[^<>]{0,100}>([^<]{1,200})<", re.I)
FAILED = regex(
    r"(?:error:? |http )?[45][0-9]{2}\b|error\b|bad gateway|service (?:temporarily )?unavailable|gateway time|internal server error|"
    r"too many requests|unauthori[sz]ed|(?:access )?forbidden|access denied|not found|page not found|just a moment|attention required",
    re.I,
)
SIGN_IN = regex(
    r"\b(?:(?:sign|log)[ -]?(?:in|on)\b|login\b|anmeld|einloggen|iniciar sesi|inicia sesi|connexion\b|se connecter|accedi\b|iniciar sess|entrar\b|inloggen|authenticat|single sign)",
    re.I,
)
PASSWORD = regex(r"<input\b[^<>]{0,300}\btype=[\"']?password", re.I)
"""What the pages are called that come instead of an answer."""

TABLES = (".csv", ".tsv", ".xlsx", ".xls", ".ods")
ANSWERS = (".json", *TABLES)
"""How files end that were meant to be an answer, whatever came."""

ADDRESS = regex(r"[\w.+-]{1,80}@[\w-]{1,80}\.[\w.-]")
COLUMNS = "a list of people needs columns for a person and a role; say in govern.yaml under columns what others mean, and keep other tables elsewhere"

POINTER = regex(r"version https://git-lfs\.github\.com/spec/v1\s")
CONFLICT = regex(r"^<{7} ", re.MULTILINE)
SPEC = regex(r"^version:[ \t]", re.MULTILINE)
XML = regex(r"\s{0,40}<\?xml\b", re.I)
EXPORT = regex(r'"(?:exportFormatVersion|containerVersion)"')
RUNTIME = ("macros", "predicates", "rules", "tags")
"""What the container has that browsers load."""


POLICY = regex(r"content.?security.?policy|csp", re.IGNORECASE)
DIRECTIVE = regex(r"\b(?:default|script|img|image|connect|object|style)[-_]?src\b", re.IGNORECASE)
PROSE = (".md", ".rst", ".txt", ".html", ".adoc")


class Mistaken:
    """What a file is, the next step, whether it was surely meant to be an export, whether it may be one, and the line that shows it
    (0 where none does)."""

    def __init__(self, what: str, help: str, *, meant: bool, may_be_list: bool = False, line: int = 0) -> None:
        self.what, self.help, self.meant, self.may_be_list, self.line = what, help, meant, may_be_list, line


def recognised(raw: bytes, text: str | None, file: str) -> Mistaken | None:
    """What a file that is not JSON is; nothing where nobody could have taken it for an export."""
    for start, what, help in STARTS:
        if raw.startswith(start):
            return Mistaken(what, help, meant=file.lower().endswith(ANSWERS))
    if text is None:
        return of_bytes(raw) if file.lower().endswith(ANSWERS) else None
    by_head = of_head(text[:HEAD], file.lower())
    if by_head is not None and by_head.what != "XML":
        return by_head
    if (sets_policy := of_policy(text, file.lower())) or by_head is not None:
        return sets_policy or by_head
    if all(f'"{key}"' in text for key in RUNTIME) and '"resource"' in text:
        return Mistaken(RUNTIME_FORM, EXPORT_ANEW, meant=True)
    if counted := counts_in(raw, file):
        return Mistaken(counted, "govern reconcile holds counts against each other", meant=False)
    if EXPORT.search(text) and (brace := text.find("{")) > 0:
        line = text.count("\n", 0, brace) + 1
        what = f"JSON with text before its first brace, which stands in line {line}"
        return Mistaken(what, "delete what is before the brace and after its partner", meant=True)
    return of_table(text) if file.lower().endswith(TABLES) else None


def of_bytes(raw: bytes) -> Mistaken:
    """A file that was meant to be text and has zero bytes in it."""
    line = raw.count(b"\n", 0, raw.index(b"\0")) + 1 if b"\0" in raw else 1
    return Mistaken("damaged: it has bytes that no text has", "export it again, as UTF-8", meant=True, line=line)


def of_table(text: str) -> Mistaken:
    """A table in which nobody finds what a list needs: its headings are shown, at their line."""
    lines = text[:HEAD].split("\n")
    at = next((number for number, line in enumerate(lines) if line.strip(" ,;\t\r")), 0)
    cells = [cell.strip(' "\r') for cell in re.split(r"[,;\t]", lines[at])]
    shown_ = ", ".join(shown(cell[:40]) for cell in cells[:5] if cell)
    more = " ..." if len(cells) > 5 else ""
    may_be_list = speaks_of_people(cells) or ADDRESS.search(text, 0, LARGEST) is not None
    return Mistaken(
        f"a table with the headings {shown_}{more}", COLUMNS, meant=False, may_be_list=may_be_list, line=at + 1
    )


def speaks_of_people(headings: list[str]) -> bool:
    """Whether a heading is one by which lists call people or what these may do."""
    from govern.access.columns import MAIL, meanings_of

    found = meanings_of(headings)
    return bool(found.at["role"]) or any(MAIL.search(found.heading(at)) for at in found.at["principal"])


def names_people(data: Any) -> bool:
    """Whether JSON is a list of objects that have an address each: people, by keys that nobody here knows."""
    rows = (
        data
        if isinstance(data, list)
        else next((x for x in data.values() if isinstance(x, list)), [])
        if isinstance(data, dict)
        else []
    )
    some = [row for row in rows[:20] if isinstance(row, dict)]
    return bool(some) and all(any(isinstance(v, str) and ADDRESS.match(v) for v in row.values()) for row in some)


def of_head(head: str, file: str) -> Mistaken | None:
    """What the beginning of a text shows it to be; `file` is its name in lower case."""
    meant = file.endswith(".json")
    if PAGE.match(head):
        return of_page(head, meant=file.endswith(ANSWERS))
    if by_git := of_git(head):
        return by_git
    if file.endswith((".yaml", ".yml")) and SPEC.search(head):
        return Mistaken("a spec file", "govern lint checks it", meant=False)
    return Mistaken("XML", EXPORT_ANEW, meant=meant) if XML.match(head) else None


def of_page(head: str, *, meant: bool) -> Mistaken:
    """Whether a page says that something failed, or asks for a password, which is what a call gives without one."""
    found = TITLE.search(head)
    title = " ".join(unescape(found[1]).split()) if found else ""
    named = f", a page with the title {shown(title)}" if title else ", a page"
    if FAILED.match(title):
        return Mistaken(f"the error of a server{named}", "fetch it again, later or with another account", meant=meant)
    if SIGN_IN.search(title) or PASSWORD.search(head):
        return Mistaken(
            f"the page of a login{named}", "sign in, or send a token with the call, and fetch it again", meant=meant
        )
    return Mistaken("HTML, a page as browsers show it", f"{EXPORT_ANEW}; a page is what a login gives", meant=meant)


def of_policy(text: str, file: str) -> Mistaken | None:
    """A configuration or program that sets a policy in a form that no reader has: named, so that nobody takes it for judged."""
    directive = DIRECTIVE.search(text, 0, LARGEST)
    if directive is None or POLICY.search(text, 0, LARGEST) is None or file.endswith(PROSE):
        return None
    line = text.count("\n", 0, directive.start()) + 1
    what = f"a configuration or program that sets a content security policy (line {line}) in a form that is not read"
    return Mistaken(what, "audit what is served: curl -sI https://www.example > headers.txt", meant=True)


def of_git(head: str) -> Mistaken | None:
    """What git left in place of a file."""
    if POINTER.match(head):
        return Mistaken("a pointer of Git LFS, not the file itself", "git lfs pull", meant=True)
    if CONFLICT.search(head):
        return Mistaken("a file with a conflict of git in it", "resolve the conflict", meant=True)
    return None


def counts_in(raw: bytes, file: str) -> str:
    """What a file counts, where it is a table of counts. Nobody waits for a large one to be read for that."""
    if len(raw) > LARGEST:
        return ""
    from govern.core.errors import GovernError
    from govern.counts.amounts import kind_in_words
    from govern.counts.reading import read_counts

    try:
        (first, *_) = read_counts(raw, file)
    except GovernError:
        return ""
    return f"a table of counts ({kind_in_words(first)})"


RUNTIME_FORM = "a container in the form that browsers load (gtm.js), from which the names are gone"


def is_runtime(data: Any) -> bool:
    """Whether JSON is the form of a container that browsers load."""
    if not isinstance(data, dict):
        return False
    resource = data.get("resource", data)
    return isinstance(resource, dict) and all(isinstance(resource.get(key), list) for key in RUNTIME)
