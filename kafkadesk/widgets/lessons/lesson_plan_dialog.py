"""Stands before a lesson on a cluster that others may use: lists what it is going to create, and asks."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.labels import PlainLabel


class LessonPlanDialog(QDialog):
    """Modal; accepted when the user agrees. groups: real group IDs; messages: how many the lesson sends at most."""

    def __init__(
        self,
        title: str,
        *,
        bootstrap: str,
        topic: str,
        partitions: int,
        groups: Sequence[str],
        messages: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Play this lesson here?"))
        head = self.tr("“{title}” is going to use the cluster at {bootstrap}.").format(title=title, bootstrap=bootstrap)
        lines = [self.tr("It creates, where there is none yet, the topic {topic} with {n} partitions.").format(topic=topic, n=partitions)]
        if groups:
            lines.append(self.tr("It joins these consumer groups: {groups}.").format(groups=", ".join(groups)))
        if messages:
            lines.append(self.tr("It sends up to {n} messages to that topic.").format(n=messages))
        lines.append(self.tr("At the end its consumers leave. Topic, messages and committed offsets stay in the cluster."))
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addWidget(PlainLabel(head, role="title", wrap=True))
        for line in lines:
            layout.addWidget(PlainLabel(line, wrap=True))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        play = buttons.button(QDialogButtonBox.StandardButton.Ok)
        play.setText(self.tr("Play the lesson"))
        theme.set_role(play, "primary")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 70)
