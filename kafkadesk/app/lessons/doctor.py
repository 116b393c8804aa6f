"""The doctor's dialog in a lesson: it shows what was found, beside the text, and mends nothing, for that is the lesson's next step."""

from PySide6.QtWidgets import QWidget

from kafkadesk.core.doctor.report import Examined
from kafkadesk.core.lessons.steps import LessonStep
from kafkadesk.desk.lessons.facts import LessonRun
from kafkadesk.widgets.doctor.doctor_dialog import DoctorDialog

MARGIN = 24  # px from the window's right edge and bottom: the lesson's text stands at the left


class LessonDoctor:
    """Has the dialog in front while the lesson points at it."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._dialog: DoctorDialog | None = None

    def show_for(self, step: LessonStep, run: LessonRun) -> None:
        """Show what the doctor found last, if this step points at it; else hide it."""
        if "doctor" not in step.point or run.diagnosis is None:
            self.close()
            return
        if self._dialog is None:
            self._dialog = DoctorDialog(self._window, mends=False)
        dialog = self._dialog
        dialog.begin(Examined(run.examined))
        for stage in run.stages:
            dialog.step(stage)
        dialog.set_diagnosis(run.diagnosis)
        dialog.show()
        corner, size = self._window.frameGeometry().bottomRight(), dialog.frameGeometry()
        dialog.move(corner.x() - size.width() - MARGIN, corner.y() - size.height() - MARGIN)

    def close(self) -> None:
        dialog, self._dialog = self._dialog, None
        if dialog is not None:
            dialog.close()
            dialog.deleteLater()
