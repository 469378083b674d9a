"""Agencies of a file against the pool's: joined, added, and split off or joined again when a question is answered."""

from __future__ import annotations

from collections.abc import Mapping

from trainerpool.exchange.spreadsheets.reading import AgencyDraft
from trainerpool.exchange.spreadsheets.words import norm
from trainerpool.operations.imports.comparing import Comparing, Fate
from trainerpool.operations.imports.plan import ADDED, MERGED, UNCHANGED
from trainerpool.queries.comparing import AgencyNow, MembershipNow
from trainerpool.store.records import Agency, AgencyAlias, Allocation, Membership, TrainingSession

_HOLDERS = {"training_session": (TrainingSession, "host_agency_id"), "allocation": (Allocation, "agency_id")}


class AgencyComparison:
    """Gives every agency of the file its record: `record_of` by the draft's key, `canon` for ids the pool had."""

    def __init__(
        self,
        comparing: Comparing,
        agencies: tuple[AgencyNow, ...],
        memberships: tuple[MembershipNow, ...],
        unsure: frozenset[str],
    ) -> None:
        self._c = comparing
        self._now = {agency.id: agency for agency in agencies}
        self._memberships = memberships
        self._unsure = unsure
        self._by_text: dict[str, str] = {}
        for agency in agencies:
            for text in (agency.name, *(alias for _, alias in agency.aliases)):
                self._by_text.setdefault(norm(text), self._end(agency.id))
        for agency in agencies:
            if not agency.merged_into_id:
                self._by_text[norm(agency.name)] = agency.id
        self.merged: dict[str, str] = {}  # own agencies of unsure texts -> what an answer made of them
        self.record_of: dict[str, str] = {}
        self.names: dict[str, str] = {agency.id: agency.name for agency in agencies}

    def canon(self, agency_id: str | None) -> str:
        """The agency an id leads to, "" for none."""
        if not agency_id:
            return ""
        end = self._end(agency_id)
        return self.merged.get(end, end)

    def compare(self) -> None:
        """Give every agency of the reading its record."""
        for draft in self._c.reading.agencies:
            record = self._record(draft)
            self.record_of[draft.key] = record
            fields = {"name": draft.name, "unsure": draft.unsure}
            self._c.keep_named("agency", draft.key, record, fields)

    def _end(self, agency_id: str) -> str:
        found = self._now.get(agency_id)
        while found is not None and found.merged_into_id:
            agency_id = found.merged_into_id
            found = self._now.get(agency_id)
        return agency_id

    def _record(self, draft: AgencyDraft) -> str:
        c = self._c
        own = [self._by_text[norm(text)] for text in draft.spellings if self._by_text.get(norm(text)) in self._unsure]
        found = draft.known_id or self._by_text.get(norm(draft.name))
        if found is not None:
            found = self._end(found)
        changes: list[str] = []
        if found is None and own and not draft.unsure:
            found = own[0]  # an answer gave its right name to what stood under the text as written
            c.writes.change(Agency, found, name=draft.name)
            changes.append(f"name: {self.names[found]} becomes {draft.name}")
            c.writes.add(AgencyAlias, agency_id=found, text=self.names[found], grade="answered")
            self.names[found] = draft.name
            self._by_text[norm(draft.name)] = found
        if found is None:
            found = next((self._by_text[norm(text)] for text in draft.spellings if norm(text) in self._by_text), None)
        if found is None:
            found = c.writes.add(Agency, name=draft.name)
            c.decide_fate(f"agency:{draft.key}", "agency", Fate(ADDED, found, draft.name))
            self.names[found] = draft.name
            self._by_text[norm(draft.name)] = found
        for other in dict.fromkeys(own):
            if other != found and not draft.unsure:
                self._merge(other, found)
                changes.append(f"{self.names[other]} is now read as {self.names[found]}")
        changes += [f"also written {text}" for text in draft.spellings if self._alias(found, text)]
        if f"agency:{draft.key}" not in c.fates:
            name = self.names[found]
            c.decide_fate(f"agency:{draft.key}", "agency", Fate(MERGED if changes else UNCHANGED, found, name, changes))
        return found

    def _alias(self, agency: str, text: str) -> bool:
        """Remember a spelling; False where the agency is known so already, or the text stands for another."""
        held = self._by_text.get(norm(text))
        if not norm(text) or held == agency or (held is not None and held not in self._unsure):
            return False
        grade = "answered" if text in self._c.answers.agencies else "likely"
        self._c.writes.add(AgencyAlias, agency_id=agency, text=text.strip(), grade=grade)
        self._by_text[norm(text)] = agency
        return True

    def _merge(self, old: str, new: str) -> None:
        writes = self._c.writes
        self.merged[old] = new
        writes.change(Agency, old, merged_into_id=new)
        writes.add(AgencyAlias, agency_id=new, text=self.names[old], grade="answered")
        self._by_text[norm(self.names[old])] = new
        for alias, _ in self._now[old].aliases:
            writes.change(AgencyAlias, alias, agency_id=new)
        for membership in self._memberships:
            if membership.agency_id == old:
                writes.change(Membership, membership.id, agency_id=new)


def follow_merges(comparing: Comparing, holders: tuple[tuple[str, str, str], ...], merged: Mapping[str, str]) -> None:
    """Sessions and allocations that named a merged agency name what it went into."""
    for kind, record, agency in holders:
        record_class, name = _HOLDERS[kind]
        comparing.writes.change(record_class, record, **{name: merged[agency]})
