"""`completion`: what a shell runs so that it completes commands, options and rules."""

from __future__ import annotations

VARIABLE = "_GOVERN_COMPLETE"
"""By this variable the shell's function asks the program."""


def script(shell: str) -> str:
    """The code for the shell, which defines a function and registers it."""
    if shell == "powershell":
        return POWERSHELL
    from click import Command
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    assert kind is not None, f"click completes in {shell}"
    completion = kind(Command("govern"), {}, "govern", VARIABLE)
    return completion.source_template % completion.source_vars()


POWERSHELL = """\
Register-ArgumentCompleter -Native -CommandName govern -ScriptBlock {
    param($word, $line, $cursor)
    $env:COMP_WORDS = $line.ToString()
    $env:COMP_CWORD = $word
    $env:_GOVERN_COMPLETE = 'powershell_complete'
    try {
        govern | ForEach-Object {
            $value, $help = $_ -split "`t", 2
            if (-not $help) { $help = $value }
            [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $help)
        }
    } finally {
        Remove-Item Env:COMP_WORDS, Env:COMP_CWORD, Env:_GOVERN_COMPLETE
    }
}
"""
