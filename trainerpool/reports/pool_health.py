"""The health of the pool on a day: who carries which course in which agency, where it is thin and why, and what ends."""

from __future__ import annotations

from trainerpool.domain.dates import count_of, in_words
from trainerpool.queries.pool_health import Group, PoolHealth, pool_health
from trainerpool.queries.pool_thinness import CourseHealth
from trainerpool.reports.asking import Ask
from trainerpool.reports.document import Bars, Cell, Column, Document, Figure, Said, Section, Table
from trainerpool.reports.figures import share
from trainerpool.reports.wanted import Wanted, footer


def build(ask: Ask, wanted: Wanted) -> Document:
    """Pool health as on the last day of the period."""
    health = ask(pool_health, wanted.period.end)
    candidates = sum(len(group.people) for group in health.standings if group.key == "candidate")
    return Document(
        name="pool-health", title="Pool health", subtitle=f"As on {in_words(health.on, weekday=True)}",
        footer=footer(ask, wanted.today), small=True, landscape=len(health.courses) > 6, summary=(_summary(health),),
        figures=(
            Figure(str(health.present), "person in the pool" if health.present == 1 else "people in the pool"),
            Figure(str(len(health.able)), "may deliver"),
            Figure(str(candidates), "candidate" if candidates == 1 else "candidates"),
            Figure(str(health.places), f"places to fill, {health.horizon}"),
        ),
        sections=(_carried(health), _demand(health), _thin(health), _ends(health), _standing(health), _deliveries(health)),
    )  # fmt: skip


def _summary(health: PoolHealth) -> str:
    thin = [course.title for course in health.courses if course.meaning is not None]
    if not health.courses or not health.able:
        return "Nobody may deliver a course yet."
    if not thin:
        return f"Every course asked for from {health.horizon} has enough trainers."
    return f"{count_of(len(thin), 'course is', 'courses are')} thinly carried: {', '.join(thin)}."


def _carried(health: PoolHealth) -> Section:
    columns = (
        Column("Approved, by agency", 2.6),
        *(Column(_heading(course, health), 1, figures=True) for course in health.courses),
        Column("People", 0.9, figures=True),
    )
    rows: list[tuple[Cell, ...]] = [
        (one.name, *(len(one.by_course.get(course.id, ())) for course in health.courses), len(one.people))
        for one in health.agencies
    ]
    if rows:
        rows.append(("All agencies", *(len(course.people) for course in health.courses), len(health.able)))
    table = Table("", columns, tuple(rows), "No agency has anybody who may deliver.", total=True)
    return Section("Who carries which course", tables=(table,))


def _demand(health: PoolHealth) -> Section:
    rows: list[tuple[Cell, ...]] = []
    for course in health.courses:
        each = f"{course.each:.1f}" if course.each is not None else "nobody" if course.places else ""
        meaning = course.meaning.value if course.meaning is not None else ""
        rows.append(
            (course.title, len(course.people), course.places, Said(each, meaning=meaning), len(course.candidates))
        )
    columns = (
        Column("Course", 3, strong=True), Column("Trainers", 1, figures=True), Column("Places to fill", 1, figures=True),
        Column("Places each", 1, figures=True), Column("Candidates", 1, figures=True),
    )  # fmt: skip
    title = f"Demand beside supply, {health.horizon}"
    return Section(title, tables=(Table("", columns, tuple(rows), "No course is recorded."),))


def _heading(course: CourseHealth, health: PoolHealth) -> str:
    """The short name, or the title where two courses share one."""
    same = [one for one in health.courses if one.short_name == course.short_name]
    return course.short_name if course.short_name and len(same) == 1 else course.title


def _thin(health: PoolHealth) -> Section:
    rows: list[tuple[Cell, ...]] = []
    for course in health.courses:
        if course.meaning is not None:
            why = "; ".join(reason.text for reason in course.reasons)
            helps = ", ".join(helper.name for helper in course.helpers[:4])
            rows.append((course.title, Said(course.word, meaning=course.meaning.value), why, helps))
    columns = (
        Column("Course", 2.4, strong=True),
        Column("How thin", 1.6),
        Column("Why", 3.4),
        Column("Could be briefed", 2.4),
    )
    return Section("Thin courses", tables=(Table("", columns, tuple(rows), "None."),))


def _ends(health: PoolHealth) -> Section:
    months = [
        (in_words(month.start, month_only=True), month)
        for month in health.ends
        if any(one.count for one in health.ends)
    ]
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (name, len(month.approvals), len(month.agreements), month.count) for name, month in months
    )
    columns = (
        Column("Month", 1.6), Column("Approvals", 1, figures=True), Column("Agreements", 1, figures=True),
        Column("Together", 1, figures=True),
    )  # fmt: skip
    chart = Bars(
        "approvals and agreements ending, by month",
        tuple((name, month.count, str(month.count)) for name, month in months),
    )
    table = Table("", columns, rows, "Nothing ends in the next 12 months.")
    return Section("Approvals and agreements ending", chart=chart if rows else None, tables=(table,))


def _standing(health: PoolHealth) -> Section:
    tables = (_groups("Standing", health.standings, "Nobody is in the pool."),
              _groups("Candidates by next stage", health.stages, "No candidate is on the way."),
              _groups("Deliveries in 12 months", health.spread, "Nobody may deliver yet."))  # fmt: skip
    return Section("Standing, candidates and practice", tables=tables)


def _groups(title: str, groups: tuple[Group, ...], empty: str) -> Table:
    rows: tuple[tuple[Cell, ...], ...] = tuple((group.words, len(group.people)) for group in groups if group.people)
    return Table(
        title, (Column(title.split(" by ", maxsplit=1)[0], 3), Column("People", 1, figures=True)), rows, empty, across=3
    )


def _deliveries(health: PoolHealth) -> Section:
    ordered = sorted(health.agencies, key=lambda one: (-one.deliveries, one.name))
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (one.name, one.deliveries, share(one.deliveries, health.deliveries), len(one.people), share(len(one.people), len(health.able)))
        for one in ordered
    )  # fmt: skip
    columns = (
        Column("Agency", 3), Column("Deliveries", 1.2, figures=True), Column("Share", 1, figures=True),
        Column("Trainers", 1.2, figures=True), Column("Share of trainers", 1.4, figures=True),
    )  # fmt: skip
    return Section(
        "Agencies’ share of the deliveries in 12 months",
        tables=(Table("", columns, rows, "No agency has anybody who may deliver."),),
    )
