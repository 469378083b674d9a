"""What an observer is typing, kept each second: it is no deed of its own, and Ctrl+Z takes back whole notes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from trainerpool.operations.desk import Desk
from trainerpool.queries.observations_form import DRAFT_KEY
from trainerpool.store.records import PoolSetting
from trainerpool.store.work import Done


def keep_draft(desk: Desk, visit: str, draft: Mapping[str, Any] | None) -> Done:
    """Keep what is being typed at a visit, or forget it (None or empty): at most one a visit, never undone."""
    with desk.work("Keep what is being typed", one_way=True) as work:
        key = f"{DRAFT_KEY}{visit}"
        kept = work.find(select(PoolSetting).where(PoolSetting.key == key))
        wanted = dict(draft or {})
        work.one_way = bool(wanted) if not kept else kept[0].value != wanted
        if kept and wanted:
            kept[0].value = wanted
        elif kept:
            work.remove(kept[0])
        elif wanted:
            work.add(PoolSetting(key=key, value=wanted))
        work.about(visit)
    return work.done
