"""People as cells name them: surname first, ranks, initials, several in a cell, notes in brackets."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from trainerpool.exchange.spreadsheets.name_words import MAC, NAMES_TOO, PARTICLES, ROLE_OF, SUFFIXES, TITLES
from trainerpool.exchange.spreadsheets.words import fold, is_nothing, is_organisation, norm, tidy

_BRACKETS = re.compile(r"[(\[{]([^)\]}]*)[)\]}]")
_MAIL = re.compile(r"<?\s*(?:mailto:)?[^\s<>;,()]+@[^\s<>;,()]+\s*>?")
_SPLIT_HARD = re.compile(
    r"\s*(?:;|\n|\r|\||\s/\s|(?<=[^\W\d_])/(?=[^\W\d_])|&|\+)\s*|\s+(?:and|plus|with)\s+", re.IGNORECASE
)
_NUMBERED = re.compile(r"^\s*(?:\d{1,2}[.)]|[-•*·])\s+")
_COLLAR = re.compile(r"^\d{2,6}$")


@dataclass(frozen=True, slots=True)
class Name:
    """One person as written. `sure` is False where which part is the family name is only the usual order."""

    given: str = ""
    family: str = ""
    known_as: str = ""
    title: str = ""
    note: str = ""
    role: str = ""
    text: str = ""
    sure: bool = True

    @property
    def full(self) -> str:
        """Given Family."""
        return f"{self.given} {self.family}".strip()

    @property
    def key(self) -> str:
        """Folded words of the full name, for comparing."""
        return norm(self.full)

    @property
    def is_initial(self) -> bool:
        """Is the given name (or the family name) only initials."""
        return len(self.given.replace(".", "").replace(" ", "")) <= 2 or len(self.family.replace(".", "")) == 1


def proper(word: str) -> str:
    """A name typed in capitals or small letters in its usual case; any other is left as written."""
    if half := re.fullmatch(r"(Mc|Mac|O['’]|D['’])([A-Z]{2,})", word):
        return half.group(1) + half.group(2).capitalize()  # "McDONALD"
    if not (word.isupper() or word.islower()) or len(word) < 2:
        return word
    if word.islower() and word in PARTICLES:
        return word
    pieces = re.split(r"([-'’ ])", word.lower())
    shown = "".join(piece[:1].upper() + piece[1:] for piece in pieces)
    low = word.lower()
    if low.startswith("mc") and len(low) > 3:
        return "Mc" + low[2].upper() + low[3:]
    if low.startswith("mac") and low[3:] in MAC:
        return "Mac" + low[3].upper() + low[4:]
    return shown


def _cased(words: list[str]) -> str:
    shouted = all(word.isupper() or word.islower() for word in words)
    return " ".join(
        word.lower()
        if shouted and word.lower() in PARTICLES and index < len(words) - 1 and len(words) > 1
        else proper(word)
        for index, word in enumerate(words)
    )


def split_people(text: str) -> list[str]:
    """The people of one cell, each as written. "Roberts, Owen" is one, "Owen Roberts, Jane Smith" two."""
    clean = text.replace("\u00a0", " ")
    hard = [piece for piece in _SPLIT_HARD.split(clean) if piece and piece.strip(" ,.")]
    found: list[str] = []
    for piece in hard:
        found.extend(_split_commas(piece))
    return found


def _split_commas(text: str) -> list[str]:
    bare = _BRACKETS.sub(lambda match: match.group(0).replace(",", "\x02"), text)
    pieces = [piece.strip().replace("\x02", ",") for piece in bare.split(",") if piece.strip()]
    if len(pieces) < 2:
        return [text.strip()]
    sizes = [len(_plain_words(piece)) for piece in pieces]
    if fold(pieces[-1]).strip(". ") in SUFFIXES:
        return [text.strip()]
    if len(pieces) == 2 and not is_nothing(pieces[1]) and not is_nothing(pieces[0]) and min(sizes) <= 1:
        return [text.strip()]
    if len(pieces) == 2 and sizes == [1, 2] and len(pieces[1].split()[-1].strip(".")) == 1:
        return [text.strip()]
    if len(pieces) % 2 == 0 and len(pieces) > 2 and all(size == 1 for size in sizes):
        return [f"{pieces[i]}, {pieces[i + 1]}" for i in range(0, len(pieces), 2)]
    return pieces


def _plain_words(text: str) -> list[str]:
    words = _BRACKETS.sub(" ", text).split()
    return [word for word in words if fold(word).strip(".") not in TITLES and not _COLLAR.match(word)]


@lru_cache(maxsize=50_000)
def read_name(text: str, *, surname_first: bool = False) -> Name | None:
    """One person's name, or None where the text names nobody ("TBC", "?")."""
    work = tidy(_NUMBERED.sub("", _MAIL.sub(" ", text)))
    if is_nothing(work):
        return None
    work, notes, known_as, role = _annotations(work)
    work = work.strip(" ,;.-–:*?")
    if not work or is_nothing(work):
        return None
    work, title, number = _without_titles(work)
    words = work.replace(",", " , ").split()
    if not [word for word in words if word != ","]:
        return None
    if number:
        notes.insert(0, number)
    name = _parts(words, surname_first)
    if title and name.given and not name.family:
        name = replace(name, given="", family=name.given)  # "Dr Roberts"
    return replace(
        name, known_as=known_as or name.known_as, title=title, note="; ".join(notes), role=role, text=text.strip()
    )


