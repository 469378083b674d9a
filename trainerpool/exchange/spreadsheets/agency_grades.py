"""How alike two spellings of an agency are: initials, word prefixes, words contained, a slip of the finger."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from rapidfuzz.distance import Indel, Levenshtein

from trainerpool.exchange.spreadsheets.words import norm, squashed, tidy

_SMALL = frozenset(["and", "the", "of", "for", "in", "at"])
_BODY = frozenset(
    [
        "nhs",
        "trust",
        "foundation",
        "service",
        "services",
        "ltd",
        "limited",
        "cic",
        "plc",
        "group",
        "organisation",
        "agency",
        "department",
        "dept",
        "team",
        "national",
        "county",
        "uk",
        "integrated",
        "ft",
        "association",
        "sector",
        "assembly",
        "rescue",
        "region",
        "regional",
        "local",
        "borough",
        "district",
        "metropolitan",
    ]
)
_DEPARTMENT = frozenset(
    [
        "children",
        "childrens",
        "child",
        "adult",
        "adults",
        "housing",
        "education",
        "educational",
        "school",
        "schools",
        "fire",
        "ambulance",
        "youth",
        "early",
        "help",
        "social",
        "care",
        "health",
        "mental",
        "public",
        "probation",
        "prison",
        "police",
        "hospice",
        "leisure",
        "libraries",
        "primary",
        "secondary",
        "community",
        "hospital",
        "hospitals",
        "hospitals",
        "acute",
        "justice",
        "families",
        "family",
        "fostering",
        "adoption",
        "legal",
        "nursery",
        "nurseries",
        "college",
        "colleges",
        "university",
        "voluntary",
        "faith",
    ]
)
_TOO_PLAIN = frozenset(
    [
        "nhs",
        "trust",
        "council",
        "service",
        "services",
        "team",
        "partnership",
        "group",
        "local",
        "national",
        "county",
        "borough",
        "social",
        "care",
    ]
)
_SHORT_WORDS = {"w": "west", "n": "north", "s": "south", "e": "east", "st": "saint", "univ": "university", "hosp": "hospital",
                "dept": "department", "svc": "service", "svcs": "services", "const": "constabulary", "cncl": "council", "govt": "government",
                "gtr": "greater", "cty": "county", "ed": "education", "edu": "education", "mgmt": "management",
                "assoc": "association", "vol": "voluntary"}  # fmt: skip
_SAME_BODY = {
    "constabulary": "police",
    "svc": "service",
    "services": "service",
    "svcs": "service",
    "hospitals": "hospital",
}
_BRACKET = re.compile(r"\s*[(\[]([^)\]]+)[)\]]\s*")


@dataclass(slots=True)
class Spelling:
    """One spelling, its words, and where it stands."""

    text: str
    words: tuple[str, ...]
    forms: set[str]  # squashed forms that are the *Same* grade
    short: str = ""  # a bracketed short form
    count: int = 0
    cells: list[str] = field(default_factory=list)
    rows: list[str] = field(default_factory=list)

    @property
    def letters(self) -> int:
        """How much of the name is spelt out."""
        return sum(len(word) for word in self.words)


def spelling_of(text: str) -> Spelling:
    """The spelling taken apart; a bracketed short form is one of its forms."""
    shown = tidy(text)
    inside = [match.group(1) for match in _BRACKET.finditer(shown)]
    outside = _BRACKET.sub(" ", shown)
    words = tuple(word for word in norm(outside).split() if word not in _SMALL) or tuple(norm(shown).split())
    forms = {squashed(shown)}
    short = ""
    if inside and len(inside[0].split()) == 1 and norm(outside):
        short = squashed(inside[0])
        forms |= {short, squashed(outside)}
    return Spelling(shown, words, forms, short)


_LOOSE_TAIL = frozenset(
    ["hospital", "hospitals", "teaching", "university", "healthcare", "health", "care", "community", "social"]
)


def _initials(text: str) -> set[str]:
    words = norm(_BRACKET.sub(" ", text)).replace(" nhs ft", " nhs foundation trust").split()
    found = set()
    for left_out in ((), _SMALL, _SMALL | {"nhs"}, {"nhs"}):
        chosen = [word for word in words if word not in left_out]
        letters = "".join(word[0] for word in chosen)
        for end in range(2, len(letters) + 1):
            rest = [word for word in chosen[end:] if end < 3 or word not in _LOOSE_TAIL]
            if _only_body(rest):
                found.add(letters[:end])
    return found


def _only_body(words: list[str] | tuple[str, ...]) -> bool:
    return all(word in _BODY or word in _SMALL for word in words)


def _is_initials(short: Spelling, full: Spelling) -> bool:
    if len(short.words) != 1 or not 2 <= len(short.words[0]) <= 7 or len(full.words) < 2:
        return False
    return short.words[0] in _initials(full.text)


def _is_prefixes(short: Spelling, full: Spelling) -> bool:
    """Every word of the short spelling begins a word of the full one, or is the initials of a run of them, in order."""
    if _run_together(short, full):
        return True
    if sum(len(word) for word in short.words) < 3 or not any(len(word) >= 3 for word in short.words):
        return False
    return _aligned(short.words, full.words)


def _aligned(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    if not short:
        return _only_body(full)
    if not full:
        return _only_body(short)
    word, meant = short[0], _SHORT_WORDS.get(short[0], short[0])
    if (full[0].startswith(word) or full[0] == meant or _is_county(word, full[0])) and _aligned(short[1:], full[1:]):
        return True
    size = len(word)
    council = word not in ("cc", "bc", "dc", "mbc") or full[size - 1 : size] == ("council",)
    if (
        council
        and 2 <= size <= len(full)
        and word == "".join(one[0] for one in full[:size])
        and _aligned(short[1:], full[size:])
    ):
        return True
    if full[0] in _BODY and _aligned(short, full[1:]):
        return True
    return word in ("nhs", "service", "services", "svc") and len(short) > 1 and _aligned(short[1:], full)


_COUNTIES = {
    "lancs": "lancashire",
    "hants": "hampshire",
    "northants": "northamptonshire",
    "salop": "shropshire",
    "oxon": "oxfordshire",
}


def _is_county(short: str, full: str) -> bool:
    """As "Notts" is "Nottinghamshire": the county's beginning and an s."""
    if _COUNTIES.get(short) == full:
        return True
    return len(short) >= 4 and short.endswith("s") and full.endswith("shire") and full.startswith(short[:-1])


