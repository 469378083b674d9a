"""The commands put together."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING

import click

from trainerpool.problem import Problem

if TYPE_CHECKING:
    from trainerpool.cli.shows import Shows

# Each command with the module it lies in and its name there: only the one that is run is loaded, with what it needs.
_LIE_IN = {
    "allocate": ("allocation", "allocate"),
    "apply": ("deeds", "apply"),
    "backup": ("pools", "backup"),
    "carry": ("desks", "carry_command"),
    "decide": ("imports", "decide_command"),
    "demo": ("shows", "demo"),
    "desk": ("desks", "desk_command"),
    "export": ("reports", "export_command"),
    "import": ("imports", "import_command"),
    "invite": ("exchange", "invite_command"),
    "join": ("exchange", "join_command"),
    "materials": ("materials", "materials_command"),
    "new": ("pools", "new"),
    "observations": ("observations", "observations_command"),
    "offers": ("offers", "offers_command"),
    "redo": ("pools", "redo"),
    "report": ("reports", "report"),
    "respond": ("allocation", "respond"),
    "restore": ("pools", "restore"),
    "return": ("desks", "return_command"),
    "revoke": ("exchange", "revoke_command"),
    "self-test": ("shows", "self_test"),
    "solve": ("allocation", "solve"),
    "standing": ("standing", "standing"),
    "trail": ("pools", "trail_command"),
    "undo": ("pools", "undo"),
    "verify": ("pools", "verify"),
}
# What the list says of each: the first sentence of its own help.
_SAID = {
    "allocate": "Propose who delivers what between two days, with reasons.",
    "apply": "Do any operations from a JSON file, in order, all or nothing.",
    "backup": "Write a copy of the pool and read it back.",
    "carry": "Write a carry file: what one trainer or observer needs offline, sealed for them alone.",
    "decide": "The questions imports left open, and their answers.",
    "demo": "The example pool in a temporary place.",
    "desk": "Open a carry file at your own desk: see your sessions, answer, be away, record a visit, send a return.",
    "export": "Write every record of a kind to a file.",
    "import": "Bring a workbook or CSV in, and say for every row what became of it.",
    "invite": "Invite somebody to make keys on their own computer, with six words told by telephone.",
    "join": "Open an invitation with its words, make your keys and your desk, and write the reply.",
    "materials": "List trainer packs and their versions; with an action, do it and show the version.",
    "new": "Make an empty, encrypted pool.",
    "observations": "List observations and what each waits for; with an action, do it and show the observation.",
    "offers": "List who was offered what and how it stands; write the letters as e-mail drafts.",
    "redo": "Redo the deeds undone last.",
    "report": "Write a report.",
    "respond": "Enter an answer to an offer on somebody's behalf.",
    "restore": "Put a backup back; a pool already there is set aside whole.",
    "return": "Take in what came back: a return is planned and taken in as one deed; a reply makes its keys known.",
    "revoke": "End the trust in somebody's keys; files sent to them cannot be called back.",
    "self-test": "The installed program proves itself.",
    "solve": "Solve a problem file: the engine alone, without a pool.",
    "standing": "Where everybody stands on a day, with reasons.",
    "trail": "What was done lately, by whom.",
    "undo": "Undo the last deeds, by name.",
    "verify": "Check file, references, trail and its head; damage exits 1 and says where.",
}


class Commands(click.Group):
    """The commands by name, loaded when they are run; the list of them is told without loading any."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - as click asks
        """Every command's name."""
        return sorted(_LIE_IN)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as click asks
        """The command of a name, or None."""
        if cmd_name not in _LIE_IN:
            return None
        module, name = _LIE_IN[cmd_name]
        found: click.Command = getattr(import_module(f"trainerpool.cli.{module}"), name)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands in the help text."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, _SAID[name]) for name in self.list_commands(ctx)])


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="trainerpool")
def commands() -> None:
    """Trainer Pool: who may deliver what, on which day, with which approved material, and why."""


def run(arguments: list[str], shows: Shows | None = None) -> int:
    """Run one command; a Problem is one sentence on stderr and 1, wrong usage 2."""
    try:
        result = commands.main(args=arguments, standalone_mode=False, obj=shows)
    except Problem as problem:
        click.echo(str(problem), err=True)
        return 1
    except click.UsageError as error:
        error.show()
        return 2
    except click.Abort:
        click.echo("Stopped; nothing more was done.", err=True)
        return 1
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    return result if isinstance(result, int) else 0
