"""What trainers do at their own desk, or the Business Unit on their behalf: get ready, arrange, report, reflect, ask."""

from trainerpool.operations.desk_deeds import arranging, asking, getting_ready, reflecting, reporting

__all__ = ["arranging", "asking", "getting_ready", "reflecting", "reporting"]