def _run_together(short: Spelling, full: Spelling) -> bool:
    """As "Shropcom" is "Shrop" and "Com" of "Shropshire Community ...": two or more pieces of at least three letters."""
    if len(short.words) != 1 or len(short.words[0]) < 6:
        return False

    def fits(rest: str, words: tuple[str, ...], pieces: int) -> bool:
        if not rest:
            return pieces >= 2 and _only_body([w for w in words if w not in _DEPARTMENT])
        if not words:
            return False
        return any(
            rest.startswith(words[0][:size]) and fits(rest[size:], words[1:], pieces + 1)
            for size in range(min(len(words[0]), len(rest)), 2, -1)
        )

    return fits(short.words[0], full.words, 0)


def _is_contained(short: Spelling, full: Spelling) -> bool:
    mine, theirs = set(short.words), set(full.words)
    if not mine < theirs or mine <= _TOO_PLAIN:
        return False
    extra = theirs - mine
    if extra <= _BODY:
        return True
    # "Northmoor Council" is not "Northmoor Council Housing", but "Police" may be "Northmoor Police"
    return not extra & _DEPARTMENT


def _bracket_contains(short: Spelling, full: Spelling) -> bool:
    inside = {word for match in _BRACKET.finditer(full.text) for word in norm(match.group(1)).split()} - _SMALL
    return bool(inside) and set(short.words) <= inside


def _is_misspelt(one: Spelling, other: Spelling) -> bool:
    left, right = squashed(one.text), squashed(other.text)
    if min(len(left), len(right)) < 9:
        return False
    if re.findall(r"\d", left) != re.findall(r"\d", right):
        return False
    distance = Levenshtein.distance(left, right, score_cutoff=2)
    return distance <= (2 if min(len(left), len(right)) > 19 else 1) and left[:1] == right[:1]


