"""Change one thing in a module and see whether its tests notice: `python tools/mutants.py SUBJECT --count N --seed S`.

A subject is a module whose mistakes cost most, and the tests that speak about it. A mutant is the module with one comparison
turned, one number moved, one `and` made `or`, one condition made constant, or one statement left out. Each runs the tests
in a child of this process, with the mutant in the module's place; nothing on the disk is changed. Prints what survived,
with its line, and the share that was killed; exits with 1 where that is below 90 of 100.
"""

from __future__ import annotations

import argparse
import ast
import importlib.abc
import importlib.util
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from copy import deepcopy
from importlib.machinery import ModuleSpec
from pathlib import Path
from random import Random
from types import CodeType

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

SUBJECTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "reader": ("govern.source.yaml", ("test_yaml.py",)),
    "writer": ("govern.source.emit", ("test_yaml_emit.py",)),
    "files": ("govern.source.writing", ("test_writing.py", "test_lost_updates.py")),
    "matcher": ("govern.csp.match", ("test_csp_match.py",)),
    "masking": ("govern.platforms.masking", ("test_masking.py",)),
    "leaks": ("govern.platforms.leaks", ("test_masking.py", "test_leaks.py")),
}
WANTED = 0.9
PATIENCE = 120
"""Seconds of processor time after which a mutant counts as noticed: it does not end."""

TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.In: ast.NotIn,
    ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip

Change = tuple[str, Callable[[], None]]


def changes(tree: ast.Module) -> Iterator[Change]:
    """Every change to a tree: what it does in words, and how it is made in this tree."""
    inside = {id(node) for define in ast.walk(tree) if isinstance(define, ast.FunctionDef) for node in ast.walk(define)}
    notes = {id(part) for node in ast.walk(tree) for part in types_of(node)}
    for node in ast.walk(tree):
        if id(node) in inside and id(node) not in notes:
            for what, make in of_node(node):
                yield f"line {getattr(node, 'lineno', 0)}: {what}", make


def types_of(node: ast.AST) -> Iterator[ast.AST]:
    """What is a type and is never run."""
    for name in ("annotation", "returns"):
        if isinstance(part := getattr(node, name, None), ast.AST):
            yield from ast.walk(part)


def of_node(node: ast.AST) -> Iterator[Change]:
    """The changes of one node."""
    match node:
        case ast.Compare(ops=[op, *_]) if type(op) in TURNED:
            other = TURNED[type(op)]
            yield f"{ast.unparse(node)} has {other.__name__}", lambda: node.ops.__setitem__(0, other())
        case ast.BoolOp():
            other_op: ast.boolop = ast.Or() if isinstance(node.op, ast.And) else ast.And()
            yield f"{ast.unparse(node)[:80]} has {type(other_op).__name__}", lambda: setattr(node, "op", other_op)
        case ast.Constant(value=bool(value)):
            yield f"{value} is {not value}", lambda: setattr(node, "value", not value)
        case ast.Constant(value=int(number)):
            yield f"{number} is {number + 1}", lambda: setattr(node, "value", number + 1)
        case ast.If() | ast.IfExp() | ast.While():
            for always in (True, False) if not isinstance(node, ast.While) else (False,):
                yield f"{ast.unparse(node.test)[:80]} is always {always}", constant(node, value=always)
        case ast.UnaryOp(op=ast.Not()):
            yield f"{ast.unparse(node)[:80]} loses its not", lambda: setattr(node, "op", ast.UAdd())
        case ast.BinOp(op=ast.Add()):
            yield f"{ast.unparse(node)[:80]} subtracts", lambda: setattr(node, "op", ast.Sub())
        case ast.BinOp(op=ast.Sub()):
            yield f"{ast.unparse(node)[:80]} adds", lambda: setattr(node, "op", ast.Add())
    yield from left_out(node)


def constant(node: ast.If | ast.IfExp | ast.While, *, value: bool) -> Callable[[], None]:
    """A condition that always says the same."""
    return lambda: setattr(node, "test", ast.Constant(value))


def left_out(node: ast.AST) -> Iterator[Change]:
    """Statements left out one by one; a text that explains is none."""
    found = getattr(node, "body", None)
    body: list[ast.stmt] = found if isinstance(found, list) else []
    for at, statement in enumerate(body):
        explains = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
        if (
            isinstance(statement, ast.Expr | ast.Assign | ast.AugAssign | ast.Raise | ast.Continue | ast.Break)
            and not explains
        ):
            said = ast.unparse(statement).split("\n")[0][:80]

            def make(body: list[ast.stmt] = body, at: int = at) -> None:
                body[at] = ast.Pass()

            yield f"without line {statement.lineno}: {said}", make


class Mutated(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds one module, and gives the mutant for it."""

    def __init__(self, name: str, path: str, code: CodeType) -> None:
        self.name, self.path, self.code = name, path, code

    def find_spec(self, fullname: str, path: object = None, target: object = None) -> ModuleSpec | None:
        if fullname != self.name:
            return None
        return importlib.util.spec_from_file_location(fullname, self.path, loader=self)

    def exec_module(self, module: object) -> None:
        exec(self.code, vars(module))


def survives(module: str, path: Path, tree: ast.Module, tests: tuple[str, ...]) -> bool:
    """Whether the tests pass with a mutant in the module's place, in a child that ends by itself or is ended."""
    code = compile(ast.fix_missing_locations(tree), str(path), "exec")
    child = os.fork()
    if child == 0:
        import pytest

        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        signal.setitimer(signal.ITIMER_PROF, PATIENCE)
        sys.meta_path.insert(0, Mutated(module, str(path), code))
        args = ["-q", "-x", "-p", "no:cacheprovider", "-p", "no:xdist", *(str(ROOT / "tests" / test) for test in tests)]
        os._exit(0 if pytest.main(args) == 0 else 1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def tried(subject: str, count: int, seed: int, seconds: float) -> tuple[int, list[str]]:
    """How many mutants were tried in the time that there is, and which survived."""
    module, tests = SUBJECTS[subject]
    path = ROOT / f"{module.replace('.', '/')}.py"
    tree = ast.parse(path.read_text("utf-8"))
    if not survives(module, path, deepcopy(tree), tests):
        raise SystemExit(f"the tests of {subject} fail without any change")
    every = list(changes(tree))
    chosen = Random(seed).sample(range(len(every)), min(count, len(every)))
    survived: list[str] = []
    began = time.monotonic()
    for done, at in enumerate(chosen):
        if time.monotonic() - began > seconds:
            return done, survived
        mutant = deepcopy(tree)
        what, make = list(changes(mutant))[at]
        make()
        if survives(module, path, mutant, tests):
            survived.append(what)
            print(f"  survived: {subject}, {what}", flush=True)
    return len(chosen), survived


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("subjects", nargs="*", metavar="SUBJECT", help=f"one of {', '.join(SUBJECTS)}; all by default")
    parser.add_argument("--count", type=int, default=10**9, help="mutants of each subject, all by default")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=float("inf"), help="stop with a subject after so long")
    options = parser.parse_args()
    low = 0
    for subject in options.subjects or SUBJECTS:
        count, survived = tried(subject, options.count, options.seed, options.seconds)
        share = 1 - len(survived) / count
        low += share < WANTED
        print(f"{subject:10} {count - len(survived)} of {count} killed, {share:.0%}", flush=True)
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