def _annotations(work: str) -> tuple[str, list[str], str, str]:
    notes: list[str] = []
    known_as = role = ""
    prefix = re.match(r"^([A-Za-z -]{1,15}?)\s*:\s*(.+)$", work)
    if prefix and norm(prefix.group(1)) in ROLE_OF:
        role, work = ROLE_OF[norm(prefix.group(1))], prefix.group(2)
    work, known_as, in_brackets = _out_of_brackets(work, notes)
    role = in_brackets or role
    work = tidy(_BRACKETS.sub(" ", work))
    named, _, body = work.partition(",")
    if body and is_organisation(body) and len(named.split()) >= 2:
        notes.append(tidy(body))  # "Ada Quill, Northmoor Police"
        work = named
    quoted = re.search(r"\s[\"“']([A-Z][a-zà-ÿ]+)[\"”']\s", work)
    if quoted:
        known_as, work = quoted.group(1), tidy(work.replace(quoted.group(0), " "))
    dashed = re.match(r"^(.+?)(?:\s+[-–—]\s*|\s*[–—]\s+|:\s+)(.+)$", work)
    if dashed and len(_plain_words(dashed.group(1))) >= 1:
        tail = norm(dashed.group(2))
        if tail in ROLE_OF:
            role = ROLE_OF[tail]
        else:
            notes.append(tidy(dashed.group(2)))
        work = dashed.group(1)
    if work.endswith("*") or work.startswith("*"):
        notes.append("*")
    if work.endswith("?") and work.strip("? "):
        notes.append("?")
    return work, notes, known_as, role


def _out_of_brackets(work: str, notes: list[str]) -> tuple[str, str, str]:
    """What stands in brackets: a role, a name to be called by, or a note; gives (the rest, known as, role)."""
    known_as = role = ""
    for match in list(_BRACKETS.finditer(work)):
        inside = tidy(match.group(1))
        before, after = work[: match.start()].strip(), work[match.end() :].strip()
        if norm(inside) in ROLE_OF:
            role = ROLE_OF[norm(inside)]
        elif (
            before
            and after
            and re.fullmatch(r"[A-Z][a-zà-ÿ'-]+", inside)
            and fold(inside) not in SUFFIXES
            and not _BRACKETS.search(after)
        ):
            known_as = inside
            if "," not in work and len(_plain_words(before)) > 1:
                work = f"{after}, {before}"  # the bracket stands between given and family name
        elif inside:
            notes.append(inside)
    return work, known_as, role


