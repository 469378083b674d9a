"""The payload: a zip of one JSON document and the files that go with it; small things made large are refused."""

from __future__ import annotations

import io
import json
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from trainerpool.problem import Problem

MOST_BYTES = 600_000_000  # unpacked, files and all
MOST_BODY_BYTES = 50_000_000
MOST_FILES = 2_000
_MOST_RATIO = 200
_NEAR_RATIO = 20  # far on this side of it: packed more tightly, the same content comes out smaller still
_SMALL = 1_000_000
_BODY, _FILES = "body.json", "files/"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,119}")
_WITHOUT_TIME = (1980, 1, 1, 0, 0, 0)
_FAULTS = (
    zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError, OSError, KeyError, struct.error
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Payload:
    """What a file brings: its document, and the bodies of files by name."""

    body: dict[str, Any]
    files: Mapping[str, bytes]


def pack(body: Mapping[str, Any], files: Mapping[str, bytes] | None = None) -> bytes:
    """The payload as bytes; the same contents always give the same ones. Names are plain: letters, digits, `.`, `_`, `-`."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        archive.writestr(_info(_BODY), text.encode())
        for name, content in sorted((files or {}).items()):
            if not _NAME.fullmatch(name):
                raise ValueError(f"no name of a file in a payload: {name!r}")
            archive.writestr(_info(_FILES + name, packed=not _swells(content)), content)
    return packed.getvalue()


def unpack(payload: bytes, *, most_bytes: int = MOST_BYTES) -> Payload:
    """What a payload holds. Problem where it is not as `pack` makes it, or unpacks to more than it may; nothing is half read."""
    try:
        with zipfile.ZipFile(io.BytesIO(payload)) as archive:
            infos = archive.infolist()
            _check(infos, most_bytes)
            body = json.loads(archive.read(infos[0]).decode("utf-8"))
            files = {info.filename.removeprefix(_FILES): archive.read(info) for info in infos[1:]}
    except (*_FAULTS, RecursionError) as error:
        raise _not_ours() from error
    if not isinstance(body, dict):
        raise _not_ours()
    return Payload(body, files)


def _swells(content: bytes) -> bool:
    """Whether an honest file would unpack to so much more than it was packed to that the other side refuses it: it goes plain."""
    return len(content) > _SMALL and len(zlib.compress(content, 1)) * _NEAR_RATIO < len(content)


def _info(name: str, *, packed: bool = True) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _WITHOUT_TIME)
    info.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    info.create_system = 3  # else the bytes would tell which system made them
    return info


def _check(infos: list[zipfile.ZipInfo], most_bytes: int) -> None:
    """Problem where names, number or sizes are not those of a payload; nothing has been unpacked by then."""
    names = [info.filename for info in infos]
    plain = all(name.startswith(_FILES) and _NAME.fullmatch(name.removeprefix(_FILES)) for name in names[1:])
    if names[:1] != [_BODY] or not plain or len(set(names)) != len(names):
        raise _not_ours()
    total = sum(info.file_size for info in infos)
    swollen = any(info.file_size > _MOST_RATIO * info.compress_size + 1_000_000 for info in infos)
    if len(infos) > MOST_FILES or total > most_bytes or infos[0].file_size > MOST_BODY_BYTES or swollen:
        raise Problem(
            "What is inside this file would unpack to far more than it should.",
            kept="Nothing of it was unpacked.",
            todo="Ask the sender what it is.",
        )


def _not_ours() -> Problem:
    return Problem(
        "What is inside this file is not what Trainer Pool sends.",
        kept="Nothing of it was taken in.",
        todo="Ask the sender for the file again, and tell them what this says.",
    )
