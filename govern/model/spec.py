"""A spec file as a whole: which sections there are, and how its data becomes entities or problems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib import import_module
from typing import Any, NamedTuple

from govern.model.base import Entity, Form
from govern.model.fit import Fit, Unfit, builder, fitter
from govern.record import Record
from govern.report import EditAction, Route

VERSION = 1


AS_WRITTEN = object()
"""The value of a fix that puts quotes around what is written: `007` is the text "007", not "7"."""


class Section(NamedTuple):
    """Where a section's record lives; `many` sections are lists of entries, the others one mapping."""

    module: str
    record: str
    many: bool
    noun: str


SECTIONS: dict[str, Section] = {
    "sites": Section("sites", "Site", True, "site"),
    "destinations": Section("destinations", "Destination", True, "destination"),
    "parameters": Section("events", "Parameter", True, "parameter"),
    "events": Section("events", "Event", True, "event"),
    "mappings": Section("mappings", "Mapping", True, "mapping"),
    "attribution": Section("attribution", "Attribution", False, "attribution"),
    "csp": Section("csp", "Csp", True, "policy of site"),
    "access": Section("access", "Access", False, "access"),
    "tokens": Section("tokens", "Tokens", False, "tokens"),
    "quality": Section("quality", "Quality", False, "quality"),
    "naming": Section("naming", "Naming", False, "naming"),
    "containers": Section("containers", "ContainerEntry", True, "container"),
}


NAMED = ("sites", "destinations", "parameters", "events", "tokens")
"""The sections whose entries others refer to by their name."""

HEADINGS = (*SECTIONS, "version")
"""The keys of a spec file."""


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


class Sections(Record):
    """What a file holds: entities by section, what does not fit, and the names of entries that do not fit."""

    entities: dict[str, tuple[Any, ...]]
    misfits: tuple[Misfit, ...] = ()
    broken: frozenset[tuple[str, str]] = frozenset()


@cache
def record_of(section: str) -> type[Entity]:
    """The record of a section's entries."""
    found = SECTIONS[section]
    record: type[Entity] = getattr(import_module(f"govern.model.{found.module}"), found.record)
    return record


def read_sections(data: Any, file: str, *, fits: bool = False) -> Sections:
    """The entities of one file's data. An entry that does not fit is left out and reported; the others stay.

    Data that is known to fit, because the same bytes did before, is not checked again.
    """
    if fits:
        return Sections(
            {section: tuple(built(section, data[section], file)) for section in SECTIONS if data.get(section)}
        )
    if type(data) is not dict:
        message = f"a spec file is a mapping of sections, not {kind(data)}"
        return Sections({}, (Misfit("spec/wrong-type", (), message, "start it with: version: 1"),))
    misfits = list(header_misfits(data))
    entities: dict[str, tuple[Any, ...]] = {}
    broken: set[tuple[str, str]] = set()
    for section, value in data.items():
        if section not in SECTIONS:
            continue
        many = SECTIONS[section].many
        if value is None:
            continue
        if many and type(value) is not list:
            message = f'"{section}" is {kind(value)}, expected a list of entries'
            misfits.append(Misfit("spec/wrong-type", (section,), message, "start each entry with a dash"))
            continue
        record, found = record_of(section), []
        fit = fitter(record)
        for route, entry in [((section, i), entry) for i, entry in enumerate(value)] if many else [((section,), value)]:
            try:
                entity = fit(entry)
            except Unfit:
                misfits.extend(explain(section, record, entry, route))
                broken.update((section, name) for name in names_in(section, entry))
                if many or type(entry) is not dict:
                    continue
                entity = fit(what_fits(fit, entry))
            entity.__dict__["_file"] = file
            entity.__dict__["_route"] = route
            found.append(entity)
        entities[section] = tuple(found)
    return Sections(entities, tuple(misfits), frozenset(broken))


def what_fits(fit: Fit, entry: dict[str, Any]) -> dict[str, Any]:
    """The keys of a section that fit by themselves: a mistake in a policy leaves the lists beside it as they are."""
    return {key: value for key, value in entry.items() if fits_alone(fit, key, value)}


