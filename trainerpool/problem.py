"""The one kind of error a person is meant to read."""


class Problem(Exception):
    """Something expected went wrong; the text is shown as it is.

    It says what happened, what was kept and what to do. Anything that is not a Problem is a bug.
    """

    def __init__(self, text: str, *, kept: str = "", todo: str = "") -> None:
        self.text = text
        self.kept = kept
        self.todo = todo
        super().__init__(" ".join(part for part in (text, kept, todo) if part))
