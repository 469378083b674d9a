"""Makes the hostile files in corpus/, once: each is refused for one thing, said in expected.json. Not run by the tests.

python -m tests.exchange.sealing.make_corpus
"""

from __future__ import annotations

import base64
import io
import json
import struct
import warnings
import zipfile
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from tests.exchange.sealing.desks import DANA, EVE, POOL, comment, encrypted, inside, sealed_again
from trainerpool.exchange.sealing import pack, seal

CORPUS = Path(__file__).parent / "corpus"
WHOLE = pack({"version": 1})


def sent(payload: bytes) -> bytes:
    """A payload of rubbish, sent with a good key."""
    return seal(payload, to=[DANA.receive_public], signer=POOL, comment=comment())


def zipped(members: Mapping[str, bytes] | list[tuple[str, bytes]]) -> bytes:
    packed = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")  # the same name twice
        for name, body in members.items() if isinstance(members, Mapping) else members:
            archive.writestr(name, body)
    return packed.getvalue()


def lying(payload: bytes, size: int) -> bytes:
    """The same zip, its directory saying that the first member unpacks to another size."""
    at = payload.index(b"PK\1\2") + 24
    return payload[:at] + struct.pack("<I", size) + payload[at + 4 :]


def locked(payload: bytes) -> bytes:
    """The same zip, its first member marked as encrypted."""
    at = payload.index(b"PK\1\2") + 8
    return payload[:at] + b"\1\0" + payload[at + 2 :]


INSIDE, SEAL, MEMBERS = "is not what Trainer Pool sends", "its seal does not hold", "something else than a payload"
BODY = b'{"version":1}'


def cases() -> dict[str, tuple[bytes, str]]:
    members = inside(sent(WHOLE))
    whole = sent(WHOLE)
    eve = seal(WHOLE, to=[DANA.receive_public], signer=EVE, comment=comment(issuer=EVE.sign_id))
    other = inside(sent(pack({"version": 2})))
    return {
        "cut": (whole[:-20], SEAL),
        "grown": (whole + b"\0" * 70_000, SEAL),
        "third_member": (sealed_again(members | {"notes.txt": b"hello"}), MEMBERS),
        "compressed_members": (sealed_again(members, compression=zipfile.ZIP_DEFLATED), MEMBERS),
        "members_turned": (sealed_again(dict(reversed(members.items()))), MEMBERS),
        "no_zip_in_the_seal": (encrypted(b"\0" * 500), MEMBERS),
        "swapped_signature": (sealed_again(members | {"payload.zip.minisig": other["payload.zip.minisig"]}), "does not fit"),
        "swapped_payload": (sealed_again(members | {"payload.zip": other["payload.zip"]}), "does not fit"),
        "in_the_issuers_name": (
            sealed_again(inside(eve) | {"payload.zip.minisig": renamed(inside(eve)["payload.zip.minisig"])}), "not known here"
        ),
        "written_for_somebody_else": (
            seal(WHOLE, to=[DANA.receive_public], signer=POOL, comment=comment(recipient=EVE.receive_id)), "somebody else"
        ),
        "payload_is_no_zip": (sent(b"hello"), INSIDE),
        "payload_is_empty": (sent(b""), INSIDE),
        "payload_empty_zip": (sent(zipped({})), INSIDE),
        "payload_without_body": (sent(zipped({"files/a.txt": b"a"})), INSIDE),
        "payload_leads_out": (sent(zipped({"body.json": BODY, "files/../../a.txt": b"a"})), INSIDE),
        "payload_absolute_name": (sent(zipped({"body.json": BODY, "/etc/a": b"a"})), INSIDE),
        "payload_drive_name": (sent(zipped({"body.json": BODY, "files/C:a": b"a"})), INSIDE),
        "payload_same_name_twice": (sent(zipped([("body.json", BODY), ("body.json", BODY)])), INSIDE),
        "payload_long_name": (sent(zipped({"body.json": BODY, "files/" + "a" * 5000: b"a"})), INSIDE),
        "payload_no_json": (sent(zipped({"body.json": b"{"})), INSIDE),
        "payload_json_list": (sent(zipped({"body.json": b"[]"})), INSIDE),
        "payload_json_deep": (sent(zipped({"body.json": b"[" * 90_000})), INSIDE),
        "payload_json_latin": (sent(zipped({"body.json": b'{"a":"\xff"}'})), INSIDE),
        "payload_bomb": (sent(zipped({"body.json": BODY, "files/a": b"\0" * 20_000_000})), "far more than it should"),
        "payload_says_it_is_huge": (sent(lying(zipped({"body.json": BODY}), 0xFFFF_0000)), "far more than it should"),
        "payload_says_it_is_small": (sent(lying(zipped({"body.json": BODY * 9}), 5)), INSIDE),
        "payload_many_files": (
            sent(zipped({"body.json": BODY} | {f"files/{number}": b"" for number in range(2001)})), "far more than it should"
        ),
        "payload_locked": (sent(locked(zipped({"body.json": BODY}))), INSIDE),
    }  # fmt: skip


def renamed(minisig: bytes) -> bytes:
    """A signature whose comment names the pool in place of whoever signed it."""
    return minisig.replace(EVE.sign_id.encode(), POOL.sign_id.encode())


def main() -> None:
    CORPUS.mkdir(exist_ok=True)
    files = {}
    for name, (data, says) in cases().items():
        files[name] = says
        (CORPUS / name).write_bytes(base64.encodebytes(data))
    (CORPUS / "whole").write_bytes(base64.encodebytes(sent(WHOLE)))
    body = {"issuer": POOL.sign_public, "own": asdict(DANA), "files": files}
    (CORPUS / "expected.json").write_text(json.dumps(body, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
