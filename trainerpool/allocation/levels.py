"""How strictly each rule is taken: the levels, the profiles that set them, and what a rule found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from trainerpool.domain.policy import Level
from trainerpool.domain.policy.values import DEFAULT_RULE_LEVELS

SEVERITY: Mapping[Level, int] = {Level.IGNORE: 0, Level.WARN: 1, Level.OVERRIDE: 2, Level.BLOCK: 3}


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule broken by one trainer in one session, or by a team.

    `text` is a whole sentence; `phrase` follows a name ("is away 18 to 22 Jan"); `kind` groups findings for counting
    ("away", "weekday", "other session"...); `remedy` says what would have to change; `partners` are the others concerned.
    """

    code: str
    level: Level
    text: str
    phrase: str = ""
    kind: str = ""
    remedy: str = ""
    session: str = ""
    trainer: str = ""
    partners: tuple[str, ...] = ()

    @property
    def stops(self) -> bool:
        """Say whether this keeps the solver from choosing it."""
        return self.level in (Level.BLOCK, Level.OVERRIDE)


@dataclass(frozen=True, eq=False)
class Profile:
    """The level of every rule. A rule that is not named is left out."""

    name: str
    levels: Mapping[str, Level] = field(default_factory=dict)

    def level(self, code: str) -> Level:
        """Return how strictly the rule is taken."""
        return self.levels.get(code, Level.IGNORE)

    def stops(self, code: str) -> bool:
        """Say whether the rule is hard for the solver."""
        return self.level(code) in (Level.BLOCK, Level.OVERRIDE)

    def warns(self, code: str) -> bool:
        """Say whether the rule is a priced wish for the solver."""
        return self.level(code) is Level.WARN

    def asks(self, code: str) -> bool:
        """Say whether the rule is looked at, at all."""
        return self.level(code) is not Level.IGNORE

    def __reduce__(self) -> tuple[object, ...]:
        """Travel to another process, where format-1 is again the one there."""
        return _again, (self.name, dict(self.levels))


def _again(name: str, levels: dict[str, Level]) -> Profile:
    return FORMAT_1 if name == FORMAT_1.name else Profile(name, levels)


FORMAT_CODES = (
    "approval",
    "availability",
    "overlap",
    "cap_month",
    "cap_term",
    "first_solo",
    "lead",
    "multi_agency",
    "conflict",
    "pinned",
    "overfilled",
    "duplicate",
    "unknown",
)
FORMAT_1 = Profile("format-1", MappingProxyType(dict.fromkeys(FORMAT_CODES, Level.BLOCK)))

# A lapsed agreement is the second half of the policy's one rule "agreement": warn while on notice, block once lapsed.
POOL_LEVELS: Mapping[str, Level] = MappingProxyType(
    {
        **dict.fromkeys(FORMAT_CODES, Level.BLOCK),
        "agreement_lapsed": Level.BLOCK,
        "multi_agency_course": Level.BLOCK,
        **DEFAULT_RULE_LEVELS,
    }
)
_ABOUT_LINES = ("overfilled", "duplicate", "unknown", "pinned")


def profile_of(levels: Mapping[str, str], name: str = "policy") -> Profile:
    """Return a pool's profile: the default levels with those of its policy in their place.

    The rules about the file itself (overfilled, duplicate, unknown, pinned) always block.
    """
    given = {code: Level(str(level)) for code, level in levels.items()}
    if given.get("agreement") is Level.IGNORE:
        given.setdefault("agreement_lapsed", Level.IGNORE)
    merged = {**POOL_LEVELS, **given, **dict.fromkeys(_ABOUT_LINES, Level.BLOCK)}
    return Profile(name, MappingProxyType(merged))
