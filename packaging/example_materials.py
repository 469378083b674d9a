"""Makes the example's trainer packs anew: small files to look at, and the deeds that fill the packs with them.

Run from the project's root: python packaging/example_materials.py. Everything in it is invented. Same source, same files.
"""

from __future__ import annotations

import io
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
import typst

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "resources" / "example"
PACKS = FOLDER / "packs"
MADE = datetime(2026, 11, 16, 9, tzinfo=UTC)  # in the files, or the same source would give other bytes

AUTHOR, REVIEWER, UNIT = "Rhodri Pryce-Lowe", "Aled Thwaite", "Marian Holt"
STRANDS = {
    "NEG": "children", "EXP": "children", "MCA": "adults", "DAC": "children", "PCC": "children", "WTC": "children", "SNH": "adults",
}  # fmt: skip
GROUPS = {"NEG": (3, 4), "EXP": (3, 4), "MCA": (4,), "DAC": (3, 4), "PCC": (2, 3), "WTC": (2,), "SNH": (3,)}
# Where the reviewer of Core Day 3.2 has seen what, as far as the review has come.
SEEN = [
    "Cover",
    "Guide p. 2",
    "Slide 4",
    "Plan",
    "Slide 9",
    "Slide 22",
    "Slides 17 to 20",
    "Slide 11",
    "Slide 13",
    "Film, minute 6",
]
WHY_NO = "Slide 22 still gives the front-door number that closed in August. The threshold table is the 2024 edition."
PLAN = [
    ("09:30", "Welcome, purpose and working agreement"), ("09:50", "What brings you here: names, agencies, questions"),
    ("10:20", "Signs, types and contexts"), ("11:00", "Break"), ("11:15", "A day in Jay’s week: case in four parts"),
    ("12:30", "Lunch"), ("13:15", "Thresholds, routes and who to ring"), ("14:15", "Roles of the agencies: information sharing"),
    ("15:00", "Break"), ("15:15", "Challenge and escalation"), ("16:00", "What I will do on Monday; evaluation"),
]  # fmt: skip
TYPST_HEAD = '#set text(font: "Source Sans Pro", lang: "en", region: "GB")\n#set document(title: "{title}")\n'


def typeset(title: str, body: str, form: str = "pdf") -> bytes:
    """One file by typst: a tagged PDF, or a picture of its one page."""
    made = typst.compile(
        (TYPST_HEAD.replace("{title}", title) + body).encode(), format=form, ppi=96.0 if form == "png" else None,
        font_paths=[ROOT / "resources" / "fonts"], ignore_system_fonts=True, timestamp=int(MADE.timestamp()),
    )  # fmt: skip
    assert isinstance(made, bytes)
    return made


def guide() -> bytes:
    """The facilitator guide: two pages."""
    steps = "\n".join(
        f"== {at} {title}\nWho leads is agreed beforehand. Keep to the time; leave room for questions."
        for at, title in PLAN
    )
    head = "= Working Together Core Day\nFacilitator guide, version 3.2. For two trainers of two agencies.\n"
    return typeset("Core Day: facilitator guide", '#set page(paper: "a4", margin: 2.2cm)\n' + head + steps)


def slides() -> bytes:
    """Six slides."""
    titles = [
        "Working Together Core Day",
        "Who is in the room?",
        "What we will do today",
        "Signs, types, contexts",
        "Who to ring",
        "On Monday",
    ]
    page = "#set page(width: 25.4cm, height: 14.29cm, margin: 1.8cm)\n#set text(size: 22pt)\n"
    body = "\n#pagebreak()\n".join(
        f"= {title}\n#v(1em)\n- One thought\n- One question\n- One thing to do" for title in titles
    )
    return typeset("Core Day: slides", page + body)


def picture() -> bytes:
    """A diagram of the routes of referral."""
    body = (
        "#set page(width: 16cm, height: 9cm, margin: 1cm)\n= Who to ring\n#v(0.6em)\n#grid(columns: (1fr, 1fr, 1fr), gutter: 12pt,"
        + ",".join(
            f"rect(width: 100%, height: 3.2cm, radius: 6pt, fill: luma({shade}), inset: 10pt)[*{name}* \\ {what}]"
            for name, what, shade in (
                ("At once", "Police, 999", 225),
                ("Today", "Front door", 235),
                ("This week", "Early help", 245),
            )
        )
        + ")"
    )
    return typeset("Core Day: who to ring", body, "png")


def word(title: str, lines: list[str]) -> bytes:
    """A Word document, with the dates in it and in its archive the same each time."""
    document = docx.Document()
    document.core_properties.created = document.core_properties.modified = MADE.replace(tzinfo=None)
    document.core_properties.author, document.core_properties.title = "Northmoor Safeguarding Partnership", title
    document.add_heading(title, 0)
    for line in lines:
        document.add_paragraph(line)
    loose, fixed = io.BytesIO(), io.BytesIO()
    document.save(loose)
    with zipfile.ZipFile(loose) as old, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, (2026, 11, 16, 9, 0, 0)), old.read(name), zipfile.ZIP_DEFLATED)
    return fixed.getvalue()


