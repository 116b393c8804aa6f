"""The keys there are, by where in the window they work."""

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from kafkadesk.core.actions.every import SCOPES
from kafkadesk.widgets.base.i18n import render
from kafkadesk.widgets.base.responsive import Responsive

WIDTH_CHARACTERS, HEIGHT_LINES = 60, 26


class KeyboardDialog(Responsive, QDialog):
    """Made from the actions that have keys."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tree = QTreeWidget()
        self.tree.setColumnCount(2)
        self.tree.setRootIsDecorated(False)
        self.tree.setHeaderHidden(True)
        QVBoxLayout(self).addWidget(self.tree)
        metrics = self.fontMetrics()
        self.resize(metrics.averageCharWidth() * WIDTH_CHARACTERS, metrics.lineSpacing() * HEIGHT_LINES)
        self.retranslate()

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Keyboard"))
        self.tree.setAccessibleName(self.windowTitle())
        self.tree.clear()
        for title, actions in SCOPES:
            scope = QTreeWidgetItem(self.tree, [render(title)])
            for action in actions:
                if action.keys:
                    keys = QKeySequence(action.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)
                    QTreeWidgetItem(scope, [render(action.text), keys])
        self.tree.expandAll()
        self.tree.resizeColumnToContents(0)