def fits_alone(fit: Fit, key: str, value: Any) -> bool:
    """Whether one key of a section fits."""
    try:
        fit({key: value})
    except Unfit:
        return False
    return True


def built(section: str, value: Any, file: str) -> Iterator[Entity]:
    """The entities of a section that is known to fit."""
    build = builder(record_of(section))
    entries = enumerate(value) if SECTIONS[section].many else [(None, value)]
    for position, entry in entries:
        entity: Entity = build(entry)
        if entity.__dict__ is entry:
            entity = entity.replace()
        entity.__dict__["_file"] = file
        entity.__dict__["_route"] = (section,) if position is None else (section, position)
        yield entity


def header_misfits(data: dict[str, Any]) -> Iterator[Misfit]:
    """The version, and keys that are no section."""
    unknown = [key for key in data if key != "version" and key not in SECTIONS]
    if "version" not in data and any(meant(key, HEADINGS) == "version" for key in unknown):
        pass  # it is misspelt, which is said of the key
    elif "version" not in data:
        fix: tuple[EditAction, Any] | None = ("insert", VERSION) if data else None
        yield Misfit("spec/missing-key", (), 'the file has no "version"', "start it with: version: 1", fix=fix)
    elif type(data["version"]) is not int or data["version"] != VERSION:
        shown = kind(data["version"])
        yield Misfit("spec/wrong-value", ("version",), f'"version" is {shown}, this govern reads version {VERSION}')
    for key in unknown:
        message, fix = f'unknown section "{key}"', renamed(key, HEADINGS, data)
        yield Misfit("spec/unknown-key", (key,), message, suggest(key, HEADINGS), at_key=True, fix=fix)


def names_in(section: str, entry: Any) -> Iterator[str]:
    """Every name that an entry which does not fit may have meant to declare; an empty one where it has none."""
    if type(entry) is not dict:
        yield entry if type(entry) is str else ""
        return
    for key in ("name", "id"):
        if type(entry.get(key)) is str:
            yield entry[key].strip()
    named = entry.get("items", ()) if section == "tokens" else (entry,)
    if section in NAMED and not all(map(is_named, named or ())):
        yield ""
    for value in entry.values():
        if type(value) is list:
            for item in value:
                if type(item) is dict and type(item.get("name")) is str:
                    yield item["name"]


def is_named(entry: Any) -> bool:
    """Whether an entry says its name."""
    return type(entry) is dict and type(entry.get("name")) is str and bool(entry["name"].strip())


def explain(section: str, record: type[Record], entry: Any, base: Route) -> Iterator[Misfit]:
    """Why an entry of a section does not fit."""
    return explain_record(subject_of(section, entry), record, entry, base)


def explain_record(subject: str, record: type[Record], entry: Any, base: Route) -> Iterator[Misfit]:
    """Why data does not fit a record, as pydantic sees it, in our words; `subject` is what messages call it."""
    from govern.model.edge import complaints, forms_of, keys_of, words_of

    wrong: dict[Route, list[tuple[str, Any, dict[str, Any]]]] = {}
    found = complaints(record, entry)
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
            message = f'{subject}{inside(route[:-1])} has no "{key}"'
            yield Misfit("spec/missing-key", (*base, *route[:-1]), message, help)
        elif code == "extra_forbidden":
            known = keys_of(record, route[:-1])
            message = f'{subject}{inside(route[:-1])} has an unknown key "{key}"'
            fix = renamed(key, known, reached(entry, route[:-1]))
            yield Misfit("spec/unknown-key", (*base, *route), message, suggest(key, known), at_key=True, fix=fix)
        elif code == "key":
            yield wrong_key(subject, base, route, context, reached(entry, route[:-1]))
        else:
            wrong.setdefault(route, []).append((code, value, context))
    for route, reasons in wrong.items():
        if any(other[: len(route)] == route and other != route for _, other, _, _ in found):
            continue  # a union: the member that got further says more
        yield wrong_value(subject, base, route, reasons, forms_of(record, route), keys_of(record, route))