FILES: dict[str, tuple[str, bytes | None]] = {
    "Facilitator guide.pdf": ("Facilitator guide", None), "Session plan.docx": ("Session plan", None), "Slides.pdf": ("Slides", None),
    "Handout.pdf": ("Handouts", None), "Exercises with answers.docx": ("Exercises and answers", None), "Case of Jay.pdf": ("Case material", None),
    "Who to ring.png": ("Local contact sheet", None), "Content warning.docx": ("Content-warning script", None),
    "Register.csv": ("Register", b"Name,Agency,Signature\r\n"), "Version and change note.docx": ("Version and change note", None),
    "Film.txt": ("", b"The film lies on the partnership's own site; ask the Business Unit for the link.\r\n"),
}  # fmt: skip


def bodies() -> dict[str, bytes]:
    """Every file of the packs."""
    page = '#set page(paper: "a4", margin: 2.2cm)\n'
    return {
        "Facilitator guide.pdf": guide(),
        "Slides.pdf": slides(),
        "Who to ring.png": picture(),
        "Handout.pdf": typeset(
            "Core Day: handout", page + "= What to take away\n- Ask\n- Listen\n- Write it down\n- Ring somebody"
        ),
        "Case of Jay.pdf": typeset(
            "Core Day: case", page + "= Jay’s week\nJay is invented. Monday: late again, hungry. Tuesday: not there."
        ),
        "Session plan.docx": word("Session plan", [f"{at}  {title}" for at, title in PLAN]),
        "Exercises with answers.docx": word(
            "Exercises with answers", ["1. What have you seen, what assumed?", "A good answer keeps them apart."]
        ),
        "Content warning.docx": word(
            "Content warning", ["Today we speak of harm to children. You may step out at any time."]
        ),
        "Version and change note.docx": word(
            "Version and change note", ["3.2: thresholds of 2026, Jay’s week, who to ring."]
        ),
        **{name: body for name, (_, body) in FILES.items() if body is not None},
    }


def deeds() -> list[dict[str, Any]]:
    """How the packs came to stand as they do, as deeds; `path` names a file of the packs."""
    found: list[dict[str, Any]] = []

    def do(deed: str, **args: Any) -> None:
        found.append({"deed": deed, "args": args})

    def fill(version: str, *but: str) -> None:
        for name, (contents, _) in FILES.items():
            if name not in but:
                do("add_material_file", version=version, path=name, contents=contents or None)

    for code, strand in STRANDS.items():
        do("change_course", course=code, strand=strand)
        do(
            "map_course",
            course=code,
            framework="Shropshire tiers",
            level="Awareness and universal" if code in {"PCC", "WTC"} else "Advanced and specialist",
        )
        for group in GROUPS[code]:
            do("map_course", course=code, framework="Nottinghamshire groups", level=f"Group {group}")
    _older(do)
    _learning(do)
    _domestic_abuse(do, fill)
    _exploitation(do, fill)
    _core_day(do, fill)
    _checks(do)
    return found


def _older(do: Any) -> None:
    for course, version, approved, over in (
        ("WTC", "3.0", "2025-02-04", "2025-11-30"), ("WTC", "2.4", "2024-02-12", "2025-02-04"), ("WTC", "2.3", "2023-02-20", None),
        ("NEG", "3.0", "2025-07-14", "2026-08-10"), ("MCA", "1.2", "2025-08-20", "2026-09-19"), ("PCC", "3.1", "2025-06-16", "2026-07-01"),
    ):  # fmt: skip
        do(
            "add_material_version",
            course=course,
            version=version,
            author="J. Hart",
            approved_by="S. Lowe",
            approved_on=approved,
            superseded_on=over,
        )
    do("withdraw_material_version", version="WTC 2.3", why="It gave the threshold table of 2021", on="2024-11-19")


def _learning(do: Any) -> None:
    for kind, title, on, theme, change in (
        ("local review", "Local review “Child K”", "2026-06-12", "missed appointments", "Neglect hidden by missed appointments"),
        ("audit", "Audit of chronologies", "2026-03-20", "recording", "Chronologies that nobody reads"),
        ("national briefing", "National panel briefing", "2026-09-08", "information sharing", "What may be shared without consent, and when"),
        ("safeguarding adults review", "Review “Mr B”", "2026-04-17", "self-neglect", "Capacity asked about once, and never again"),
    ):  # fmt: skip
        do(
            "add_learning_point",
            source_kind=kind,
            title=title,
            on=on,
            theme=theme,
            must_change=change,
            priority="high" if kind == "local review" else None,
        )


