"""A table that is only read, as the dialogs show it."""

from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from kafkadesk.models.text_table import TextTable

PAD_EM = 3


def show_rows(view: QTableView) -> None:
    """Have a table of rows, each of one height and selected as a whole: no grid, no numbers at the left, Tab leads out of it."""
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setTabKeyNavigation(False)
    view.verticalHeader().hide()
    view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    view.horizontalHeader().setHighlightSections(False)


class PlainTable(QTableView):
    """Rows of texts; the last column takes the room that is left. samples: the widest usual text of each other column."""

    def __init__(self, model: TextTable, samples: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        model.setParent(self)
        self.setModel(model)
        show_rows(self)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 6)
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setStretchLastSection(True)
        metrics = self.fontMetrics()
        for column, sample in enumerate(samples):
            title = str(model.headerData(column, self.horizontalHeader().orientation()))
            widest = max(metrics.horizontalAdvance(sample), metrics.horizontalAdvance(title))
            self.setColumnWidth(column, widest + PAD_EM * metrics.averageCharWidth())
