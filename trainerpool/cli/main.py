"""The commands put together."""

from __future__ import annotations

import sys

import click

from trainerpool.cli.allocation import allocate, respond, solve
from trainerpool.cli.deeds import apply
from trainerpool.cli.imports import decide_command, import_command
from trainerpool.cli.pools import backup, new, redo, restore, trail_command, undo, verify
from trainerpool.cli.reports import export_command, report
from trainerpool.cli.shows import Shows, demo, self_test
from trainerpool.cli.standing import standing
from trainerpool.domain.problem import Problem


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="trainerpool")
def commands() -> None:
    """Trainer Pool: who may deliver what, on which day, with which approved material, and why."""


for command in (
    new,
    backup,
    restore,
    verify,
    undo,
    redo,
    trail_command,
    apply,
    standing,
    import_command,
    decide_command,
    allocate,
    respond,
    solve,
    export_command,
    report,
    demo,
    self_test,
):
    commands.add_command(command)


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
