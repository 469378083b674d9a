"""Every key of the program beside the arrows, with where it works and what it does: the words of Help > Keys."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KeyLine:
    """One line: keys as they are printed, several with a comma between, and where they work."""

    keys: str
    words: str
    where: str = "Everywhere"


_EVERYWHERE = (
    ("Ctrl+K", "go anywhere, do anything"),
    ("Alt+1 to Alt+9", "a page of the rail"),
    ("Ctrl+,", "settings"),
    ("Ctrl+Shift+R", "repair what came undone"),
    ("Ctrl+Shift+O", "offers and answers"),
    ("Alt+Left, Alt+Right", "back, forward"),
    ("F6, Shift+F6", "next, last pane: rail, page, inspector"),
    ("F9", "the inspector: shown or not"),
    ("Alt+F", "the menus, from File on"),
    ("Shift+F10", "the context menu, with all deeds"),
    ("Ctrl+F", "the search field of the page"),
    ("Ctrl+N", "something new, of the page's kind"),
    ("Ctrl+Enter", "finish the form"),
    ("Esc", "clear the search, close the form or inspector"),
    ("Ctrl+Z", "undo by name"),
    ("Ctrl+Shift+Z, Ctrl+Y", "redo by name"),
    ("Ctrl+S", "says that all is saved already"),
    ("Ctrl+P", "print or save what is shown"),
    ("Ctrl+Shift+P", "print or save the page as it stands"),
    ("Ctrl+O, Ctrl+Shift+W", "open a pool, close this one"),
    ("Ctrl++, Ctrl+=", "larger text"),
    ("Ctrl+-, Ctrl+0", "smaller text, text as the system has it"),
    ("F5", "take in changes now"),
    ("F11", "full screen"),
    ("F1", "this list"),
    ("Ctrl+Q", "quit"),
)
_ELSEWHERE = (
    ("Lists", "Enter", "the row's first deed, or open"),
    ("Lists", "Space", "select or tick"),
    ("Lists", "Ctrl+C, Ctrl+Shift+C", "copy rows with headers, copy one cell"),
    ("Today", "Ctrl+D", "put the line off, with a reason"),
    ("Trainers", "Ctrl+PgUp, Ctrl+PgDown", "the table, pool health"),
    ("A trainer's page", "Ctrl+PgUp, Ctrl+PgDown", "the tab before, the next tab"),
    ("A trainer's page", "Alt+Up, Alt+Down", "the trainer before, the next trainer in the list"),
    ("A trainer's page", "Alt+PgUp, Alt+PgDown", "the standing a month earlier, a month later"),
    ("A trainer's year", "Shift and arrows", "choose days"),
    ("A trainer's year", "Space, Del", "paint the days chosen, free them"),
    ("Programme", "Ctrl+PgUp, Ctrl+PgDown", "one month or week back, on"),
    ("Programme", "Space", "go through the sessions of the day"),
    ("Programme", "Ctrl+X, Ctrl+V", "take a session up, let it down on another day"),
    ("Programme", "Ctrl+Shift+N", "a series of sessions"),
    ("Allocation", "Ctrl+Shift+A, Ctrl+R", "propose, repair"),
    ("Allocation", "Ctrl+.", "stop proposing, keep the best"),
    ("Allocation", "Ctrl+Enter", "confirm the proposal"),
    ("Allocation", "Ctrl+Shift+B", "compare two proposals"),
    ("Allocation", "Ctrl+Shift+E", "the next session with an empty place"),
    ("Allocation", "Ctrl+PgUp, Ctrl+PgDown", "the term before, the term after"),
    ("The board", "L, C, P, Del, W", "lead, co-trainer, pin, release, why"),
    ("The board", "Ctrl+X, Ctrl+V", "take a trainer's place up, let it down on another cell"),
    ("The differences", "P, A, Del", "pin, confirm the session alone, take out"),
    ("The differences", "Shift+Del", "leave its whole session out"),
    ("Materials", "1, 2, 3, 4", "the item in focus: Yes, Partly, No, Not applicable"),
    ("Materials", "Alt+Up, Alt+Down", "the item before, the next item"),
    ("Materials", "Enter", "where it was seen, and why"),
    ("Materials", "Ctrl+J", "the next item that wants something"),
    ("Materials", "Ctrl+D", "compare with the version before"),
    ("Materials", "Ctrl+Enter", "keep the note, or the deed that moves the version on"),
    ("Materials", "Ctrl+PgUp, Ctrl+PgDown", "the tab before, the next tab"),
    ("Triggers", "Enter", "settle the first course still to answer"),
    ("Checklists and frameworks", "Enter, Space, Del", "change the item, star it, retire it or keep it after all"),
    ("Checklists and frameworks", "Alt+Up, Alt+Down", "the item up, down"),
    ("Checklists and frameworks", "Alt+Shift+Up, Alt+Shift+Down", "its group up, down"),
    ("Checklists and frameworks", "F2, Shift+Del", "rename its group, retire its group"),
    ("Checklists and frameworks", "Ctrl+Enter", "see what would change, put it in force"),
    ("A file looked at", "PgUp, PgDown", "the page before, the next page"),
    ("A file looked at", "+, -", "larger, smaller"),
    ("A file looked at", "Alt+Left, Alt+Right", "the file before, the next file"),
    ("Observations", "Ctrl+PgUp, Ctrl+PgDown", "the view before, the next view"),
    ("Observing", "Ctrl+Enter", "keep the note"),
    ("Observing", "F2", "who the note is about, or whom one judges"),
    ("Observing", "1, 2, 3, 4, Del", "Met, Developing, Not met, Not seen, none"),
    ("Observing", "Alt+Up, Alt+Down", "the criterion before, the next"),
    ("Observing", "Ctrl+PgUp, Ctrl+PgDown", "the group of criteria before, the next"),
    ("Offers", "Ctrl+PgUp, Ctrl+PgDown", "answers, letters"),
    ("Offers", "O, A, D, C", "offer, accepts, declines, confirm"),
    ("Offers", "W, S, R", "withdraws, somebody stands in, the letter"),
)
KEYS = (
    *(KeyLine(keys, words) for keys, words in _EVERYWHERE),
    *(KeyLine(keys, words, where) for where, keys, words in _ELSEWHERE),
)
