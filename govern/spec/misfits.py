"""Why a part of a spec file is not in the language, in our words, and what would put it right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from govern.core.record import Record
from govern.core.regex import regex
from govern.core.report import EditAction, Route
from govern.spec.base import Form
from govern.spec.spelling import did_you_mean, inflected, kind, meant, suggest, suggested

AS_WRITTEN = object()
"""The value of a fix that puts quotes around what is written: `007` is the text "007", not "7"."""


class Misfit(Record):
    """Why a part of a file is not in the language. `rule` is the id of the rule whose manual explains it.

    `fix` is what `--fix` does there: the action of an `Edit`, and its value.
    """

    rule: str
    route: Route
    message: str
    help: str = ""
    at_key: bool = False
    fix: tuple[EditAction, Any] | None = None


def explain_record(subject: str, record: type[Record], entry: Any, base: Route) -> Iterator[Misfit]:
    """Why data does not fit a record, as pydantic sees it, in our words; `subject` is what messages call it."""
    from govern.spec.edge import forms_of, keys_of, objections, words_of

    wrong: dict[Route, list[tuple[str, Any, dict[str, Any]]]] = {}
    found = objections(record, entry)
    keys = {route for code, route, _, _ in found if code == "key"}
    unknown = [route for code, route, _, _ in found if code == "extra_forbidden"]
    misspelt = {(*route[:-1], meant(str(route[-1]), keys_of(record, route[:-1]))) for route in unknown}
    exchanged = {(*route[:-1], "".join(sorted(str(route[-1])))) for route in unknown}
    for code, route, value, context in found:
        if code != "key" and any(route[:length] in keys for length in range(len(route) + 1)):
            continue  # what stands under a wrong key may be right
        key = str(route[-1]) if route else ""
        if code == "missing" and (route in misspelt or (*route[:-1], "".join(sorted(key))) in exchanged):
            pass  # it is there under a wrong name, which is said of that
        elif code == "missing":
            words = words_of(record, route)
            help = f"one of {', '.join(words)}" if words else f'add "{key}"'
            message = f'{subject}{inside(route[:-1], entry)} has no "{key}"'
            yield Misfit("spec/missing-key", (*base, *route[:-1]), message, help)
        elif code == "extra_forbidden":
            known = keys_of(record, route[:-1])
            message = f'{subject}{inside(route[:-1], entry)} has an unknown key "{key}"'
            fix = renamed(key, known, reached(entry, route[:-1]))
            inner = "" if fix else next((name for name in known if key in keys_of(record, (*route[:-1], name))), "")
            help = f"write it under {inner}" if inner else suggest(key, known)
            yield Misfit("spec/unknown-key", (*base, *route), message, help, at_key=True, fix=fix)
        elif code == "key":
            yield wrong_key(subject, base, route, context, entry)
        else:
            wrong.setdefault(route, []).append((code, value, context))
    for route, reasons in wrong.items():
        if any(other[: len(route)] == route and other != route for _, other, _, _ in found):
            continue  # a union: the member that got further says more
        words = words_of(record, (*route, 0))
        told = subject + (inside(route, entry) or " ")
        yield wrong_value(told, base, route, reasons, forms_of(record, route), keys_of(record, route), words)


def wrong_key(subject: str, base: Route, route: Route, context: dict[str, Any], entry: Any) -> Misfit:
    """The misfit of a mapping's key that is not one of a closed list, such as an environment."""
    key, known = str(route[-1]), literal_words(context) if "expected" in context else []
    expected = f", expected one of {', '.join(known)}" if known else f", expected {expectation('form', context)}"
    message = f'{subject}{inside(route[:-1], entry)} has the key "{key}"{expected}'
    fix = renamed(key, known, reached(entry, route[:-1]))
    return Misfit("spec/wrong-value", (*base, *route), message, suggested(key, known), at_key=True, fix=fix)


def wrong_value(
    subject: str,
    base: Route,
    route: Route,
    reasons: list[tuple[str, Any, dict[str, Any]]],
    forms: list[Form],
    keys: list[str],
    words: list[str],
) -> Misfit:
    """One misfit for all that pydantic says about one value; `forms` and `keys` are what fits there, `words` in a list."""
    value = reasons[0][1]
    expected = " or ".join(dict.fromkeys(expectation(code, context) for code, _, context in reasons))
    if expected == "text" and forms and not any(form.accepts(str(value)) for form in forms):
        expected = " or ".join(form.says for form in forms)
    expected = expected.replace("a whole number or a number", "a number")
    message = f"{subject} is {kind(value)}, expected {expected}".replace("  ", " ")
    help, fix = reshaped(value, expected, forms, keys)
    if type(value) is str and expected == "a list" and words and value not in words:
        help, fix = f"write in square brackets what is meant of {', '.join(words)}", None
    if type(value) is list and expected == "a mapping":
        help = LISTED.get(str(route[-1]) if route else "", help)
    choices = [word for code, _, context in reasons if code == "literal_error" for word in literal_words(context)]
    if type(value) is str and choices:
        help = suggested(value, choices)
        word = meant(value, choices) or inflected(value, choices)
        fix = ("replace", word) if word else None
    says = [context["says"] for code, _, context in reasons if code == "form"]
    if type(value) is str and len(says) == len(reasons) == 1:
        from govern.spec.mending import mended

        right = mended(str(says[0]), value)
        help, fix = (did_you_mean(right), ("replace", right)) if right else (help, fix)
    rule = "spec/wrong-value" if any(code in ("literal_error", "form") for code, _, _ in reasons) else "spec/wrong-type"
    return Misfit(rule, (*base, *route), message, help, fix=fix)


