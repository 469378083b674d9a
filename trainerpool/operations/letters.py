"""Deeds on the words of letters to trainers, which a pool may change."""

from __future__ import annotations

from trainerpool.exchange.letters import DEFAULTS, LetterKind, Template, check
from trainerpool.operations.deeds import deed
from trainerpool.operations.desk import Desk
from trainerpool.operations.settings import put_setting
from trainerpool.problem import Problem
from trainerpool.queries.offers import kept_letters
from trainerpool.store.work import Done


@deed
def set_letter(desk: Desk, kind: str, subject: str, body: str) -> Done:
    """Change the words of a kind of letter (offer, reminder, change, taken back, withdrawal, substitution, cancelled, team); fields stand in braces."""
    if kind not in set(LetterKind):
        raise Problem(f"There is no letter {kind!r}.", todo=f"There are: {', '.join(LetterKind)}.")
    words = Template(subject.strip(), body.replace("\r\n", "\n"))
    check(words)
    kept = desk.ask(kept_letters)
    all_kinds = dict(kept) if isinstance(kept, dict) else {}
    if words == DEFAULTS[LetterKind(kind)]:
        all_kinds.pop(kind, None)
    else:
        all_kinds[kind] = {"subject": words.subject, "body": words.body}
    with desk.work(f"Change the words of the letter: {kind}") as work:
        put_setting(work, "letters", all_kinds)
    return work.done
