"""The one style sheet of the window, made from the colours and the height of the font."""

from kafkadesk import resources
from kafkadesk.widgets.base.theme_colors import ThemeColors


def style_sheet(c: ThemeColors, unit: int) -> str:
    """Return the sheet; `unit` is the height of a line of text in pixels, and everything else follows it."""
    # Qt draws no arrow of its own in a box that the sheet gives a border; this grey is seen on light and on dark.
    check, dot, down, up = (
        f'image: url("{resources.path("icons", name).as_posix()}");' for name in ("check.svg", "dot.svg", "arrow-down.svg", "arrow-up.svg")
    )
    arrow = max(7, round(unit * 0.6))
    pad, small, radius = max(2, round(unit * 0.28)), max(1, round(unit * 0.12)), max(3, round(unit * 0.36))
    return f"""
QFrame[role="card"] {{ background: {c.card}; border: 1px solid {c.border}; border-radius: {radius}px; }}
QFrame[role="card lit"] {{ background: {c.card}; border: 1px solid {c.accent}; border-radius: {radius}px; }}
QFrame[role="bar"] {{ background: {c.card}; border: 0; border-bottom: 1px solid {c.border}; }}
QFrame[role="rail"] {{ background: {c.card}; border: 0; border-right: 1px solid {c.border}; }}
QFrame[role="footer"] {{ background: transparent; border: 0; border-top: 1px solid {c.border}; }}
QFrame[role="note"] {{ background: {c.warn_soft}; border: 0; border-left: {small + 1}px solid {c.warn}; }}
QFrame[role="box"] {{ background: {c.card}; border: 1px solid {c.border}; border-radius: {radius}px; }}
QFrame[role="box good"] {{ background: {c.card}; border: 1px solid {c.good}; border-radius: {radius}px; }}
QFrame[role="box bad"] {{ background: {c.bad_soft}; border: 1px solid {c.bad}; border-radius: {radius}px; }}
QLabel {{ background: transparent; }}
QLabel[role="title"] {{ color: {c.strong}; font-weight: 600; }}
QLabel[role="muted"] {{ color: {c.muted}; }}
QLabel[role="good"] {{ color: {c.good}; font-weight: 600; }}
QLabel[role="bad"] {{ color: {c.bad}; font-weight: 600; }}
QLabel[role="warn"] {{ color: {c.warn}; }}
QLabel[role="note"] {{ color: {c.text}; background: {c.warn_soft}; padding: {pad}px; }}
QPushButton, QToolButton {{ background: {c.button}; border: 1px solid {c.border}; border-radius: {radius - 1}px;
    padding: {pad}px {pad * 2}px; color: {c.text}; }}
QPushButton:hover, QToolButton:hover {{ background: {c.button_hover}; }}
QPushButton:pressed, QToolButton:pressed, QToolButton:checked {{ background: {c.accent_soft}; border-color: {c.accent}; }}
QPushButton:focus, QToolButton:focus {{ border-color: {c.accent}; }}
QPushButton:disabled, QToolButton:disabled {{ color: {c.disabled}; background: {c.header}; }}
QPushButton[role="primary"] {{ background: {c.accent}; border-color: {c.accent}; color: {c.on_accent}; font-weight: 600; }}
QPushButton[role="primary"]:hover {{ background: {c.accent_hover}; }}
QPushButton[role="primary"]:focus {{ border-color: {c.strong}; }}
QPushButton[role="primary"]:disabled {{ background: {c.border}; border-color: {c.border}; color: {c.muted}; }}
QPushButton[role="flat"], QToolButton[role="flat"] {{ background: transparent; border-color: transparent; padding: {small}px {pad}px; }}
QPushButton[role="flat"]:hover, QToolButton[role="flat"]:hover {{ background: {c.button_hover}; }}
QPushButton[role="flat"]:focus, QToolButton[role="flat"]:focus {{ border-color: {c.accent}; }}
QToolButton[role="flat"]:checked {{ background: {c.accent_soft}; border-color: {c.accent}; }}
QPushButton[role="link"] {{ background: transparent; border: 1px solid transparent; color: {c.link};
    padding: {small}px {small}px; text-decoration: underline; }}
QPushButton[role="badge"] {{ background: {c.accent}; border-color: {c.accent}; color: {c.on_accent}; padding: 0 {pad * 2}px; }}
QPushButton[role="link"]:focus {{ border-color: {c.accent}; }}
QToolButton::menu-indicator, QPushButton::menu-indicator {{ width: 0; image: none; }}
QLineEdit, QComboBox, QAbstractSpinBox {{ background: {c.card}; border: 1px solid {c.border}; border-radius: {radius - 1}px;
    padding: {pad - 1}px {pad + 1}px; selection-background-color: {c.accent}; selection-color: {c.on_accent}; }}
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {{ border-color: {c.accent}; }}
QLineEdit[role="bad"] {{ border-color: {c.bad}; }}
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled {{ color: {c.disabled}; background: {c.header}; }}
QComboBox::drop-down {{ border: 0; width: {unit}px; }}
QComboBox::down-arrow, QSpinBox::down-arrow, QDoubleSpinBox::down-arrow, QDateTimeEdit::down-arrow {{ {down}
    width: {arrow}px; height: {arrow}px; }}
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow, QDateTimeEdit::up-arrow {{ {up} width: {arrow}px; height: {arrow}px; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ border: 0; background: transparent; width: {unit}px; }}
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover {{ background: {c.button_hover}; }}
QLineEdit[role="flat"], QLineEdit[role="name"] {{ background: transparent; border-color: transparent; padding: {small}px {small}px; }}
QLineEdit[role="name"] {{ color: {c.strong}; font-weight: 600; }}
QLineEdit[role="flat"]:hover, QLineEdit[role="name"]:hover {{ border-color: {c.border}; }}
QLineEdit[role="flat"]:focus, QLineEdit[role="name"]:focus {{ background: {c.card}; border-color: {c.accent}; }}
QPlainTextEdit, QTextEdit {{ background: {c.editor}; border: 1px solid {c.border};
    selection-background-color: {c.accent}; selection-color: {c.on_accent}; }}
QCheckBox::indicator, QRadioButton::indicator {{ width: {arrow + 3}px; height: {arrow + 3}px; background: {c.card};
    border: 1px solid {c.border_strong}; border-radius: {small + 1}px; }}
QRadioButton::indicator {{ border-radius: {(arrow + 5) // 2}px; }}
QCheckBox::indicator:checked, QRadioButton::indicator:checked {{ background: {c.accent}; border-color: {c.accent}; {check} }}
QRadioButton::indicator:checked {{ {dot} }}
QCheckBox::indicator:focus, QRadioButton::indicator:focus {{ border-color: {c.accent}; }}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {{ background: {c.header}; border-color: {c.border}; }}
QAbstractItemView {{ background: {c.card}; border: 0; outline: 0;
    selection-background-color: {c.select}; selection-color: {c.text}; }}
QHeaderView {{ background: {c.header}; border: 0; }}
QHeaderView::section {{ background: {c.header}; color: {c.muted}; border: 0; border-bottom: 1px solid {c.line};
    padding: {small}px {pad}px; font-weight: 600; }}
QTableCornerButton::section {{ background: {c.header}; border: 0; }}
QTabBar QToolButton {{ padding: 0; }}
QTabWidget::pane {{ border: 0; border-top: 1px solid {c.border}; }}
QTabBar {{ background: transparent; }}
QTabBar::tab {{ background: transparent; color: {c.text}; padding: {pad}px {pad * 2}px; margin: {pad}px {small}px;
    border: 1px solid transparent; border-radius: {radius - 1}px; }}
QTabBar::tab:selected {{ background: {c.accent_soft}; color: {c.link}; font-weight: 600; }}
QTabBar::tab:disabled {{ color: {c.disabled}; }}
QTabBar::tab:focus {{ border-color: {c.accent}; }}
QMenu {{ background: {c.card}; border: 1px solid {c.border}; padding: {small}px; }}
QMenu::item {{ padding: {pad}px {pad * 4}px; border-radius: {radius - 2}px; }}
QMenu::item:selected {{ background: {c.accent_soft}; color: {c.text}; }}
QMenu::item:disabled {{ color: {c.disabled}; }}
QMenu::separator {{ height: 1px; background: {c.border}; margin: {small}px {pad}px; }}
QToolTip {{ background: {c.card}; color: {c.text}; border: 1px solid {c.border_strong}; padding: {small}px; }}
QSplitter::handle {{ background: transparent; }}
QScrollArea {{ background: transparent; border: 0; }}
QProgressBar {{ background: {c.line}; border: 0; border-radius: {small + 1}px; text-align: center; color: {c.text}; }}
QProgressBar::chunk {{ background: {c.accent}; border-radius: {small + 1}px; }}
QScrollBar {{ background: transparent; border: 0; }}
QScrollBar:vertical {{ width: {max(8, round(unit * 0.6))}px; }}
QScrollBar:horizontal {{ height: {max(8, round(unit * 0.6))}px; }}
QScrollBar::handle {{ background: {c.border_strong}; border-radius: {small + 1}px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: {unit * 2}px; }}
QScrollBar::handle:horizontal {{ min-width: {unit * 2}px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""
