"""Whose rules in Python are run: those of projects that the user trusts, as they were when the user looked at them.

Trust is remembered in the user's own configuration, by the real path of the project and a digest of all its rules in
Python, so that a branch with another rule in it is not trusted. `GOVERN_PROJECT_RULES` goes before what is remembered.
"""

from __future__ import annotations

import os
from typing import Literal

from govern.core.errors import GovernError

SWITCH = "GOVERN_PROJECT_RULES"
WORDS = {"on": True, "1": True, "true": True, "yes": True, "off": False, "0": False, "false": False, "no": False}
VERSION = 1

Standing = Literal["", "trusted", "off", "unknown", "changed"]
"""What becomes of a project's rules in Python: there are none, they are run, or why they are not."""

TRUSTED: Standing = "trusted"


def switch() -> bool | None:
    """What the environment says: run them, leave them out, or, with `None`, what is remembered."""
    word = os.environ.get(SWITCH, "")
    if word and word.lower() not in WORDS:
        raise GovernError(f'{SWITCH} is "{word}", expected on or off')
    return WORDS.get(word.lower())


def standing(root: str, digest: str) -> Standing:
    """What becomes of the rules in Python of the project at `root`, by their digest."""
    if not digest:
        return ""
    said = switch()
    if said is not None:
        return "trusted" if said else "off"
    known = remembered().get(os.path.realpath(root))
    return "unknown" if known is None else "trusted" if known == digest else "changed"


def digest(texts: dict[str, str]) -> str:
    """The digest of files by their names and texts; empty where there are none."""
    if not texts:
        return ""
    from hashlib import sha256

    each = (f"{sha256_of(text)} {file}\n" for file, text in sorted(texts.items()))
    return sha256("".join(each).encode("utf-8", "surrogateescape")).hexdigest()


def sha256_of(text: str) -> str:
    """The digest of one text."""
    from hashlib import sha256

    return sha256(text.encode("utf-8", "surrogateescape")).hexdigest()


WHY: dict[str, str] = {
    "off": f"--no-project-rules or {SWITCH} says so",
    "unknown": "this project is not trusted; look at them and say: govern trust",
    "changed": "they are not as they were when they were trusted; look at them and say: govern trust",
}


def left_out(standing: Standing, rules: tuple[str, ...]) -> tuple[str, ...]:
    """The remark about rules that were not run."""
    if not rules:
        return ()
    what = f"{len(rules)} rules in Python were" if len(rules) > 1 else "1 rule in Python was"
    return (f"{what} not run ({', '.join(rules)}): {WHY[standing]}",)


def path() -> str:
    """The file in the user's configuration, if they have any. A folder that is not absolute would be the project's."""
    bases = (os.environ.get("XDG_CONFIG_HOME", ""), os.environ.get("APPDATA", ""), os.path.expanduser("~/.config"))
    base = next(filter(os.path.isabs, bases), "")
    return os.path.join(base, "govern-tracking", "trust.json") if base else ""


def remembered() -> dict[str, str]:
    """The digest that is trusted, by the real path of the project."""
    import json

    where = path()
    if not where:
        return {}
    try:
        with open(where, "rb") as file:
            data = json.load(file)
        known = {VERSION: data["trusted"]}[data["version"]]
        return {str(root): str(digest) for root, digest in known.items()}
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise GovernError(f"{where} cannot be read: {error.strerror}") from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise GovernError(f"{where} is not a list of trusted projects", help="delete it and trust them anew") from None


def remember(root: str, digest: str | None) -> None:
    """Trust the project at `root` with what has this digest, or, with `None`, no longer trust it."""
    import json

    from govern.source.locks import held

    where = path()
    if not where:
        raise GovernError("there is no folder for the user's configuration", help="set XDG_CONFIG_HOME")
    with held([where]):  # what is trusted meanwhile is read before it is written
        trusted = remembered()
        trusted.pop(os.path.realpath(root), None)
        if digest is not None:
            trusted[os.path.realpath(root)] = digest
        written(where, json.dumps({"version": VERSION, "trusted": dict(sorted(trusted.items()))}, indent=2) + "\n")


def written(where: str, text: str) -> None:
    """Write a file whole, readable by its owner alone, and take away what killed processes left beside it."""
    from govern.source.writing import clean, create, discard

    temporary = ""
    try:
        os.makedirs(os.path.dirname(where), mode=0o700, exist_ok=True)
        clean(os.path.dirname(where))
        handle, temporary = create(where, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8", "surrogateescape"))
        os.replace(temporary, where)
    except OSError as error:
        raise GovernError(f"{where} cannot be written: {error.strerror}") from None
    finally:
        discard(temporary)
