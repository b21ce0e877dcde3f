"""What PowerShell is answered when it completes a line: a value and its help a line, files and folders left to the shell."""

from __future__ import annotations

from click.shell_completion import CompletionItem, FishComplete, add_completion_class


class PowerShellComplete(FishComplete):
    """Asked by the code of `govern completion powershell`, which says the words and the half-written one as fish does."""

    name = "powershell"

    def complete(self) -> str:
        """The lines that are printed. Where a file is meant, none: then PowerShell completes files."""
        args, incomplete = self.get_completion_args()
        found = self.get_completions(args, incomplete)
        return "\n".join(self.format_completion(item) for item in found if item.type == "plain")

    def format_completion(self, item: CompletionItem) -> str:
        """A value, and what is known of it."""
        return f"{item.value}\t{item.help}" if item.help else str(item.value)


def register() -> None:
    """Let click answer PowerShell."""
    add_completion_class(PowerShellComplete)
