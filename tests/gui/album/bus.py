"""Reading the window over D-Bus as assistive programs do: the tree of org.a11y.atspi, asked for node by node."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from jeepney import DBusAddress, HeaderFields, MessageType, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

ROOT = "/org/a11y/atspi/accessible/root"
ACCESSIBLE = "org.a11y.atspi.Accessible"
# Places in the state set of AT-SPI.
STATES = {8: "enabled", 11: "focusable", 12: "focused", 24: "sensitive", 25: "showing", 30: "visible", 41: "checkable"}
# Roles a person works with.
INTERACTIVE = {
    "button", "push button", "toggle button", "check box", "radio button", "combo box", "text", "entry", "password text", "spin button",
    "slider", "link", "page tab", "table cell", "tree item", "list item", "menu item", "check menu item",
    "radio menu item", "menu", "table", "tree table", "tree", "list", "chart", "canvas", "date editor", "calendar",
}  # fmt: skip
# What Qt makes of a widget nobody has given a role.
NO_ROLES = {"", "invalid", "unknown", "filler", "panel"}
# A table's rows are told by the same code: as many are read as are seen at once.
MOST_CHILDREN = 150


@dataclass(frozen=True)
class Node:
    """One thing on the bus, as it says itself."""

    path: str
    role: str
    name: str
    states: frozenset[str]
    is_labelled: bool
    depth: int

    @property
    def is_interactive(self) -> bool:
        return self.role in INTERACTIVE or "focusable" in self.states


class Bus:
    """A connection to the bus of assistive programs, and the root of one program on it."""

    def __init__(self) -> None:
        session = open_dbus_connection(bus="SESSION")
        asked = new_method_call(DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus"), "GetAddress")
        address = session.send_and_get_reply(asked, timeout=10).body[0]
        session.close()
        self._link: DBusConnection = open_dbus_connection(bus=address)
        self._program = ""

    def ask(self, name: str, path: str, method: str, *values: Any, signature: str = "", of: str = ACCESSIBLE) -> Any:
        """The answer of one method of one object."""
        call = new_method_call(DBusAddress(path, name, of), method, signature or None, values)
        reply = self._link.send_and_get_reply(call, timeout=20)
        if reply.header.message_type is MessageType.error:
            raise LookupError(f"{method} of {path}: {reply.body}")
        return reply.body[0] if reply.body else None

    def find_program(self, pid: int) -> bool:
        """Whether the program with this process has come to the bus; from then on it is the one that is read."""
        for name, _path in self.ask("org.a11y.atspi.Registry", ROOT, "GetChildren"):
            asked = self.ask(
                "org.freedesktop.DBus", "/org/freedesktop/DBus", "GetConnectionUnixProcessID", name,
                signature="s", of="org.freedesktop.DBus",
            )  # fmt: skip
            if asked == pid:
                self._program = name
                return True
        return False

    def walk(self) -> Iterator[Node]:
        """Everything that is shown, from the program's windows down."""
        yield from self._below([path for _, path in self.ask(self._program, ROOT, "GetChildren")], 0)

    def _below(self, paths: list[str], depth: int) -> Iterator[Node]:
        if depth > 40:
            return
        for node, below in self._nodes(paths[:MOST_CHILDREN], depth):
            if depth and not node.states & {"showing", "visible"}:
                continue
            yield node
            if below:
                yield from self._below(below, depth + 1)

    def _nodes(self, paths: list[str], depth: int) -> Iterator[tuple[Node, list[str]]]:
        """Several at once, each with the paths of what it holds: all is asked before the first answer is waited for."""
        asked = [
            [
                self._send(path, "GetRoleName"),
                self._send(path, "Get", ACCESSIBLE, "Name", signature="ss", of="org.freedesktop.DBus.Properties"),
                self._send(path, "GetState"),
                self._send(path, "GetRelationSet"),
                self._send(path, "GetChildren"),
            ]
            for path in paths
        ]
        answers = self._receive({serial for some in asked for serial in some})
        for path, serials in zip(paths, asked, strict=True):
            found = [answers[serial] for serial in serials]
            if any(one is None for one in found):
                continue  # gone since its parent named it
            role, name, bits, relations, children = found
            states = {word for place, word in STATES.items() if bits[place // 32] >> (place % 32) & 1}
            is_labelled = any(kind == 2 for kind, _ in relations)  # labelled by
            below = [child for bus, child in children if bus == self._program]
            yield Node(path, role, str(name[1]), frozenset(states), is_labelled, depth), below

    def _send(self, path: str, method: str, *values: Any, signature: str = "", of: str = ACCESSIBLE) -> int:
        serial = next(self._link.outgoing_serial)
        call = new_method_call(DBusAddress(path, self._program, of), method, signature or None, values)
        self._link.send(call, serial=serial)
        return serial

    def _receive(self, wanted: set[int]) -> dict[int, Any]:
        """The answers by the question's number; None for what was refused."""
        answers: dict[int, Any] = {}
        while wanted - answers.keys():
            came = self._link.receive(timeout=30)
            number = came.header.fields.get(HeaderFields.reply_serial)
            if number in wanted:
                refused = came.header.message_type is MessageType.error or not came.body
                answers[number] = None if refused else came.body[0]
        return answers

    def close(self) -> None:
        self._link.close()
