"""The container of .xls files: its chains of sectors are walked first, since a damaged chain can turn in a circle for ever."""

from __future__ import annotations

import struct

from trainerpool.problem import Problem

_FREE = 0xFFFFFFFA  # this and above are marks, not sectors


def check_chains(data: bytes, name: str) -> None:
    """Follow every chain of sectors to its end.

    Raises Problem where one turns in a circle or leaves the file.
    """
    try:
        _walk(data)
    except (ValueError, struct.error, IndexError) as error:
        raise Problem(
            f"“{name}” is damaged and could not be read.",
            kept="Nothing was changed.",
            todo="Open it in a spreadsheet program, save it as .xlsx and try again.",
        ) from error


def _walk(data: bytes) -> None:
    shift, small_shift = struct.unpack_from("<HH", data, 30)
    if shift not in (9, 12) or small_shift != 6:
        raise ValueError("sector size")
    size = 1 << shift
    fat_count, first_directory = struct.unpack_from("<II", data, 44)
    first_small, _, first_more, more_count = struct.unpack_from("<IIII", data, 60)
    sectors = (len(data) + size - 1) // size
    if fat_count > sectors or more_count > sectors:
        raise ValueError("table larger than the file")
    listed = list(struct.unpack_from("<109I", data, 76))
    at = first_more
    for _ in range(more_count):
        if at >= _FREE:
            break
        entries = struct.unpack_from(f"<{size // 4}I", data, (at + 1) * size)
        listed.extend(entries[:-1])
        at = entries[-1]
    fat: list[int] = []
    for sector in listed[:fat_count]:
        if sector < _FREE:
            fat.extend(struct.unpack_from(f"<{size // 4}I", data, (sector + 1) * size))
    directory = _chain(first_directory, fat, sectors)
    _chain(first_small, fat, sectors)
    small = _small_table(data, _chain(first_small, fat, sectors), size)
    for sector in directory:
        for entry in range(0, size, 128):
            _entry(data, (sector + 1) * size + entry, fat, small, sectors)


def _small_table(data: bytes, chain: list[int], size: int) -> list[int]:
    found: list[int] = []
    for sector in chain:
        found.extend(struct.unpack_from(f"<{size // 4}I", data, (sector + 1) * size))
    return found


def _entry(data: bytes, at: int, fat: list[int], small: list[int], sectors: int) -> None:
    kind = data[at + 66]
    start, length = struct.unpack_from("<II", data, at + 116)
    if kind not in (2, 5) or not length:
        return
    if length > len(data) * 2:
        raise ValueError("stream larger than the file")
    if kind == 2 and length < 4096:
        _chain(start, small, len(small))
    else:
        _chain(start, fat, sectors)


def _chain(start: int, table: list[int], limit: int) -> list[int]:
    found: list[int] = []
    at = start
    while at < _FREE:
        if at >= len(table) or at >= limit or len(found) > limit:
            raise ValueError("chain")
        found.append(at)
        at = table[at]
    return found
