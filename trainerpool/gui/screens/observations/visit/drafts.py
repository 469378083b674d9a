"""What is being typed and is no note or evidence yet: as one record, kept through a kill and taken up again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from trainerpool.gui.screens.observations.visit.composer import Composer


class Drafts:
    """The note in the composer, and evidence that is still being typed by (observation, criterion)."""

    def __init__(self, composer: Composer) -> None:
        self._composer = composer
        self.evidence: dict[tuple[str, str], str] = {}

    def as_record(self) -> dict[str, Any]:
        """What is to be kept now; empty where nothing is being typed."""
        made: dict[str, Any] = {}
        if note := self._composer.draft():
            made["note"] = note
        if self.evidence:
            made["evidence"] = [[*key, text] for key, text in self.evidence.items()]
        return made

    def take_up(self, record: Mapping[str, Any]) -> bool:
        """Go on with what a visit's draft holds; whether there was anything."""
        self.evidence = {(one[0], one[1]): one[2] for one in record.get("evidence", ())}
        if note := record.get("note"):
            self._composer.take_draft(note)
        return bool(record)

    def take_evidence(self) -> dict[tuple[str, str], str]:
        """The evidence typed so far, which is no draft any more."""
        taken, self.evidence = self.evidence, {}
        return taken
