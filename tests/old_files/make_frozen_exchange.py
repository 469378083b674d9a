"""Makes the frozen invitation and reply of the present form of sealed files: run before the form is released, never after.

python -m tests.old_files.make_frozen_exchange
"""

from __future__ import annotations

import json
import tempfile
from dataclasses import asdict
from pathlib import Path

from sqlalchemy import select

from tests.operations.small_pool import small_pool
from tests.operations.trust_desks import NADIA, invited, on
from trainerpool.exchange.sealing import pack
from trainerpool.exchange.sealing.comment import FORMAT
from trainerpool.operations.pools import close_pool
from trainerpool.operations.trust import join
from trainerpool.queries.trust import own_keys
from trainerpool.store.keys import Cost
from trainerpool.store.records import Invitation

FOLDER = Path(__file__).parent / f"exchange_{FORMAT}"


def main() -> None:
    """Invite Nadia from a small pool, let her join, and keep what was sent with the keys that open it."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        pool = small_pool(Path(place))
        sent = invited(pool, NADIA, first=pack({"version": 1, "note": "first assignments"}))
        joined = join(sent.data, sent.words, Path(place) / "nadia", "nine bright kites", on(), Cost(32, 1, 4))
        with pool.store.reader() as reader:
            row = reader.execute(select(Invitation.id, Invitation.person_id, Invitation.secret, Invitation.until)).one()
        keys = {"pool": asdict(pool.ask(own_keys)[0]), "person": asdict(joined.desk.ask(own_keys)[0])}
        told = {
            "person": {"id": row.person_id, "given_name": "Nadia", "family_name": "Farouk"},
            "invitation": {"id": row.id, "secret": row.secret, "until": row.until.isoformat()},
        }
        (FOLDER / "invitation.tpcarry").write_bytes(sent.data)
        (FOLDER / "words.txt").write_text(f"{sent.words}\n", encoding="utf-8")
        (FOLDER / "reply.tpreturn").write_bytes(joined.reply)
        for name, body in (("keys.json", keys), ("expected.json", told)):
            (FOLDER / name).write_text(json.dumps(body, indent=1) + "\n", encoding="utf-8")
        close_pool(joined.desk)
        close_pool(pool)


if __name__ == "__main__":
    main()
