"""Pool health, the other view of Trainers: who carries which course, what is asked of them, and what comes to an end."""
