"""The programs age and minisign, as Debian has them, open and verify our files, and ours open theirs."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.exchange.sealing.desks import DANA, PAYLOAD, POOL, carry, comment, opened
from trainerpool.exchange.sealing import INVITATION, TO_WORDS, KnownKey, open_with_words, seal_to_words, sign_key_id
from trainerpool.exchange.sealing.signing import sign

AGE, MINISIGN = pytest.mark.needs("age"), pytest.mark.needs("minisign")
KEPT = Path(__file__).parents[2] / "old_files" / "exchange_1"
WORDS = "acorn basket candle dolphin ember fiddle"

# A child of its own, since a process with threads should not fork: runs a command at a terminal, and types when asked.
AT_A_TERMINAL = """
import os, pty, sys
process, terminal = pty.fork()
if process == 0:
    os.execvp(sys.argv[2], sys.argv[2:])
asked = b""
while b"assphrase" not in asked:
    asked += os.read(terminal, 1000)
os.write(terminal, sys.argv[1].encode() + b"\\n")
try:
    while os.read(terminal, 1000):
        pass
except OSError:
    pass  # the terminal went with the program
sys.exit(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]))
"""


def run(folder: Path, *words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        words, cwd=folder, capture_output=True, text=True, input=typed, timeout=60, check=False
    )  # fmt: skip


@AGE
@MINISIGN
def test_age_opens_ours_and_minisign_verifies_it(tmp_path: Path) -> None:
    (tmp_path / "a.tpcarry").write_bytes(carry())
    (tmp_path / "key").write_text(f"{DANA.receive_secret}\n", encoding="ascii")
    done = run(tmp_path, "age", "-d", "-i", "key", "-o", "inside.zip", "a.tpcarry")
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(tmp_path / "inside.zip") as inside:
        assert inside.namelist() == ["payload.zip", "payload.zip.minisig"]
        assert all(info.compress_type == zipfile.ZIP_STORED for info in inside.infolist())
        inside.extractall(tmp_path)
    assert (tmp_path / "payload.zip").read_bytes() == PAYLOAD
    verified = run(tmp_path, "minisign", "-V", "-P", POOL.sign_public, "-m", "payload.zip")
    assert verified.returncode == 0, verified.stderr
    assert comment().text in verified.stdout
    (tmp_path / "payload.zip").write_bytes(PAYLOAD + b"\0")
    assert run(tmp_path, "minisign", "-V", "-P", POOL.sign_public, "-m", "payload.zip").returncode != 0


@AGE
@MINISIGN
def test_age_and_minisign_open_a_reply_as_it_was_sent(tmp_path: Path) -> None:
    keys = json.loads((KEPT / "keys.json").read_text(encoding="utf-8"))
    (tmp_path / "key").write_text(keys["pool"]["receive_secret"] + "\n", encoding="ascii")
    shutil.copy(KEPT / "reply.tpreturn", tmp_path)
    assert run(tmp_path, "age", "-d", "-i", "key", "-o", "inside.zip", "reply.tpreturn").returncode == 0
    with zipfile.ZipFile(tmp_path / "inside.zip") as inside:
        inside.extractall(tmp_path)
    verified = run(tmp_path, "minisign", "-V", "-P", keys["person"]["sign_public"], "-m", "payload.zip")
    assert (verified.returncode, "sort:reply" in verified.stdout) == (0, True), verified.stderr


@AGE
def test_age_does_not_open_ours_with_another_key(tmp_path: Path) -> None:
    (tmp_path / "a.tpcarry").write_bytes(carry())
    (tmp_path / "key").write_text(f"{POOL.receive_secret}\n", encoding="ascii")
    assert run(tmp_path, "age", "-d", "-i", "key", "a.tpcarry").returncode != 0


@AGE
@MINISIGN
def test_ours_opens_what_age_and_minisign_made(tmp_path: Path) -> None:
    made = run(tmp_path, "minisign", "-G", "-W", "-p", "sign.pub", "-s", "sign.key")
    assert made.returncode == 0, made.stderr
    public = (tmp_path / "sign.pub").read_text(encoding="ascii").splitlines()[1]
    said = comment(issuer=sign_key_id(public))
    (tmp_path / "payload.zip").write_bytes(PAYLOAD)
    signed = run(tmp_path, "minisign", "-S", "-s", "sign.key", "-m", "payload.zip", "-t", said.text, typed="\n")
    assert signed.returncode == 0, signed.stderr
    with zipfile.ZipFile(tmp_path / "inside.zip", "w") as inside:
        for name in ("payload.zip", "payload.zip.minisig"):
            inside.write(tmp_path / name, name)
    sealed = run(tmp_path, "age", "-r", DANA.receive_public, "-o", "theirs", "inside.zip")
    assert sealed.returncode == 0, sealed.stderr
    found = opened((tmp_path / "theirs").read_bytes(), known=lambda _comment: KnownKey(public))
    assert (found.payload, found.comment) == (PAYLOAD, said)


@AGE
def test_age_opens_an_invitation_with_its_words(tmp_path: Path) -> None:
    """It asks for the passphrase at a terminal only, so it is given one."""
    said = comment(sort=INVITATION, recipient=TO_WORDS)
    (tmp_path / "a.tpcarry").write_bytes(seal_to_words(PAYLOAD, words=WORDS, signer=POOL, comment=said))
    typing = [sys.executable, "-c", AT_A_TERMINAL, WORDS, "age", "-d", "-o", "inside.zip", "a.tpcarry"]
    assert run(tmp_path, *typing).returncode == 0
    with zipfile.ZipFile(tmp_path / "inside.zip") as inside:
        assert inside.read("payload.zip") == PAYLOAD
        assert inside.read("payload.zip.minisig") == sign(PAYLOAD, POOL, said.text)
    data = (tmp_path / "a.tpcarry").read_bytes()
    found = open_with_words(data, words=WORDS, known=lambda _comment: KnownKey(POOL.sign_public))
    assert found.payload == PAYLOAD
