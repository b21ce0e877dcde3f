"""The platform reports that a parameter is missing, or reports show (not set)."""

from govern.symptoms import Cause

PHRASES = (
    "missing parameter",
    "parameter not received",
    "invalid parameter",
    "(not set)",
    "purchase parameter is missing",
    "value parameter is missing",
)

CAUSES = (
    Cause(
        "The hit does not carry what the platform requires.",
        ("hits/parameter-missing", "hits/missing-field", "mappings/required-parameter"),
        "govern verify CAPTURE",
    ),
    Cause(
        "The specs say that it is sent, and the data layer did not have it in time.",
        ("hits/declared-parameter-missing", "events/late-without-when-ready", "events/guard-never-ready"),
        "govern verify CAPTURE",
    ),
    Cause(
        "The field is misspelt, or the variable that fills it does not exist.",
        ("mappings/misspelt-parameter", "mappings/unknown-parameter-reference", "containers/undefined-variable"),
        "govern audit EXPORT",
    ),
    Cause(
        "The parameter is cut or dropped by a limit.",
        (
            "hits/over-limit",
            "mappings/parameter-name-too-long",
            "mappings/parameter-value-too-long",
            "mappings/too-many-parameters",
        ),
        "govern lint",
    ),
)
