"""The strokes of the year's plan: a day away, on a session, closed, not worked, in a term; and what each stroke means."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QLineF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainerpool.domain.dates import in_words
from trainerpool.gui import drawing, theme
from trainerpool.gui.marks import Meaning
from trainerpool.queries.trainer_year import TrainerYear

LETTERS = ("M", "T", "W", "T", "F", "S", "S")
_SWATCHES = (
    ("away", "Away"),
    ("session", "Session"),
    ("clash", "Session while away"),
    ("closed", "Bank holiday or closed"),
    ("unworked", "Weekday that does not suit"),
    ("term", "Term"),
)


class YearPainter:
    """Paints days into their spots with the tokens of now."""

    def __init__(self, painter: QPainter, plan: TrainerYear | None, today: date) -> None:
        self._painter, self._plan, self._today = painter, plan, today
        self._look = theme.tokens()
        self._wide = QFontMetrics(theme.font("small")).horizontalAdvance("28") + 2
        self._small, self._strong = theme.font("small"), theme.font("strong")

    def letter(self, spot: QRectF, letter: str, *, is_weekend: bool) -> None:
        """The letter of a weekday over its column."""
        self._painter.setFont(self._small)
        self._painter.setPen(self._look.muted if is_weekend else self._look.text)
        self._painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, letter)

    def month(self, row: QRect, side: int, first: date, *, with_year: bool) -> None:
        """The name of a month before its days, its year where one begins, and the hairline under them."""
        self._painter.setFont(self._small)
        self._painter.setPen(self._look.text)
        name, year = in_words(first, month_only=True).split(" ")
        words = f"{name} {year[2:]}" if with_year else name
        self._painter.drawText(row.adjusted(0, 0, side - row.width(), 0), Qt.AlignmentFlag.AlignVCenter, words)
        drawing.line_below(self._painter, row, self._look.line)

    def day(self, spot: QRect, day: date) -> None:
        """One day with everything that is known of it."""
        plan, look = self._plan, self._look
        inside = spot.adjusted(0, 0, -1, -1)
        away = plan is not None and plan.away_on(day) is not None
        held = plan.sessions_on(day) if plan is not None else ()
        closed = plan is not None and day in plan.off
        suits = plan is None or plan.works(day)
        ink = stroke(self._painter, inside, _kind(away=away, held=bool(held), closed=closed or day.weekday() > 4))
        if not suits and not away and day.weekday() < 5 and not closed:
            stroke(self._painter, inside, "unworked")
        if plan is not None and plan.term_of(day) is not None:
            stroke(self._painter, inside, "term")
        # Where the days are narrower than their numbers, the Mondays and today still have theirs.
        fits = spot.width() >= self._wide
        if fits or day.weekday() == 0 or day == self._today:
            muted = closed or day.weekday() > 4 or not suits
            self._painter.setFont(self._strong if day == self._today else self._small)
            self._painter.setPen(ink or (look.muted if muted else look.text))
            room = inside if fits else inside.adjusted(-8, 0, 8, 0)
            self._painter.drawText(room, Qt.AlignmentFlag.AlignCenter, str(day.day))
        if day == self._today:
            self._painter.setPen(QPen(ink or look.text, 1))
            middle = inside.center().x()
            self._painter.drawLine(middle - 4, inside.bottom() - 2, middle + 4, inside.bottom() - 2)

    def chosen(self, spot: QRect) -> None:
        """A day of the stretch that is chosen."""
        inside = spot.adjusted(0, 0, -1, -1)
        self._painter.setPen(QPen(self._look.accent, 1))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawRect(inside.adjusted(0, 0, -1, -1))
        self._painter.fillRect(QRect(inside.left(), inside.bottom() - 1, inside.width(), 2), self._look.accent)

    def focus(self, spot: QRect, *, has_focus: bool) -> None:
        """The current day: its ring while the plan has the keyboard, else a plain outline."""
        if has_focus:
            drawing.inner_ring(self._painter, spot.adjusted(-1, -1, 0, 0))
        else:
            self._painter.setPen(QPen(self._look.line_strong, 1))
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            self._painter.drawRect(spot.adjusted(0, 0, -2, -2))


def _kind(*, away: bool, held: bool, closed: bool) -> str:
    if away:
        return "clash" if held else "away"
    return "session" if held else "closed" if closed else ""


def stroke(painter: QPainter, spot: QRect, kind: str) -> QColor | None:
    """One kind of mark in a spot; gives the colour for words on it, None where plain text will do."""
    look = theme.tokens()
    match kind:
        case "away":
            painter.fillRect(spot, look.chart_bar)
            return look.on_accent
        case "clash":
            stop = look.meaning(Meaning.STOP)
            drawing.box(painter, QRectF(spot), stop.background, stop.border, 0)
            painter.fillRect(QRect(spot.left(), spot.top(), 3, spot.height()), stop.border)
            painter.fillRect(QRect(spot.left() + 3, spot.bottom() - 2, spot.width() - 3, 3), look.chart_bar)
            return stop.foreground
        case "session":
            good = look.meaning(Meaning.INFORMATION)
            painter.fillRect(spot, good.background)
            painter.fillRect(QRect(spot.left(), spot.top(), 3, spot.height()), good.border)
            return good.foreground
        case "closed":
            painter.fillRect(spot, look.sunken)
            if look.scheme == "high_contrast":
                painter.fillRect(spot, QBrush(look.line, Qt.BrushStyle.Dense6Pattern))
        case "unworked":
            painter.setPen(QPen(look.line_strong, 1))
            painter.drawLine(QLineF(spot.left() + 2, spot.bottom() - 1, spot.right() - 1, spot.top() + 2))
        case "term":
            painter.fillRect(QRect(spot.left(), spot.top(), spot.width() + 1, 2), look.line_strong)
        case _:
            pass
    return None


class YearLegend(QWidget):
    """What the strokes mean, each stroke beside its words; wraps where it is narrow."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(f"Marks: {', '.join(words for _, words in _SWATCHES)}")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return (self._places(width)[-1][0].bottom() + 1) if width > 0 else theme.line_height()

    def sizeHint(self) -> QSize:
        return QSize(280, theme.line_height("small"))

    def _places(self, width: int) -> list[tuple[QRect, str, str]]:
        metrics, high = QFontMetrics(theme.font("small")), theme.line_height("small") + 2
        left, top, found = 0, 0, []
        for kind, words in _SWATCHES:
            wide = 20 + metrics.horizontalAdvance(words) + 14
            if left and left + wide > width:
                left, top = 0, top + high
            found.append((QRect(left, top, wide, high), kind, words))
            left += wide
        return found

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        look = theme.tokens()
        for spot, kind, words in self._places(self.width()):
            mark = QRect(spot.left() + 1, spot.top() + (spot.height() - 12) // 2, 14, 12)
            stroke(painter, mark, kind)
            drawing.box(painter, QRectF(mark), None, look.line_strong, 0)
            painter.setFont(theme.font("small"))
            painter.setPen(look.muted)
            painter.drawText(spot.adjusted(20, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, words)
