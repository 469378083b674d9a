"""Who a name in a programme or a second sheet means, among the people of the registers and of the pool."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from rapidfuzz.distance import Levenshtein

from trainerpool.exchange.spreadsheets.people_names import Name, read_name, swapped
from trainerpool.exchange.spreadsheets.reading import KnownPerson, TrainerDraft
from trainerpool.exchange.spreadsheets.words import norm, squashed

_SHORT = [
    "katherine catherine kathryn kate katie kathy cathy kath cath kat", "elizabeth liz beth lizzie betty eliza libby", "robert rob bob bobby robbie",
    "william will bill billy liam", "richard rick dick rich richie", "james jim jimmy jamie", "john jack johnny jon jonathan", "thomas tom tommy",
    "michael mike mick mickey", "david dave davey dai", "stephen steven steve", "andrew andy drew", "anthony antony tony", "christopher chris kit",
    "christine christina chris chrissie tina", "susan sue susie suzanne", "margaret maggie meg peggy mags", "patricia pat trish patsy tricia",
    "jennifer jen jenny", "joanne jo joanna joan", "deborah debbie deb debra", "samantha sam", "samuel sam sammy", "alexandra alex sandra lexi",
    "alexander alex sandy al", "benjamin ben benny", "daniel dan danny", "matthew matt", "nicholas nick nicky", "nicola nicky nikki", "rebecca becky becca bex",
    "victoria vicky vicki tori", "jacqueline jackie jacqui", "philip phil phillip", "peter pete", "gareth gaz gary", "gregory greg", "joseph joe joey",
    "mohammed mohammad muhammad mo mohamed", "abigail abi abby", "amanda mandy", "angela angie", "barbara barb babs", "caroline caz carol",
    "charlotte charlie lottie",
    "eleanor ellie nell nora", "frances fran", "francis frank", "gillian gill jill", "helen nell", "josephine jo josie", "judith judy jude", "kimberley kim",
    "lesley les", "leslie les", "louise lou", "lucy lu", "maureen mo", "natalie nat", "pamela pam", "penelope penny", "rachel rach rachael", "sarah sara sally",
    "stephanie steph", "theresa teresa terry tess", "timothy tim", "valerie val", "zachary zac zach", "edward ed eddie ted ned", "frederick fred freddie",
    "geoffrey geoff jeff jeffrey", "graham gray", "harold harry hal", "henry harry", "kenneth ken kenny", "lawrence larry laurence", "leonard len",
    "martin marty",
    "raymond ray", "ronald ron", "simon si", "terence terry", "vincent vince", "imogen immy", "isobel isabel izzy bel isabelle", "madeleine maddy maddie",
]  # fmt: skip
_NICK: dict[str, set[str]] = defaultdict(set)
for _line in _SHORT:
    for _word in _line.split():
        _NICK[_word] |= set(_line.split())


@dataclass(slots=True)
class Person:
    """Someone who can be meant: a draft of this file, a person of the pool, or both."""

    key: str  # TrainerDraft.key, or "" for one only in the pool
    given: str
    family: str
    known_as: str = ""
    email: str = ""
    agency: str | None = None
    known_id: str | None = None

    @property
    def full(self) -> str:
        """Given Family."""
        return f"{self.given} {self.family}".strip()


@dataclass(slots=True)
class Match:
    """Who was found: one person, or several possible ones; `sure` False where a person must say."""

    person: Person | None = None
    possible: list[Person] = field(default_factory=list)
    how: str = ""


class PeopleBook:
    """Everyone who can be meant, by full name, family name, given name and address."""

    def __init__(self) -> None:
        self.people: list[Person] = []
        self._full: dict[str, list[Person]] = defaultdict(list)
        self._family: dict[str, list[Person]] = defaultdict(list)
        self._given: dict[str, list[Person]] = defaultdict(list)
        self._initials: dict[str, list[Person]] = defaultdict(list)
        self._cache: dict[tuple[str, str], Match] = {}

    def add_draft(self, draft: TrainerDraft) -> Person:
        """Someone of a register of this file."""
        person = Person(
            draft.key, draft.given_name, draft.family_name, draft.known_as, draft.email, draft.agency, draft.known_id
        )
        self._add(person)
        return person

    def add_known(self, known: KnownPerson) -> None:
        """Someone of the pool who is not in this file."""
        self._add(Person("", known.given_name, known.family_name, known.known_as, known.email, known.agency, known.id))

    def _add(self, person: Person) -> None:
        self.people.append(person)
        self._full[squashed(person.full)].append(person)
        if person.known_as:
            self._full[squashed(f"{person.known_as} {person.family}")].append(person)
            self._given[norm(person.known_as)].append(person)
        self._family[norm(person.family)].append(person)
        self._given[norm(person.given)].append(person)
        self._cache.clear()

    def called(self, person: Person, initials: str) -> None:
        """The initials the register itself gives someone."""
        self._initials[norm(initials).replace(" ", "")].append(person)

    def exact(self, name: Name) -> list[Person]:
        """Everyone of just this full name."""
        return list({id(p): p for p in self._full.get(squashed(name.full), [])}.values())

    def find(self, text: str, agency: str | None = None) -> Match:
        """Who a name as written means. Only an exact name, a name turned round, or initials that fit one person are sure."""
        key = (text, agency or "")
        if key not in self._cache:
            name = read_name(text)
            self._cache[key] = self._find(name, agency) if name else Match()
        return self._cache[key]

    def _find(self, name: Name, agency: str | None) -> Match:
        exact = self.exact(name)
        if len(exact) > 1 and agency:
            exact = [p for p in exact if p.agency == agency] or exact
        if exact:
            return Match(exact[0], [], "") if len(exact) == 1 else Match(None, exact)
        turned = self.exact(swapped(name)) if name.family else []
        if len(turned) == 1:
            return Match(turned[0], [], "surname first")
        fits = self._by_part(name)
        if len(fits) == 1:
            return Match(fits[0], [], "the only one")
        if fits:
            return Match(None, fits)
        return Match(None, self._near(name))

    def _by_part(self, name: Name) -> list[Person]:
        given, family = norm(name.given), norm(name.family)
        if not family:
            found = self._family.get(given, []) or self._given.get(given, [])
            if not found and 2 <= len(given) <= 4:  # "OR" for Owen Roberts, "DSH" for Dominic Smith-Hughes
                found = self._initials.get(given, []) or [p for p in self.people if given in _initials_of(p)]
            return _once(found)
        letters = given.replace(" ", "")
        if len(letters) <= 2 and family in self._family:
            return _once(
                [
                    p
                    for p in self._family[family]
                    if norm(p.given).startswith(letters[0]) or norm(p.known_as).startswith(letters[0])
                ]
            )
        if len(family) == 1 and given in self._given:
            return _once([p for p in self._given[given] if norm(p.family).startswith(family)])
        if len(family) <= 2 and len(given) > 2 and given in self._family:  # "Roberts O"
            return _once([p for p in self._family[given] if norm(p.given).startswith(family[0])])
        return []

    def _near(self, name: Name) -> list[Person]:
        """A short form of a given name, or a slip of the finger: never sure, always asked."""
        given, family, whole = norm(name.given), norm(name.family), squashed(name.full)
        found = []
        for person in self.people:
            theirs = norm(person.given)
            same_family = norm(person.family) == family
            nick = same_family and (theirs in _NICK.get(given, ()) or theirs[:3] == given[:3])
            if nick or (len(whole) >= 7 and Levenshtein.distance(whole, squashed(person.full), score_cutoff=2) <= 2):
                found.append(person)
        return _once(found)


def _initials_of(person: Person) -> set[str]:
    given, family = norm(person.given), norm(person.family)
    return {given[:1] + family[:1], "".join(word[0] for word in f"{given} {family}".split())}


def _once(people: list[Person]) -> list[Person]:
    return list({id(person): person for person in people}.values())
