"""Commands that do any operation from a file, and enter answers on somebody's behalf."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from trainerpool.cli.terminal import AS_JSON, PASSPHRASE, desk_of, put_json, read_json, say
from trainerpool.domain.dates import count_of
from trainerpool.operations import DEEDS
from trainerpool.operations.desk import Desk
from trainerpool.problem import Problem


@click.command()
@click.argument("pool", type=click.Path(path_type=Path), required=False)
@click.argument("deeds", type=click.Path(path_type=Path), required=False)
@PASSPHRASE
@click.option("--as", "person", default=None, help="Who does it, as the trail will name them.")
@click.option("--each", is_flag=True, help="One by one: what is refused is said, the rest is done.")
@click.option("--list", "listed", is_flag=True, help="Every deed, its arguments and a sentence.")
@AS_JSON
def apply(
    pool: Path | None,
    deeds: Path | None,
    passphrase_file: Path | None,
    person: str | None,
    each: bool,
    listed: bool,
    as_json: bool,
) -> None:
    """Do any operations from a JSON file, in order, all or nothing."""
    if listed:
        _list(as_json)
        return
    if pool is None or deeds is None:
        raise click.UsageError("Give the pool and the file of deeds, or --list.")
    wanted = checked(read_json(deeds, "file of deeds"), each=each)
    with desk_of(pool, passphrase_file, person) as desk:
        results = one_by_one(desk, wanted) if each else all_or_nothing(desk, wanted, deeds.name)
    refused = [result for result in results if "refused" in result]
    if as_json:
        put_json({"done": len(results) - len(refused), "refused": len(refused), "deeds": results})
    for result in refused:
        say(f"Deed {result['number']} ({result['deed']}): {result['refused']}")
    say(f"{len(results) - len(refused)} of {count_of(len(results), 'deed')} done.")


def _list(as_json: bool) -> None:
    listed = [
        {"deed": name, "sentence": deed.sentence, "arguments": deed.arguments} for name, deed in sorted(DEEDS.items())
    ]
    if as_json:
        put_json(listed)
        return
    for item in listed:
        click.echo(f"{item['deed']}: {item['sentence']}")
        for name, about in item["arguments"].items():  # type: ignore[attr-defined]
            click.echo(f"    {name}{'' if about['required'] else '?'}  {about['form']}")


def checked(body: Any, *, each: bool = False) -> list[dict[str, Any]]:
    """The file's deeds; Problem where it is not a list of {"deed", "args"}, or knows no such deed (`each`: told later)."""
    if not isinstance(body, list):
        raise Problem('A file of deeds is a list: [{"deed": NAME, "args": {...}}, ...].', kept="Nothing was changed.")
    for number, item in enumerate(body, 1):
        if (
            not isinstance(item, dict)
            or not isinstance(item.get("deed"), str)
            or not isinstance(item.get("args", {}), dict)
            or set(item) - {"deed", "args"}
        ):
            raise Problem(
                f'Deed {number} is not of the form {{"deed": NAME, "args": {{...}}}}.', kept="Nothing was changed."
            )
        if item["deed"] not in DEEDS and not each:
            problem = _unknown(item["deed"])
            raise Problem(f"Deed {number}: {problem.text}", kept=problem.kept, todo=problem.todo)
    return body


def _unknown(deed: str) -> Problem:
    return Problem(
        f"there is no deed {deed!r}.", kept="Nothing was changed.", todo="trainerpool apply --list shows them."
    )


def all_or_nothing(desk: Desk, wanted: list[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    """Every deed in one piece of work; the first refused stops all."""
    results = []
    with desk.together(f"Apply {count_of(len(wanted), 'deed')} from {name}"):
        for number, item in enumerate(wanted, 1):
            try:
                done = DEEDS[item["deed"]].do(desk, item.get("args", {}))
            except Problem as problem:
                raise Problem(
                    f"Deed {number} ({item['deed']}): {problem.text}",
                    kept="Nothing was changed: all or none.",
                    todo=problem.todo,
                ) from problem
            results.append({"number": number, "deed": item["deed"], "name": done.name, "record": done.record})
    return results


def one_by_one(desk: Desk, wanted: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each deed a piece of work of its own; what is refused is said and the rest goes on."""
    results = []
    for number, item in enumerate(wanted, 1):
        result: dict[str, Any] = {"number": number, "deed": item["deed"]}
        try:
            if item["deed"] not in DEEDS:
                raise _unknown(item["deed"])
            done = DEEDS[item["deed"]].do(desk, item.get("args", {}))
            result |= {"name": done.name, "record": done.record}
        except Problem as problem:
            result["refused"] = str(problem)
        results.append(result)
    return results