def wrong_key(subject: str, base: Route, route: Route, context: dict[str, Any], siblings: Any) -> Misfit:
    """The misfit of a mapping's key that is none of a closed list, such as an environment."""
    key, known = str(route[-1]), literal_words(context) if "expected" in context else []
    expected = f", expected one of {', '.join(known)}" if known else f", expected {expectation('form', context)}"
    message = f'{subject}{inside(route[:-1])} has the key "{key}"{expected}'
    fix = renamed(key, known, siblings)
    return Misfit("spec/wrong-value", (*base, *route), message, suggested(key, known), at_key=True, fix=fix)


def wrong_value(
    subject: str,
    base: Route,
    route: Route,
    reasons: list[tuple[str, Any, dict[str, Any]]],
    forms: list[Form],
    keys: list[str],
) -> Misfit:
    """One misfit for all that pydantic says about one value; `forms` and `keys` are what fits there."""
    value = reasons[0][1]
    expected = " or ".join(dict.fromkeys(expectation(code, context) for code, _, context in reasons))
    if expected == "text" and forms and not any(form.accepts(str(value)) for form in forms):
        expected = " or ".join(form.says for form in forms)
    where = inside(route) or " "
    message = f"{subject}{where} is {kind(value)}, expected {expected}".replace("  ", " ")
    help, fix = reshaped(value, expected, forms, keys)
    choices = [word for code, _, context in reasons if code == "literal_error" for word in literal_words(context)]
    if type(value) is str and choices:
        help = suggested(value, choices)
        word = meant(value, choices)
        fix = ("replace", word) if word else None
    says = [context["says"] for code, _, context in reasons if code == "form"]
    if type(value) is str and len(says) == len(reasons) == 1:
        from govern.model.mending import mended

        right = mended(str(says[0]), value)
        help, fix = (f'did you mean "{right}"?', ("replace", right)) if right else (help, fix)
    rule = "spec/wrong-value" if any(code in ("literal_error", "form") for code, _, _ in reasons) else "spec/wrong-type"
    return Misfit(rule, (*base, *route), message, help, fix=fix)


def reshaped(
    value: Any, expected: str, forms: list[Form], keys: list[str]
) -> tuple[str, tuple[EditAction, Any] | None]:
    """The next step for a value of a wrong type, and the fix where it is sure."""
    number = type(value) in (int, float)
    if number and keys == ["value"]:
        return f"a fixed value is written {{value: {value}}}", None
    if number and forms and not any(form.accepts(str(value)) for form in forms):
        share = f"{value}%" if value >= 1 and any(form.accepts(f"{value}%") for form in forms) else ""
        return (f'did you mean "{share}"?', ("replace", share)) if share else ("", None)
    if (number or type(value) is bool) and ("text" in expected or forms):
        return "put quotes around it", ("replace", AS_WRITTEN) if number and "number" not in expected else None
    if type(value) is str and expected == "a list":
        return f"write it in square brackets: [{value}]", None
    if type(value) is dict and expected == "a list":
        return "start each entry with a dash", None
    if type(value) in (str, int, float, bool) and expected == "a mapping" and keys:
        return f"write a mapping with keys such as {', '.join(keys[:3])}", None
    return ("take the key away, or fill it" if value is None else ""), None


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


def subject_of(section: str, entry: Any) -> str:
    """How messages call an entry: `event "purchase"`."""
    noun = SECTIONS[section].noun
    if type(entry) is dict:
        for key in ("name", "id", "event", "site"):
            if type(entry.get(key)) is str:
                return f'{noun} "{entry[key]}"'
    return noun if not SECTIONS[section].many else f"an entry of {section}"


def inside(route: Route) -> str:
    """A route as people write it: `: "fires.on"`."""
    if not route:
        return ""
    text = ""
    for step in route:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if text else step
    return f': "{text}"'


