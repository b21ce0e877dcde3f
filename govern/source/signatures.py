"""Signatures of files by `ssh-keygen -Y`, and the file that says who may sign (`allowed_signers`).

Signed are bytes, under a namespace of ours, so that a signature made for something else does not count. OpenSSH is asked, as git asks it; no
cryptography is done here.
"""

from __future__ import annotations

import os
import shutil
from base64 import b64decode, b64encode
from collections.abc import Iterator

from govern.core.errors import GovernError
from govern.core.record import Record
from govern.core.regex import regex

NAMESPACE = "audit@govern"
KEPT = ("PATH", "HOME", "SSH_AUTH_SOCK", "SSH_ASKPASS", "DISPLAY", "SYSTEMROOT", "USERPROFILE", "TEMP", "TMP")
SECONDS = 60
HEAD, TAIL, WIDTH = b"-----BEGIN SSH SIGNATURE-----\n", b"-----END SSH SIGNATURE-----\n", 70
"""What stands around a signature, and how many letters each of its lines has."""

BEFORE = regex(r'valid-before="([0-9]+)(Z?)"')


class Signer(Record):
    """One line of `allowed_signers`: whom it allows, and what is wrong with it as proof of a review."""

    principal: str
    line: int
    objection: str


def signers(text: str) -> Iterator[Signer]:
    """Everybody whom the file allows to sign."""
    for number, line in enumerate(text.splitlines(), 1):
        words = line[:4000].split()
        if not words or words[0].startswith("#"):
            continue
        options = words[1] if len(words) > 1 else ""
        before = BEFORE.search(options)
        if any(sign in words[0] for sign in "*?!,"):
            objection = "names a pattern and not a person"
        elif f'namespaces="{NAMESPACE}"' not in options:
            objection = f'does not say namespaces="{NAMESPACE}"'
        elif before is not None and not before[2]:
            objection = "says valid-before without Z, so it depends on the time zone of whoever verifies"
        else:
            objection = ""
        yield Signer(words[0], number, objection)


def sign(content: bytes, key: str) -> bytes:
    """The signature of some bytes with the private key in a file, or its twin in the agent. Raises `GovernError`."""
    code, signature, said = ask(content, "-Y", "sign", "-f", key, "-n", NAMESPACE)
    if code or not is_exact(signature):
        raise GovernError(
            f"ssh-keygen did not sign: {said}", help="name a private key that you can use, such as ~/.ssh/id_ed25519"
        )
    return signature


def is_exact(signature: bytes) -> bool:
    """Whether a signature is letter by letter as ssh-keygen writes it; it reads some that are otherwise in their last letters."""
    body = signature.removeprefix(HEAD).removesuffix(TAIL)
    try:
        letters = b64encode(b64decode(body.replace(b"\n", b""), validate=True))
    except ValueError:
        return False
    lines = (letters[at : at + WIDTH] for at in range(0, len(letters), WIDTH))
    return signature == HEAD + b"".join(line + b"\n" for line in lines) + TAIL


def verified(content: bytes, signature: str, principal: str, allowed: str, day: str) -> str:
    """Why a signature does not hold on a day; empty where it does."""
    code, _, said = ask(content, "-Y", "verify", "-f", allowed, "-I", principal, "-n", NAMESPACE, "-s", signature,
                        f"-Overify-time={day.replace('-', '')}120000Z")  # fmt: skip
    return (said or "it does not fit") if code else ""


def ask(content: bytes, *words: str) -> tuple[int, bytes, str]:
    """What ssh-keygen answers when it is given bytes: its exit code, what it prints, and the last line of what it says."""
    import subprocess

    program = shutil.which("ssh-keygen")
    if program is None:
        raise GovernError("ssh-keygen is not installed, so nothing can be signed or verified", help="install OpenSSH")
    variables = {name: os.environ[name] for name in KEPT if name in os.environ} | {"LC_ALL": "C", "TZ": "UTC"}
    try:
        done = subprocess.run(
            [program, *words], input=content, capture_output=True, check=False, env=variables, timeout=SECONDS
        )
    except subprocess.TimeoutExpired:
        return 255, b"", f"no answer in {SECONDS} seconds"
    except OSError as error:  # no handle or no memory is left
        raise GovernError(f"ssh-keygen cannot be started: {error.strerror}") from None
    lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return done.returncode, done.stdout, lines[-1][:200] if lines else ""
