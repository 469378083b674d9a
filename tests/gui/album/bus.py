"""Reading the window over D-Bus as assistive programs do: the tree of org.a11y.atspi, asked for node by node."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from jeepney import DBusAddress, new_method_call
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
MOST_CHILDREN = 400


@dataclass(frozen=True)
class Node:
    """One thing on the bus, as it says itself."""

    path: str
    role: str
    name: str
    description: str
    states: frozenset[str]
    is_labelled: bool
    depth: int
    children: int

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
        if reply.header.message_type.name == "error":
            raise LookupError(f"{method} of {path}: {reply.body}")
        return reply.body[0] if reply.body else None

    def _property(self, path: str, which: str) -> Any:
        found = self.ask(
            self._program, path, "Get", ACCESSIBLE, which, signature="ss", of="org.freedesktop.DBus.Properties"
        )
        return found[1]

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
        yield from self._below(ROOT, 0, frozenset())

    def _below(self, path: str, depth: int, above: frozenset[str]) -> Iterator[Node]:
        if depth > 40 or path in above:
            return
        for name, child in self.ask(self._program, path, "GetChildren")[:MOST_CHILDREN]:
            if name != self._program:
                continue
            try:
                node = self._node(child, depth)
            except LookupError:
                continue  # gone since its parent named it
            if depth and "showing" not in node.states and "visible" not in node.states:
                continue
            yield node
            if node.children:
                yield from self._below(child, depth + 1, above | {path})

    def _node(self, path: str, depth: int) -> Node:
        name = str(self._property(path, "Name"))
        bits = self.ask(self._program, path, "GetState")
        states = {word for place, word in STATES.items() if bits[place // 32] >> (place % 32) & 1}
        relations = self.ask(self._program, path, "GetRelationSet") if not name else []
        return Node(
            path,
            self.ask(self._program, path, "GetRoleName"),
            name,
            str(self._property(path, "Description")),
            frozenset(states),
            any(kind == 2 for kind, _ in relations),  # labelled by
            depth,
            int(self._property(path, "ChildCount")),
        )

    def close(self) -> None:
        self._link.close()
