"""Makes the frozen carry file and return, sealed with the frozen keys: run before the form is released, never after.

python -m tests.old_files.make_frozen_carry
"""

from __future__ import annotations

import json
import tempfile
from datetime import date
from pathlib import Path

from tests.old_files.make_frozen_exchange import FOLDER
from tests.operations.carrying.desks import a_profile, hand, pool_with_offers, session_id
from tests.operations.trust_desks import NADIA
from trainerpool.exchange.carrying.carried import carried_payload
from trainerpool.exchange.carrying.returned import returned_payload
from trainerpool.exchange.sealing import Comment, OwnKeys, seal
from trainerpool.operations import availability
from trainerpool.operations.allocations import respond
from trainerpool.operations.carrying.handing_out import prepare_carry
from trainerpool.operations.carrying.sending import prepare_return
from trainerpool.operations.desk_deeds.arranging import arrange_session
from trainerpool.operations.desk_deeds.reflecting import write_reflection
from trainerpool.operations.pools import close_pool


def main() -> None:
    """A carry file for Nadia, and what she sends back: an answer, an absence, a session arranged, a page shared."""
    keys = json.loads((FOLDER / "keys.json").read_text(encoding="utf-8"))
    pool_keys, own_keys = OwnKeys(**keys["pool"]), OwnKeys(**keys["person"])
    with tempfile.TemporaryDirectory() as place:
        pool = pool_with_offers(Path(place))
        desk = a_profile(Path(place) / "nadia", NADIA)
        carried = prepare_carry(pool, NADIA).content
        hand(pool, desk, NADIA, carried)
        respond(desk, session_id(desk, "S1"), NADIA, accepted=True)
        respond(desk, session_id(desk, "S2"), NADIA, accepted=False, category="leave", reason="Away that week")
        availability.mark_away(desk, NADIA, date(2027, 2, 22), date(2027, 2, 26))
        arrange_session(
            desk, NADIA, "NEG", [{"start": "2027-04-13T09:30", "end": "2027-04-13T12:30"}], venue="Weir Hall"
        )
        write_reflection(desk, NADIA, "Shorter steps next time", shared=True)
        returned = prepare_return(desk)
        for name, payload, to, signer, comment in (
            ("carry.tpcarry", carried_payload(carried), own_keys, pool_keys,
             Comment("carry", carried.file, pool_keys.sign_id, own_keys.receive_id, carried.number)),
            ("return.tpreturn", returned_payload(returned), pool_keys, own_keys,
             Comment("return", returned.file, own_keys.sign_id, pool_keys.receive_id, returned.carry_number)),
        ):  # fmt: skip
            (FOLDER / name).write_bytes(seal(payload, to=[to.receive_public], signer=signer, comment=comment))
        close_pool(desk)
        close_pool(pool)


if __name__ == "__main__":
    main()
