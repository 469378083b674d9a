"""Opening desks of one's own in the window: a carry file at the desk it is for, an invitation that makes one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtWidgets import QLineEdit

from trainerpool.domain.dates import count_of, in_words
from trainerpool.gui.background import Background
from trainerpool.gui.parts.fields import Field
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.screens.programme.dialog import FormDialog
from trainerpool.gui.shell import PoolFacts, Question
from trainerpool.gui.window import MainWindow
from trainerpool.host.clock import Clock
from trainerpool.problem import Problem


class Opens(Protocol):
    """What opening a desk needs of the window's opening."""

    background: Background
    clock: Clock

    def the_window(self) -> MainWindow: ...

    def own_desk(self) -> Any: ...

    def show(self, desk: Any) -> None: ...

    def refuse(self, error: Exception) -> None: ...

    def close_pool(self) -> None: ...


class OwnDesks:
    """A desk is opened by its passphrase alone; a carry file is laid in when the desk it is for is open."""

    def __init__(self, opens: Opens) -> None:
        self._opens = opens

    def open_carry(self, path: Path) -> None:
        """A carry file came: an invitation asks for its words, any other for the passphrase of the desk it is for.

        At a desk that is open it is laid in at once.
        """
        own = self._opens.own_desk()

        def look() -> tuple[bool, tuple[Any, ...]]:
            from trainerpool.operations.desks_here import desks_here, is_invitation

            return is_invitation(path), desks_here()

        def seen(found: tuple[bool, tuple[Any, ...]]) -> None:
            invited, desks = found
            if invited:
                JoinForm(self._opens.the_window(), lambda form: self._join(form, path)).open()
            elif own is not None:
                self._lay(own, path)
            elif not desks:
                self._opens.refuse(
                    Problem(
                        f"{path.name} is for somebody with a desk of their own, and there is none on this computer.",
                        kept="The file was not touched.",
                        todo="Open the invitation the Business Unit sent first; it makes your desk.",
                    )
                )
            else:
                self._ask(desks, path)

        self._run(look, seen, f"Looking at {path.name}")

    def choose(self) -> None:
        """Open a desk of one's own that is on this computer."""

        def look() -> tuple[Any, ...]:
            from trainerpool.operations.desks_here import desks_here

            return desks_here()

        def seen(desks: tuple[Any, ...]) -> None:
            if desks:
                self._ask(desks, None)
            else:
                self._opens.refuse(
                    Problem("There is no desk of your own on this computer.", todo="Open your invitation first.")
                )

        self._run(look, seen, "Looking for desks")

    def _lay(self, own: Any, path: Path) -> None:
        """Lay a carry file into the desk that is open; what somebody is in the middle of stays where it can."""

        def work() -> tuple[Any, frozenset[str]]:
            from trainerpool.operations.carrying.at_desk import open_carry_file
            from trainerpool.operations.desks_here import seats_at

            return open_carry_file(own, path), seats_at(own)

        def laid(found: tuple[Any, frozenset[str]]) -> None:
            from trainerpool.gui.screens.desks.own_page import OWN_KINDS

            window = self._opens.the_window()
            if found[1] != window.seats:
                window.set_desk(own, found[1])
            else:
                self._opens.background.touch(OWN_KINDS)
            self._say(found[0])

        self._run(work, laid, f"Opening {path.name}")

    def _ask(self, desks: tuple[Any, ...], carry: Path | None) -> None:
        """The passphrase says which desk is meant: where there are several, the one it opens."""
        window = self._opens.the_window()
        used = in_words(desks[0].last_used)
        label = (
            "Passphrase of your desk"
            if len(desks) == 1
            else f"Passphrase of your desk (there are {len(desks)} here, last used {used})"
        )

        def typed(words: str | None) -> None:
            if words:
                self._run(lambda: _opened(desks, words, carry, self._opens.clock), self._show, "Opening your desk")

        title = f"Open {carry.name}" if carry is not None else "Open your own desk"
        window.workplace.dialogs.ask_text(window, title, label, typed, secret=True)

    def _join(self, form: JoinForm, path: Path) -> None:
        def chosen(reply: Path | None) -> None:
            if reply is None:
                form.wait_no_more()
                return

            words, passphrase = form.words.text(), form.passphrase.text()

            def work() -> Any:
                from trainerpool.operations.desks_here import accept_invitation

                return accept_invitation(path, words, passphrase, reply, clock=self._opens.clock)

            def made(found: Any) -> None:
                form.accept()
                self._show((found[0], None))
                self._opens.the_window().say(f"Your desk is made. Send {reply.name} to the Business Unit.")

            window = self._opens.the_window()
            self._opens.background.run(work, made, failed=form.refuse, title="Making your keys", owner=window)

        form.wait()
        window = self._opens.the_window()
        window.workplace.dialogs.save_file(
            form, "Save the reply for the Business Unit", "reply.tpreturn", ("Returns (*.tpreturn)",), chosen
        )

    def _show(self, opened: tuple[Any, Any]) -> None:
        desk, carried = opened
        self._opens.show(desk)
        self.offer_to_wipe(desk)
        if carried is not None:
            self._say(carried)

    def _say(self, carried: Any) -> None:
        here = (
            f"Carry file number {carried.number} is laid in." if carried.is_new else "This carry file is here already."
        )
        self._opens.the_window().say(" ".join(carried.said) or here)

    def offer_to_wipe(self, desk: Any) -> None:
        """A desk whose file ended 30 days ago is offered to be wiped; what was not sent is said first."""

        def look() -> tuple[bool, int]:
            from trainerpool.queries.desk_pages import to_send
            from trainerpool.queries.own_work import held_file

            held = desk.ask(held_file)
            if held is None or not held.is_to_wipe(desk.today):
                return False, 0
            waiting = desk.ask(to_send)
            return True, waiting.unsent if waiting is not None else 0

        def seen(found: tuple[bool, int]) -> None:
            is_due, unsent = found
            if not is_due:
                return
            lost = (
                f"{count_of(unsent, 'change')} would be lost that you have not sent."
                if unsent
                else "Everything is sent."
            )
            question = Question(
                "Wipe this desk from this computer?",
                f"Its carry file ended more than 30 days ago. {lost} Your private reflections go with it. It cannot be undone.",
                "Wipe this desk", keep="Keep it", destroys=True,
            )  # fmt: skip
            window = self._opens.the_window()
            window.workplace.dialogs.confirm(window, question, lambda yes: self._wipe(desk) if yes else None)

        self._run(look, seen, "Looking at the carry file")

    def _wipe(self, desk: Any) -> None:
        folder = desk.store.path.parent

        def work() -> None:
            from trainerpool.operations.carrying.at_desk import wipe_desk

            wipe_desk(desk, folder)

        self._opens.close_pool()
        self._run(work, lambda _none: self._opens.the_window().say("The desk is wiped from this computer."), "Wiping")

    def _run(self, work: Callable[[], Any], then: Callable[[Any], None], title: str) -> None:
        window = self._opens.the_window()
        self._opens.background.run(work, then, failed=self._opens.refuse, title=title, owner=window)