def kind(value: Any) -> str:
    """A value as messages show it, short."""
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"the number {value}"
    if isinstance(value, str):
        return f'"{value if len(value) <= 60 else value[:57] + "..."}"'
    return "a list" if isinstance(value, list | tuple) else "a mapping"


def suggest(word: str, choices: Iterable[str]) -> str:
    """`did you mean "..."?`, or the list when it is short, or nothing."""
    return suggestion(word, tuple(choices))


@lru_cache(maxsize=4096)
def suggestion(word: str, known: tuple[str, ...]) -> str:
    """`suggest`, remembered: a mistake that stands in one place usually stands in many."""
    from difflib import get_close_matches

    same = same_letters(word, known) or shortened(word, known)
    close = [same] if same else get_close_matches(word, known, 1, 0.6) or get_close_matches(word.lower(), known, 1, 0.6)
    if close:
        return f'did you mean "{close[0]}"?'
    return f"known here: {', '.join(known)}" if 0 < len(known) <= 12 else ""


SYNONYMS = {
    "array": "list", "tuple": "list", "bool": "boolean", "datetime": "timestamp", "date_time": "timestamp",
    "time": "timestamp", "decimal": "number", "double": "number", "float": "number", "int": "integer", "dict": "object",
    "json": "object", "map": "object", "record": "object", "enum": "string", "str": "string", "text": "string",
    "amount": "money", "live": "production", "test": "staging", "local": "development", "load": "page_view",
    "page_load": "page_view", "pageview": "page_view", "visible": "element_visible", "scroll": "custom",
    "submit": "form_success", "form_submit": "form_success", "thank_you_page": "confirmation_page",
    "server": "server_confirmed", "client": "browser", "web": "browser", "planned": "draft", "retired": "deprecated",
}  # fmt: skip
"""What other languages and tools call the words of closed lists."""


def synonym(word: str, known: Iterable[str]) -> str:
    """The choice that other languages call by a word."""
    found = SYNONYMS.get(word.casefold(), "")
    return found if found in known else ""


def shortened(word: str, known: Iterable[str]) -> str:
    """The one choice that a word is the beginning of: `prod` is short for `production`."""
    longer = [choice for choice in known if len(word) >= 3 and choice.casefold().startswith(word.casefold())]
    return longer[0] if len(longer) == 1 else ""


def suggested(word: str, choices: Iterable[str]) -> str:
    """`suggest` for closed lists, whose words others call otherwise; their messages name the choices already."""
    known = tuple(choices)
    other = synonym(word, known)
    found = f'did you mean "{other}"?' if other else suggest(word, known)
    return found if found.startswith("did") else ""


def meant(word: str, choices: Iterable[str]) -> str:
    """The one choice that a misspelt word can stand for; empty where there is none or might be two.

    This is for fixes, which nobody looks at twice; `suggest` asks, and may be wrong.
    """
    return meant_among(word, tuple(choices))


@lru_cache(maxsize=4096)
def meant_among(word: str, known: tuple[str, ...]) -> str:
    """`meant`, remembered."""
    same = {choice for choice in known if letters(choice) == letters(word)}
    if same:
        return same.pop() if len(same) == 1 else ""
    from difflib import SequenceMatcher, get_close_matches

    folded = {choice.casefold(): choice for choice in known}
    close = get_close_matches(word.casefold(), folded, 2, 0.75)
    if len(close) == 2:
        best, second = (SequenceMatcher(None, word.casefold(), choice).ratio() for choice in close)
        if best < 0.93 or best - second < 0.07:
            return ""
    return folded[close[0]] if close and digits(close[0]) == digits(word) else ""


def digits(word: str) -> list[str]:
    """The digits of a word: a name with another number is another name."""
    return [character for character in word if character.isdigit()]


def same_letters(name: str, known: Iterable[str]) -> str:
    """The one name with the same letters: names that people choose may differ by one letter and both be right."""
    same = [other for other in known if letters(other) == letters(name)]
    return same[0] if len(same) == 1 else ""


def letters(word: str) -> str:
    """A word without the differences that the eye passes over."""
    return "".join(character for character in word.casefold() if character.isalnum())
