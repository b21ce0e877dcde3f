"""`govern completion`: what a shell runs to complete govern's commands."""

from __future__ import annotations

import click

HELP = "Print what completes commands, options and rules in a shell."
POSITION = 125


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish", "powershell"]))
def command(shell: str) -> int:
    """Print the code that completes commands, options, formats, targets and rules in SHELL.

    \b
    bash:        govern completion bash >> ~/.bashrc
    zsh:         govern completion zsh >> ~/.zshrc
    fish:        govern completion fish > ~/.config/fish/completions/govern.fish
    PowerShell:  govern completion powershell >> $PROFILE

    \b
    Examples:
      govern completion zsh >> ~/.zshrc
      govern completion bash > ~/.local/share/bash-completion/completions/govern
    """
    from govern.commands.completion import script

    click.echo(script(shell), nl=False)
    return 0
