"""A table that is only read, as the dialogs show it."""

from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from kafkadesk.models.text_table import TextTable

PAD_EM = 3


class PlainTable(QTableView):
    """Rows of texts; the last column takes the room that is left. samples: the widest usual text of each other column."""

    def __init__(self, model: TextTable, samples: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        model.setParent(self)
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 6)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setStretchLastSection(True)
        metrics = self.fontMetrics()
        for column, sample in enumerate(samples):
            title = str(model.headerData(column, self.horizontalHeader().orientation()))
            widest = max(metrics.horizontalAdvance(sample), metrics.horizontalAdvance(title))
            self.setColumnWidth(column, widest + PAD_EM * metrics.averageCharWidth())
