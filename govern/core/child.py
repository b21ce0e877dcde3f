"""A process of its own for code that is not ours: a project's rules in Python, a project's templates.

It gets requests as pickles, for it is the one at risk, and answers in JSON, each answer with a word that only the two
know. Whatever it does, prints or breaks, the asking side gets an answer or a `Failure`, in time.
"""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
import threading
import weakref
from queue import Empty, SimpleQueue
from typing import IO, Any

from govern.core.registry import PACKAGE

SECRET = 16
SIZE = 8
MOST = 64 << 20
"""The longest answer that is listened to, in bytes."""

GRACE = 2.0
"""So many seconds a process gets, beyond twice its limit, to say itself that it took too long."""

ENDED = "its process ended before it answered"
FORGED = "it writes where only answers belong"
KEPT = frozenset(
    ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "LANG", "LC_ALL")
)
"""The variables that such a process is given: an interpreter may need them, and no credential is among them."""


class Failure(Exception):
    """Why there is no answer, as words that follow a name."""


def late(seconds: float) -> str:
    """What is said of work that took too long."""
    return f"it takes longer than {seconds:.3g} s"


class Child:
    """A process that answers with `module.Handler().answer`, started when it is first asked and again when it has ended."""

    def __init__(self, module: str, *, memory: int, files: bool) -> None:
        self.boot = {"module": module, "memory": memory, "files": files}
        self.process: subprocess.Popen[bytes] | None = None
        self.answers: SimpleQueue[Any] = SimpleQueue()
        self.starts = 0

    def ask(self, request: Any, seconds: float) -> Any:
        """The answer to a request, which gets so many seconds of the processor, or twice as many of the clock."""
        process = self.process or self.start()
        try:
            send(process, (seconds, request))
            answer = self.answers.get(timeout=2 * seconds + GRACE)
        except OSError:
            answer = ENDED
        except Empty:
            answer = late(seconds)
        except BaseException:  # interrupted: the next answer would be the one to this question
            self.close()
            raise
        if isinstance(answer, str) or answer.get("late"):
            self.close()
            raise Failure(answer if isinstance(answer, str) else late(seconds))
        return answer

    def start(self) -> subprocess.Popen[bytes]:
        """The process, ready to be asked."""
        self.answers = SimpleQueue()
        self.process = process = subprocess.Popen(
            [
                sys.executable,
                "-I",
                "-c",
                f"import sys; sys.path[:] = {paths()!r}; import govern.core.inside as it; it.main()",
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
            cwd=os.path.abspath(os.sep),
            env={name: value for name, value in os.environ.items() if name.upper() in KEPT},
            start_new_session=True,
        )
        self.stop = weakref.finalize(self, stop, process)
        secret = os.urandom(SECRET)
        assert process.stdout is not None
        threading.Thread(target=listen, args=(process.stdout, secret, self.answers), daemon=True).start()
        send(process, {**self.boot, "secret": secret})
        if "ready" not in self.answers.get():
            self.close()
            raise RuntimeError(f"the process for {self.boot['module']} does not start")
        self.starts += 1
        return process

    def close(self) -> None:
        """End the process; the next question starts another."""
        if self.process is not None:
            self.process = None
            self.stop()


def paths() -> list[str]:
    """Where our process looks for modules: where we do, the current folder left out, since it is somebody's project."""
    home = os.path.dirname(PACKAGE)
    found = [home, *(path for path in sys.path if os.path.isabs(path) and path != os.getcwd())]
    return list(dict.fromkeys(found))


def send(process: subprocess.Popen[bytes], request: Any) -> None:
    """Hand over a request."""
    assert process.stdin is not None
    raw = pickle.dumps(request, pickle.HIGHEST_PROTOCOL)
    left = memoryview(len(raw).to_bytes(SIZE, "big") + raw)
    while left:
        left = left[process.stdin.write(left) :]


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a process and all that it has started."""
    if process.stdin is not None:
        process.stdin.close()
    if hasattr(os, "killpg"):
        from signal import SIGKILL

        try:
            os.killpg(process.pid, SIGKILL)
        except (ProcessLookupError, PermissionError):  # it has ended, and so have all of its own
            process.kill()
    else:
        process.kill()
    process.wait()


def listen(stream: IO[bytes], secret: bytes, answers: SimpleQueue[Any]) -> None:
    """Put the answers of a process in a queue, up to the first that cannot be read; then say why."""
    with stream:
        while True:
            head = exactly(stream, SECRET + SIZE)
            size = int.from_bytes(head[SECRET:], "big")
            if len(head) < SECRET + SIZE:
                return answers.put(ENDED)
            if head[:SECRET] != secret or size > MOST:
                return answers.put(FORGED if head[:SECRET] != secret else "it answers with more than can be read")
            body = exactly(stream, size)
            try:
                answer = json.loads(body) if len(body) == size else ENDED
            except (ValueError, RecursionError):
                answer = FORGED
            answers.put(answer if isinstance(answer, dict) else str(answer))


def exactly(stream: IO[bytes], size: int) -> bytes:
    """So many bytes, or less where the stream ends before."""
    parts: list[bytes] = []
    while size and (part := stream.read(min(size, 1 << 20))):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
