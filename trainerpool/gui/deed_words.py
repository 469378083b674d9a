"""What the palette can be asked to do, by the words people use for it, and where each deed is done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DeedWords:
    """A deed by its name; `also` are other words for it; `page` and `argument` are where it is done, `makes_new` as Ctrl+N."""

    title: str
    also: str
    page: str
    argument: object = None
    makes_new: bool = False
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb that somebody's or something's name may follow: "renew nadia". `done` names where: a tab, or a kind to add."""

    words: tuple[str, ...]
    says: str
    kind: str
    page: str
    tab: str = ""
    adds: str = ""


DEEDS = (
    DeedWords("Start with the most urgent", "today first next", "today", icon="sun"),
    DeedWords("Show what is put off", "snoozed snooze asleep wake later", "today", "off", icon="clock"),
    DeedWords("Show what cannot wait", "urgent red stop", "today", "urgent", icon="octagon-x"),
    DeedWords("Add a trainer by hand", "new person candidate applicant", "trainers", makes_new=True, icon="user-plus"),
    DeedWords("Renew release agreements", "agreement manager signed lapse", "trainers", "agreements", icon="file-check"),
    DeedWords("Find whose observation is due", "observe observed overdue", "trainers", "observations", icon="eye"),
    DeedWords("Confirm transferred approvals", "register sign-off transfer", "trainers", "transferred", icon="badge-check"),
    DeedWords("Add a session", "new course date programme", "programme", makes_new=True, icon="plus"),
    DeedWords("Move a session", "drag change date clash", "programme", icon="calendar-days"),
    DeedWords("Cancel a session", "call off", "programme", icon="x"),
    DeedWords("Agree to a session a trainer arranged", "approve arranged decline", "programme", icon="check"),
    DeedWords("Record a session as delivered", "attendance attended held figures", "programme", icon="check"),
    DeedWords("Print the month", "sheet publish pdf brochure calendar ics", "programme", icon="file-text"),
    DeedWords("Propose who delivers a term", "solve solver staff allocate fill", "allocation", icon="layout-grid"),
    DeedWords("Repair a withdrawal", "withdrew withdrawn substitute replace somebody else", "allocation", icon="repeat"),
    DeedWords("Enter an answer: accepted", "accept accepts offer on behalf respond", "offers", icon="check"),
    DeedWords("Enter an answer: declined", "decline declines refuse offer on behalf", "offers", icon="user-x"),
    DeedWords("Send offers", "mail e-mail draft letter remind reminder", "offers", icon="send"),
    DeedWords("Bring in a spreadsheet", "import workbook excel csv questions", "import", icon="table-properties"),
    DeedWords("Answer an import's open questions", "decide unsure merge", "import", icon="circle-help"),
    DeedWords("Invite somebody to a desk of their own", "invitation six words keys join", "carry", icon="user-plus"),
    DeedWords("Hand out carry files", "tpcarry send sealed everybody", "carry", icon="send"),
    DeedWords("Call for availability", "ask when trainers are free days away chase", "calls", makes_new=True, icon="calendar-days"),
    DeedWords("End the trust in somebody's keys", "revoke lost stolen laptop", "carry", icon="ban"),
    DeedWords("Review a trainer pack", "checklist approve approval material version slides", "materials", icon="book-open"),
    DeedWords("Begin a new version of a pack", "material new draft files", "materials", makes_new=True, icon="plus"),
    DeedWords("Record a trigger: law, guidance, local review", "flag courses change procedure", "triggers", makes_new=True, icon="flag"),
    DeedWords("See every trigger and what became of it", "flags law guidance review settled decision", "triggers", icon="flag"),
    DeedWords("Change the checklist or the contents of packs", "items starred version edit", "settings", "frameworks checklist", icon="list-lines"),
    DeedWords("Change the observation framework", "criteria starred groups edit", "settings", "frameworks observation", icon="eye"),
    DeedWords("Change tiers, groups and levels", "shropshire nottinghamshire map course framework", "settings", "frameworks levels", icon="list-lines"),
    DeedWords("Change the policy", "rules numbers who would change", "settings", "policy", icon="settings"),
    DeedWords("Agencies: rename, merge, other spellings", "organisation alias", "settings", "agencies", icon="git-merge"),
    DeedWords("Courses: short names, lengths, other spellings", "title code", "settings", "courses", icon="book-open"),
    DeedWords("Venues", "place room hall address access", "settings", "venues", icon="map-pin"),
    DeedWords("Terms and closed days", "half-term holiday bank", "settings", "days", icon="calendar-days"),
    DeedWords("People who may open this pool", "key passphrase password recovery", "settings", "people", icon="lock"),
    DeedWords("Back up now", "backup copy save verify", "settings", "backups", icon="archive"),
    DeedWords("Restore a backup", "yesterday damaged back", "settings", "backups", icon="undo-2"),
    DeedWords("Appearance: colours, text size, density", "dark light contrast font", "settings", "appearance", icon="settings"),
)  # fmt: skip

VERBS = (
    Verb(("offer", "put", "allocate"), "Offer {name} a session", "person", "trainer", tab="courses"),
    Verb(("renew", "agreement"), "Renew the release agreement of {name}", "person", "trainer", adds="release_agreement"),
    Verb(("sign", "approve", "sign-off"), "Record a sign-off of {name}", "person", "trainer", adds="sign_off"),
    Verb(("record", "evidence", "add"), "Add evidence about {name}", "person", "trainer", adds="delivery"),
    Verb(("observe", "observed"), "Record an observed delivery of {name}", "person", "trainer", adds="observed_delivery"),
    Verb(("hold", "pause"), "Put {name} on hold", "person", "trainer", adds="hold"),
    Verb(("suspend",), "Suspend {name}", "person", "trainer", adds="suspension"),
    Verb(("away", "unavailable", "leave", "absent"), "Say when {name} is away", "person", "trainer", tab="availability"),
    Verb(("history", "who"), "History of {name}", "person", "trainer", tab="history"),
    Verb(("why",), "Why {name} stands as they do", "person", "trainer"),
    Verb(("staff", "offer", "fill"), "Find trainers for {name}", "training_session", "allocation"),
    Verb(("move", "cancel", "change", "record", "print"), "Open in the programme: {name}", "training_session", "programme"),
    Verb(("list", "who", "trainers"), "Trainers of {name}", "course", "trainers"),
    Verb(("review", "approve", "pack", "material"), "Trainer pack of {name}", "course", "materials"),
    Verb(("list", "who", "trainers"), "Trainers of {name}", "agency", "trainers"),
)  # fmt: skip


def verbs_of(words: str) -> Iterable[tuple[Verb, str]]:
    """The verbs these words begin with, each with what follows; the verb may be typed in part, by three letters or more."""
    first, _, rest = words.strip().partition(" ")
    if len(first) < 3 or len(rest.strip()) < 2:
        return
    for verb in VERBS:
        if any(word.startswith(first.casefold()) for word in verb.words):
            yield verb, rest.strip()