def reshaped(
    value: Any, expected: str, forms: list[Form], keys: list[str]
) -> tuple[str, tuple[EditAction, Any] | None]:
    """The next step for a value of a wrong type, and the fix where it is sure."""
    number = type(value) in (int, float)
    if type(value) is str and "number" in expected and (found := WHOLE.fullmatch(value)):
        return f"write {int(found[1])}", ("replace", int(found[1]))
    if number and keys == ["value"]:
        return f"a fixed value is written {{value: {value}}}", None
    if number and forms and not any(form.accepts(str(value)) for form in forms):
        return with_unit(value, forms)
    if (number or type(value) is bool) and ("text" in expected or forms):
        return "put quotes around it", ("replace", AS_WRITTEN) if number and "number" not in expected else None
    if type(value) is str and expected == "a list":
        sure = WORD.fullmatch(value) and not value.isdecimal()
        return f"write it in square brackets: [{value}]", ("replace", [value]) if sure else None
    if type(value) is dict and expected == "a list":
        return "start each entry with a dash", None
    if type(value) in (str, int, float, bool) and expected == "a mapping" and keys:
        return f"write a mapping with keys such as {', '.join(keys[:3])}", None
    return ("take the key away, or fill it" if value is None else ""), None


WORD = regex(r"\w{1,100}")
"""What is one entry of a list; a text of more may be several."""

WHOLE = regex(r"([0-9]{1,9}) ?(?:ms|%)?")
"""A whole number in quotes, or with the unit that its key has anyway."""


def with_unit(value: float, forms: list[Form]) -> tuple[str, tuple[EditAction, Any] | None]:
    """The next step for a number where a share or a duration belongs. 0.9 may be 90% or 0.9%, so that is asked only."""
    share = f"{value}%" if value >= 1 else f"{value * 100:g}%"
    if any(form.accepts(share) for form in forms):
        return did_you_mean(share), ("replace", share) if value >= 1 else None
    return ("write its unit behind it" if any(form.accepts("7d") for form in forms) else ""), None


LISTED = {
    "parameters": "write the platform's field before each: {value: value}",
    "match_keys": "write the platform's field before each: {em: email}",
    "domains": "write the environment before them: {production: [...]}",
}
"""The next step for a list where a mapping belongs, by the key."""


def renamed(key: str, known: Iterable[str], siblings: Any) -> tuple[EditAction, Any] | None:
    """The fix of a misspelt key; none where the right one stands beside it, or two might be meant."""
    word = meant(key, known)
    return ("rename", word) if word and word not in siblings else None


def reached(data: Any, route: Route) -> Any:
    """The data at a route that leads somewhere."""
    for step in route:
        data = data[step]
    return data


EXPECTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
    "none_required": "nothing",
}


def expectation(code: str, context: dict[str, Any]) -> str:
    """What would have fitted."""
    if code == "form":
        return str(context["says"])
    if code == "literal_error":
        return "one of " + ", ".join(literal_words(context))
    return EXPECTED.get(code, code.replace("_", " "))


def literal_words(context: dict[str, Any]) -> list[str]:
    """The words of a closed list, from pydantic's sentence about them."""
    return [part.strip(" '") for part in str(context.get("expected", "")).replace(" or ", ", ").split(",")]


def inside(route: Route, entry: Any) -> str:
    """A route as people write it, entries of lists by their names: `: "people[Ravi Patel].until"`."""
    if not route:
        return ""
    text = ""
    for step in route:
        entry = entry.get(step) if isinstance(entry, dict) else entry[step] if isinstance(step, int) else None
        text += f"[{called(entry) or step + 1}]" if isinstance(step, int) else f".{step}" if text else step
    return f': "{text}"'


def called(entry: Any) -> str:
    """The name of an entry of a list, where it has one that may stand in a sentence."""
    names = (entry.get(key) for key in NAMES) if isinstance(entry, dict) else ()
    return next((name for name in names if isinstance(name, str) and 0 < len(name) <= 60 and name.isprintable()), "")


NAMES = ("name", "use", "email", "who", "event", "destination", "id")
"""The keys by which people call an entry, the commonest first."""