def _judged(version: str, **notes: str) -> dict[str, Any]:
    items = [{"item": str(no), "judgement": "Yes", "where_seen": f"Slide {no}"} for no in range(1, 30)]
    for number, note in notes.items():
        items[int(number[1:]) - 1] |= {"judgement": "Partly", "note": note}
    return {"version": version, "items": items}


def _domestic_abuse(do: Any, fill: Any) -> None:
    """A pack approved after a whole review; some have read it."""
    do(
        "add_material_version",
        course="DAC",
        version="4.0",
        author=AUTHOR,
        change_note="The law of 2021 throughout; a new part on children as victims.",
        from_version="DAC 3.1",
    )
    fill("DAC 4.0", "Film.txt", "Case of Jay.pdf")
    do("absorb_learning", version="DAC 4.0", learning_point="National panel briefing", where_seen="Slides 14 to 16")
    do("submit_material_version", version="DAC 4.0", reviewer=REVIEWER, on="2026-10-05")
    do("judge_material_items", **_judged("DAC 4.0", n26="Piloted once; the second pilot is in December."))
    do("answer_material_remark", version="DAC 4.0", item="26", answer="Its comments go into 4.1.", on="2026-10-20")
    do("approve_material_version", version="DAC 4.0", by=UNIT, on="2026-11-02")


def _exploitation(do: Any, fill: Any) -> None:
    """A pack returned to its author after a review, with remarks answered in part."""
    do(
        "add_material_version",
        course="EXP",
        version="3.2",
        author="Hollis Ackroyd",
        change_note="Debt and online grooming rewritten.",
    )
    fill("EXP 3.2", "Film.txt", "Register.csv", "Who to ring.png", "Content warning.docx")
    do("submit_material_version", version="EXP 3.2", reviewer=REVIEWER, on="2026-10-26")
    said = _judged(
        "EXP 3.2", n10="One film, no voice of a parent.", n21="The second hour cannot be run from the guide."
    )
    said["items"][18] |= {"judgement": "No", "note": "There is no content warning before the film."}
    do("judge_material_items", **said)
    do(
        "return_material_version",
        version="EXP 3.2",
        note="A strong pack; three things before it can be approved.",
        on="2026-11-09",
    )
    do(
        "answer_material_remark",
        version="EXP 3.2",
        item="19",
        answer="Script added, and a way out before the film.",
        on="2026-11-18",
    )


def _core_day(do: Any, fill: Any) -> None:
    """The pack under review: a starred No, ten of 29 judged; the version in use soon passes its review date."""
    do("add_material_version", course="WTC", version="3.2", author=AUTHOR, from_version="WTC 3.1",
       change_note="Thresholds of 2026. Jay’s week in four parts in place of three short cases. Who to ring as a picture.")  # fmt: skip
    do("change_material_version", version="WTC 3.2", plan=[{"at": at, "title": title} for at, title in PLAN])
    fill("WTC 3.2")
    for point, where in (
        ("Local review “Child K”", "Slides 28 to 31"),
        ("Audit of chronologies", "Exercise 4"),
        ("National panel briefing", "Handout 3"),
    ):
        do("absorb_learning", version="WTC 3.2", learning_point=point, where_seen=where)
    do("submit_material_version", version="WTC 3.2", reviewer=REVIEWER, on="2026-11-16")
    items = [{"item": str(no), "judgement": "Yes", "where_seen": where} for no, where in enumerate(SEEN, 1)]
    items[5] |= {"judgement": "No", "note": WHY_NO}
    items[9] |= {"judgement": "Partly", "note": "Children speak in the film; no parent does."}
    do("judge_material_items", version="WTC 3.2", items=items)
    do(
        "record_trigger",
        sort="guidance",
        title="Working Together, edition of 2026",
        courses=["WTC", "PCC"],
        on="2026-11-09",
        note="The chapter on information sharing is new.",
    )
    do(
        "settle_flag",
        flag="PCC: Working Together, edition of 2026",
        why="The new chapter touches nothing the pack says; read on 12 Nov.",
        on="2026-11-12",
    )


def _checks(do: Any) -> None:
    every = {str(no): "Yes" for no in range(1, 17)}
    do(
        "record_content_check",
        agency="Northmoor Early Help",
        course_title="Safeguarding at induction",
        judgements=every,
        checked_by="Blessing Okonjo",
        completed_on="2026-04-16",
    )
    do(
        "record_content_check",
        agency="Rowan Voluntary Network",
        course_title="First steps in safeguarding",
        judgements={str(no): "Yes" for no in range(1, 10)} | {"10": "Partly"},
        checked_by="Network lead",
    )


def main() -> None:
    """Write the deeds and the files."""
    PACKS.mkdir(parents=True, exist_ok=True)
    for name, body in bodies().items():
        (PACKS / name).write_bytes(body)
    (FOLDER / "packs.json").write_text(json.dumps(deeds(), ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