class JoinForm(FormDialog):
    """The six words of an invitation, and the passphrase its desk is to have. Nothing typed here is remembered."""

    def __init__(self, window: MainWindow, join: Callable[[JoinForm], None]) -> None:
        super().__init__(window, "Make your own desk", "Make my desk", wide=520)
        self._join = join
        self.words, self.passphrase, self.again = QLineEdit(), QLineEdit(), QLineEdit()
        for field in (self.passphrase, self.again):
            field.setEchoMode(QLineEdit.EchoMode.Password)
        self.fields = (
            Field("The six words you were told", self.words, hint="In any case, with spaces between them."),
            Field("A passphrase for your desk", self.passphrase, hint="Yours alone: nobody can give it back to you."),
            Field("The passphrase again", self.again),
        )
        self.body.addWidget(
            Label(
                "This makes your keys and an encrypted desk on this computer. The reply it writes lets the Business Unit send "
                "you files that only you can open.", tone="muted", wraps=True,
            )
        )  # fmt: skip
        for one in self.fields:
            self.body.addWidget(one)
        self.words.setFocus()

    def finish(self) -> None:
        problems = (
            "" if len(self.words.text().split()) == 6 else "There are six words.",
            "" if len(self.passphrase.text()) >= 8 else "At least eight letters; a short sentence is best.",
            "" if self.passphrase.text() == self.again.text() else "It is not the same as above.",
        )
        for one, problem in zip(self.fields, problems, strict=True):
            one.say(problem)
        if not any(problems):
            self._join(self)


def _opened(desks: tuple[Any, ...], passphrase: str, carry: Path | None, clock: Clock) -> tuple[Any, Any]:
    """The desk this passphrase opens; the refusal of the one used last where it opens none."""
    from trainerpool.operations.desks_here import open_own_desk

    refusal: Problem | None = None
    for one in desks:
        try:
            return open_own_desk(one.folder, passphrase, carry, clock)
        except Problem as problem:
            refusal = refusal or problem
    assert refusal is not None
    raise refusal


def own_facts(desk: Any) -> PoolFacts:
    """What the frame says at a desk of one's own: whose it is, which file it holds, until when it opens."""
    from trainerpool.domain.dates import in_words
    from trainerpool.queries.agencies import agency_names, agency_of_everyone
    from trainerpool.queries.desk_pages import to_send
    from trainerpool.queries.own_work import held_file
    from trainerpool.queries.trust import trusted_pool

    held, pool, waiting, stacks = desk.ask(held_file), desk.ask(trusted_pool), desk.ask(to_send), desk.store.stacks
    sorts = held.sorts if held is not None else frozenset()
    part = (
        " and ".join(one.capitalize() if not n else one for n, one in enumerate(sorted(sorts, reverse=True)))
        or "No carry file yet"
    )
    home = desk.ask(agency_of_everyone, desk.today).get(held.person, "") if held is not None else ""
    agency = desk.ask(agency_names).get(home, "")
    return PoolFacts(
        name=(held.pool_name if held is not None else pool.name) or "Your desk",
        partnership=held.partnership if held is not None else "",
        person=desk.person,
        part=", ".join(one for one in (part, agency) if one),
        policy=f"Offline carry file, issued {in_words(held.issued_on, weekday=True)}"
        if held is not None
        else "Offline",
        backup=f"Opens until {in_words(held.opens_until, weekday=True)}"
        if held is not None and held.opens_until
        else "",
        undo=stacks.undo[-1].name if stacks.undo else "",
        redo=stacks.redo[-1].name if stacks.redo else "",
        saved_at=f"{desk.clock.now().astimezone():%H:%M}",
        badges={"send": waiting.unsent if waiting is not None else 0},
    )