def _without_titles(work: str) -> tuple[str, str, str]:
    words = work.split()
    titles: list[str] = []
    number = ""
    while len(words) > 1 and _is_title(words[0], len(words) - 1) and not words[0].endswith(","):
        titles.append(words.pop(0).strip("."))
    if len(words) > 1 and _COLLAR.match(words[0]):
        number = words.pop(0)
    while len(words) > 2 and fold(words[-1]).strip(".,()") in SUFFIXES and not words[-1].istitle():
        words.pop()
        if words[-1] == ",":
            words.pop()
    if words and words[-1].endswith(","):
        words[-1] = words[-1].rstrip(",")
    if "," in work and len(words) > 2 and fold(words[-1]).strip(".") in TITLES:
        titles.append(words.pop().strip("."))  # "Roberts, Owen Dr"
    joined = " ".join(words)
    after = re.match(r"^([^,]+),\s*((?:[A-Za-z]+\.?\s+)+?)(\S.*)$", joined)
    if after and all(fold(word).strip(".") in TITLES for word in after.group(2).split()):
        titles.append(after.group(2).strip(" ."))  # "Roberts, Dr Owen"
        joined = f"{after.group(1)}, {after.group(3)}"
    return joined, " ".join(titles), number


def _is_title(word: str, left: int) -> bool:
    """A rank of two letters is one only in capitals: "DI Ross" is an inspector, "Di Ross" a first name."""
    bare = word.strip(".")
    folded = fold(bare).replace("'", "")
    if folded not in TITLES:
        return False
    if folded in NAMES_TOO:
        return left > 1 or bare.isupper()
    return (
        len(bare) > 2
        or folded in ("mr", "ms", "mx", "dr", "lt", "rt")
        or (bare.isupper() and left >= 1)
        or (bare == "Sr" and left > 1)
    )


def _parts(words: list[str], surname_first: bool) -> Name:
    if "," in words:
        at = words.index(",")
        family, given = words[:at], [word for word in words[at + 1 :] if word != ","]
        return Name(_cased(given), _cased(family))
    if len(words) == 1:
        dotted = re.fullmatch(r"((?:[A-Z]\.)+)([A-Za-z'’-]{2,})", words[0])
        if dotted:
            return Name(dotted.group(1), proper(dotted.group(2)))
        return Name(proper(words[0]), "", sure=False)
    shouted = [word.isupper() and len(word.replace(".", "")) > 2 for word in words]
    if shouted[0] and not shouted[-1]:
        at = next(index for index, loud in enumerate(shouted) if not loud)
        return Name(_cased(words[at:]), _cased(words[:at]))
    if surname_first:
        at = _particles_end(words)
        return Name(_cased(words[at:]), _cased(words[:at]))
    at = len(words) - 1
    for index in range(1, len(words) - 1):
        if words[index].lower().strip("'’") in PARTICLES or words[index].lower() == "st.":
            at = index
            break
    return Name(_cased(words[:at]), _cased(words[at:]), sure=len(words) > 2 or at < len(words))


def _particles_end(words: list[str]) -> int:
    at = 0
    while at < len(words) - 2 and words[at].lower() in PARTICLES:
        at += 1
    return at + 1


def swapped(name: Name) -> Name:
    """The same name with given and family changed over, where other evidence shows the surname came first."""
    words = name.full.split()
    at = _particles_end(words)
    return replace(name, given=" ".join(words[at:]), family=" ".join(words[:at]))


def looks_like_name(text: str) -> bool:
    """Could this cell be one person's name: two to four words of letters, most with a capital."""
    if len(text) > 200:
        return False
    text = _MAIL.sub(" ", text)
    if any(letter.isdigit() for letter in text):
        text = _without_titles(tidy(text))[0]  # a collar number behind a rank
    if any(letter.isdigit() for letter in text) or "@" in text or len(text) > 45:
        return False
    words = [word for word in re.split(r"[\s,]+", _BRACKETS.sub(" ", tidy(text)).strip()) if word]
    words = [word for word in words if fold(word).strip(".") not in TITLES - {"the"}]
    if not 2 <= len(words) <= 4 or any(fold(word) in ("and", "of", "the", "for", "to", "in") for word in words):
        return False
    return all(re.fullmatch(r"[^\W\d_][^\d_]*", word) and not re.search(r"[:/&]", word) for word in words) and any(
        word[0].isupper() for word in words
    )