def is_strongly_likely(short: Spelling, full: Spelling) -> bool:
    """Initials, word prefixes, the same words in another order, or a slip of the finger."""
    return (
        _is_initials(short, full)
        or _is_prefixes(short, full)
        or _is_misspelt(short, full)
        or sorted(_SAME_BODY.get(word, word) for word in short.words)
        == sorted(_SAME_BODY.get(word, word) for word in full.words)
    )


def is_weakly_likely(short: Spelling, full: Spelling) -> bool:
    """Its words are contained in the other's, and what is more there is no other department."""
    return _is_contained(short, full) or _bracket_contains(short, full)


def is_near(mine: Spelling, theirs: Spelling) -> bool:
    """Too near to pass in silence, too far to join: initials with a remainder, a department of a body, nearly initials."""
    if not mine.words or not theirs.words:
        return False
    if len(theirs.words) < 2:
        return len(mine.words) == 1 and _same_sector(mine, theirs)
    head = mine.words[0]
    if len(mine.words) > 1 and 2 <= len(head) <= 5 and head in _initials(theirs.text) and head not in theirs.words:
        return True  # "NC - Children's Services" beside "Northmoor Council"
    if len(mine.words) == 1 and not (set(mine.words) < set(theirs.words)) and _same_sector(mine, theirs):
        return True
    if len(mine.words) == 1:
        return _nearly_initials(mine, theirs) or (set(mine.words) < set(theirs.words))
    if set(theirs.words) < set(mine.words) and set(theirs.words) - _BODY:
        return True
    if set(mine.words) < set(theirs.words) and set(mine.words) <= _TOO_PLAIN:
        return True
    if mine.text.isupper():
        return False
    plain = _BODY | _PLAIN_SHORT if "council" in theirs.words else _BODY | _PLAIN_SHORT | _COUNCILS
    loud = [word for word in re.findall(r"[A-Z]{2,4}\b", mine.text) if word.lower() not in plain]
    return bool(loud) and bool((set(mine.words) & set(theirs.words)) - _BODY)


_PLAIN_SHORT = frozenset(
    [
        "asc", "cab", "camhs", "ccg", "cic", "csc", "cvs", "fa", "fe", "hmp", "hq", "icb",
        "ics", "lscp", "nhsft", "rfu", "sab", "scb", "scp", "uhb", "wa", "yjs", "yot",
    ]
)  # fmt: skip
"""Short forms everybody knows: "Northmere ICB" is no department of "Northmere Police"."""
_COUNCILS = frozenset(["bc", "cbc", "cc", "dc", "mbc", "mdc"])
_SECTORS = [
    frozenset(["education", "school", "schools", "college", "colleges"]),
    frozenset(["voluntary", "vcs", "vcsa", "vcse", "charity", "charities", "thirdsector"]),
    frozenset(["health", "nhs"]),
]


def _same_sector(mine: Spelling, theirs: Spelling) -> bool:
    """Two bare words for one sector ("Schools" and "Education"): they may be one agency here, and only a person knows."""
    left, right = set(mine.words) - _BODY, set(theirs.words) - _BODY
    left, right = left or set(mine.words), right or set(theirs.words)
    return any(left <= sector and right <= sector for sector in _SECTORS)


def _nearly_initials(mine: Spelling, theirs: Spelling) -> bool:
    head = mine.words[0]
    if not 3 <= len(head) <= 6 or not mine.text.replace(".", "").isupper():
        return False
    letters = "".join(word[0] for word in norm(_BRACKET.sub(" ", theirs.text)).split() if word not in _SMALL)
    shared = (len(head) + len(letters) - Indel.distance(head, letters)) // 2
    if head in letters:
        return True
    if len(letters) == 2 and len(head) == 3 and head[0] == letters[0] and head[-1] == letters[-1]:
        return True  # "VCS" beside "Voluntary Sector"
    return head[0] == letters[0] and len(letters) >= 3 and shared >= max(len(head), len(letters)) - 1
