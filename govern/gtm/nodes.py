"""What somebody asks of code, found in one look through its tree.

A query of tree-sitter costs the whole tree, however little it finds: one for each question takes five times as long as one
for all of them. So what is looked for stands here, each under the name by which it is asked for: in `FORM` what is asked of
every code, in `PARTS` what is asked only where a word stands in it that somebody looks for, which is in few.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from govern.core.memo import memo
from govern.gtm.javascript import Code, language

if TYPE_CHECKING:
    from tree_sitter import Node, Query

FORM = """
; functions, and how they end
[
  (function_expression) (function_declaration) (arrow_function) (method_definition) (generator_function)
  (generator_function_declaration) (class_static_block)
] @function
(return_statement) @return

; what is newer than ECMAScript 5, or may be
(lexical_declaration kind: "const") @const
(lexical_declaration kind: "let") @let
(for_in_statement kind: "const") @const
(for_in_statement kind: "let") @let
(arrow_function) @arrow
(template_string) @template
(class_declaration) @class
(class) @class
(spread_element) @spread
(rest_pattern) @rest
(object_pattern) @destructuring
(array_pattern) @destructuring
(assignment_pattern) @default
(object (shorthand_property_identifier)) @shorthand
(object (method_definition)) @method
(computed_property_name) @computed
(optional_chain) @optional
(generator_function) @generator
(generator_function_declaration) @generator
(yield_expression) @generator
(await_expression) @await
(function_expression "async" @async)
(function_declaration "async" @async)
(binary_expression operator: "??") @nullish
(binary_expression operator: "**") @exponent
(augmented_assignment_expression operator: ["??=" "||=" "&&=" "**="]) @logical
(for_in_statement operator: "of") @for_of
(catch_clause !parameter) @catch
(import_statement) @module
(export_statement) @module
(arguments "," @trailing . ")")
(formal_parameters "," @trailing . ")")
"""

PARTS = """
; what is called, and what is set
[(call_expression) (new_expression)] @call
[(assignment_expression) (variable_declarator)] @set
(member_expression) @member
(pair key: (_) @switched_on value: (true))

; texts that may be addresses
(arguments (string) @text)
(variable_declarator value: (string) @text)
(assignment_expression right: (string) @text)

; names, and what gives them a value
(identifier) @name
(function_declaration name: (identifier) @function_name)
(variable_declarator name: (identifier)) @declared
(assignment_expression left: (identifier)) @assigned
(assignment_expression left: [(member_expression) (subscript_expression)]) @written
(augmented_assignment_expression left: (identifier) @changed)
(update_expression argument: (identifier) @changed)
(for_in_statement left: (identifier) @changed)
(formal_parameters (identifier) @parameter)
(catch_clause parameter: (identifier) @parameter)

; how functions end
[(return_statement) (throw_statement)] @exit

(debugger_statement) @debugger
(object) @object
(number) @number
(regex) @regex
"""

FORM_NAMES = frozenset(re.findall(r"@([a-z_]+)", FORM))
"""What `FORM` finds; all else is found by `PARTS`."""


DEEPEST = 1_000
"""How far below the top something stands that is looked for: at each node tree-sitter looks up through all that is above it."""


@cache
def query(text: str) -> Query:
    """A query, compiled once in a process."""
    from tree_sitter import Query

    return Query(language(), text)


@memo
def found_by(code: Code, text: str) -> dict[str, list[Node]]:
    """All that a query finds in a code down to `DEEPEST`, in no order."""
    from tree_sitter import QueryCursor

    cursor = QueryCursor(query(text))
    cursor.set_max_start_depth(DEEPEST)
    return cursor.captures(code.root)


def form(code: Code) -> dict[str, list[Node]]:
    """What `FORM` finds in a code, by name."""
    return found_by(code, FORM)


@memo
def nodes(code: Code, name: str) -> tuple[Node, ...]:
    """What goes by a name in a code, in the order of the code, what is around something before it."""
    found = found_by(code, FORM if name in FORM_NAMES else PARTS).get(name, ())
    return tuple(sorted(found, key=lambda node: (node.start_byte, -node.end_byte)))
