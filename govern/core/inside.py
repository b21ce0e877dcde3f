"""The other side of `child`: what runs in the process that is at risk, around the code that is not ours.

The pipes of the requests and the answers are moved away, so that what is printed goes nowhere; memory is limited; work
that takes too long is interrupted where it stands; other processes, and files where none are needed, are refused.
"""

from __future__ import annotations

import faulthandler
import json
import os
import pickle
import sys
import threading
import time
from _thread import interrupt_main
from importlib import import_module
from typing import Any, Protocol, Self

from govern.core.child import GRACE, SIZE

OF_PROCESSES = frozenset(
    ("os.fork", "os.forkpty", "os.exec", "os.posix_spawn", "os.spawn", "os.system", "os.startfile", "os.startfile/2",
     "subprocess.Popen", "os.kill", "os.killpg", "signal.pthread_kill", "pty.spawn")
)  # fmt: skip
"""What the interpreter says before it starts or ends a process."""


class Clock:
    """Interrupts the main thread when work has taken so many seconds of the processor, or twice as many of the clock."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.late = False
        self.done = threading.Event()
        self.thread = threading.Thread(target=self.watch, daemon=True)

    def __enter__(self) -> Self:
        self.thread.start()
        return self

    def watch(self) -> None:
        clock, processor = time.monotonic(), time.process_time()
        while True:
            spent = max(time.process_time() - processor, (time.monotonic() - clock) / 2)
            if spent >= self.seconds:
                self.late = True
                return interrupt_main()
            if self.done.wait(self.seconds - spent):
                return None

    def __exit__(self, *_: object) -> None:
        while self.thread.is_alive():
            try:
                self.done.set()
                self.thread.join()
            except KeyboardInterrupt:  # it was interrupted in its last moment
                continue


class Handler(Protocol):
    """What answers requests: with plain data, whatever the code does that it is about."""

    def answer(self, request: Any, clock: Clock) -> dict[str, Any]: ...


class Guard:
    """Refuses other processes, and files unless they are allowed, and remembers what it has refused."""

    def __init__(self, *, files: bool) -> None:
        self.files = files
        self.refused: list[str] = []

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event in OF_PROCESSES or not (self.files or self.is_harmless(event, arguments)):
            self.refused.append(event)
            raise PermissionError(f"{event} is refused")

    def taken(self) -> list[str]:
        """What was refused since this was last asked."""
        found, self.refused = self.refused, []
        return found

    def is_harmless(self, event: str, arguments: tuple[Any, ...]) -> bool:
        """Whether an event is about no file, or about a module that is imported."""
        if event == "open":
            return isinstance(arguments[0], str) and arguments[0].endswith((".py", ".pyc", ".so", ".pyd"))
        return event == "os.listdir" or not event.startswith(("os.", "socket.", "shutil.", "ctypes.", "sqlite3."))


def main() -> None:
    """Answer until nobody asks any more."""
    requests, answers = moved(0, os.O_RDONLY), moved(1, os.O_WRONLY)
    boot = pickle.loads(received(requests))  # noqa: S301 - from the process that started this one
    guard = Guard(files=boot["files"])
    handler: Handler = import_module(boot["module"]).Handler(guard)
    limit_memory(boot["memory"])
    told(answers, boot["secret"], {"ready": True})
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    sys.addaudithook(guard)
    here = os.getpid()
    while raw := received(requests):
        seconds, request = pickle.loads(raw)  # noqa: S301 - as above
        faulthandler.dump_traceback_later(2 * seconds + 2 * GRACE, exit=True, file=nowhere)
        answer = answered(handler, request, seconds)
        if os.getpid() != here:
            os._exit(0)  # a copy of this process, that somebody has made all the same
        faulthandler.cancel_dump_traceback_later()
        told(answers, boot["secret"], answer)
    os._exit(0)


def answered(handler: Handler, request: Any, seconds: float) -> dict[str, Any]:
    """The answer to a request, or that it took too long."""
    try:
        with Clock(seconds) as clock:
            return handler.answer(request, clock)
    except KeyboardInterrupt:
        return {"late": True}


def moved(descriptor: int, flags: int) -> int:
    """A pipe under a number of its own; its old number leads nowhere."""
    private = os.dup(descriptor)
    nowhere = os.open(os.devnull, flags)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)
    return private


def limit_memory(memory: int) -> None:
    """Limit the memory of this process where the system can, and let it leave no image of itself."""
    try:
        import resource
    except ImportError:  # Windows
        return
    for what, limit in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CORE, 0)):
        try:
            resource.setrlimit(what, (limit, limit))
        except (ValueError, OSError):  # macOS knows no such limit, or a lower one holds already
            continue


def received(requests: int) -> bytes:
    """The next request; empty when there is none any more."""
    return exactly(requests, int.from_bytes(exactly(requests, SIZE), "big"))


def exactly(source: int, size: int) -> bytes:
    """So many bytes, or none where they end before."""
    parts: list[bytes] = []
    while size:
        part = os.read(source, min(size, 1 << 20))
        if not part:
            return b""
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def told(answers: int, secret: bytes, answer: dict[str, Any]) -> None:
    """Write an answer to the pipe: the secret, its length, JSON. The secret tells it from what a rule might write."""
    raw = json.dumps(answer).encode()
    left = memoryview(secret + len(raw).to_bytes(SIZE, "big") + raw)
    while left:
        left = left[os.write(answers, left) :]
