"""Whether two names may be one person's: spellings, initials, order, titles, accents; and records told apart by themselves."""

from __future__ import annotations

import pytest

from trainerpool.domain.same_person import Named, Sameness, same_person

ONE, PERHAPS, TWO = Sameness.ONE, Sameness.PERHAPS, Sameness.TWO


@pytest.mark.parametrize(
    ("one", "other", "answer"),
    [
        ("Jane Hart", "jane  HART", ONE),
        ("Jane Hart", "Hart, Jane", ONE),
        ("Jane Hart", "Hart Jane", ONE),
        ("Dr Jane Hart", "Ms. Jane Hart", ONE),
        ("Jané Hart", "Jane Hart", ONE),
        ("Łukasz O’Neill", "Lukasz O'Neill", ONE),
        ("J. Hart", "J Hart", ONE),
        ("Jane Hart (Business Unit)", "Jane Hart", ONE),
        ("J. Hart", "Jane Hart", PERHAPS),
        ("JM Hart", "Jane Hart", PERHAPS),
        ("Jane Mary Hart", "Jane Hart", PERHAPS),
        ("Hart", "Jane Hart", PERHAPS),
        ("Rhodri Pryce-Lowe", "R Lowe", PERHAPS),
        ("Jan van der Berg", "J. Berg", PERHAPS),
        ("Jane Hart", "John Hart", TWO),
        ("J. Hart", "M. Hart", TWO),
        ("Jane Hart", "Jane Lowe", TWO),
        ("S. Lowe", "J. Hart", TWO),
        ("Aled Thwaite", "Anwen Thwaite", TWO),
        ("", "Jane Hart", TWO),
        ("", "", TWO),
    ],
)
def test_names(one: str, other: str, answer: Sameness) -> None:
    assert same_person(Named(one), Named(other)) is answer
    assert same_person(Named(other), Named(one)) is answer


def test_people_of_the_pool_are_one_where_they_are_one_record() -> None:
    assert same_person(Named("Jane Hart", "a"), Named("J. Lowe", "a")) is ONE
    assert same_person(Named("J. Hart", "a"), Named("Jane Hart", "b")) is TWO


def test_a_former_name_is_a_name() -> None:
    married = Named("Jane Lowe", "a", ("Jane Hart",))
    assert same_person(married, Named("Jane Hart")) is ONE
    assert same_person(Named("J. Hart"), married) is PERHAPS
    assert same_person(married, Named("Denzil Barlow")) is TWO
