"""The language of the window: installed at run time, so that it can be switched without a restart."""

from functools import cache

from PySide6.QtCore import QCoreApplication, QDateTime, QLibraryInfo, QLocale, QTranslator

from kafkadesk import resources
from kafkadesk.core.errors import InputError, UserError
from kafkadesk.core.text import Text

LANGUAGES = {"en": "English", "zh_CN": "简体中文"}
TRANSLATOR = "kafkadesk.translator"  # object name: how the one that is installed now is found again


def system_language() -> str:
    """Return the key of LANGUAGES that suits this machine."""
    return "zh_CN" if QLocale.system().language() is QLocale.Language.Chinese else "en"


def install(app: QCoreApplication, lang: str) -> None:
    """Switch the application to `lang`, a key of LANGUAGES; every widget gets a LanguageChange event."""
    for old in app.findChildren(QTranslator, TRANSLATOR):
        QCoreApplication.removeTranslator(old)
        old.setParent(None)
    if lang == "en":  # the sources are English
        return
    qt = QTranslator(app)
    if qt.load(f"qtbase_{lang}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        _add(qt)
    ours = QTranslator(app)
    if ours.load(str(resources.path("i18n", f"kafkadesk_{lang}.qm"))):
        _add(ours)


def current_language(app: QCoreApplication) -> str:
    """Return the key of LANGUAGES that is installed now."""
    languages = [translator.language() for translator in app.findChildren(QTranslator, TRANSLATOR)]
    return "zh_CN" if any(language.startswith("zh") for language in languages) else "en"


def render(text: Text) -> str:
    """Return a sentence of the core in the window's language."""
    return text.render(lambda source: QCoreApplication.translate("core", source))


@cache
def _chinese() -> QTranslator:
    translator = QTranslator()
    translator.load(str(resources.path("i18n", "kafkadesk_zh_CN.qm")))
    return translator


def in_every_language(text: Text) -> tuple[str, ...]:
    """Return a sentence of the core in English and in Chinese, whichever is shown."""
    return str(text), text.render(lambda source: _chinese().translate("core", source) or source)


def place_text(error: InputError) -> str:
    """Return "line 1, column 2: ", as far as the place is known."""
    if error.line is None:
        return ""
    if error.column is None:
        return QCoreApplication.translate("PayloadEditor", "line {line}").format(line=error.line) + ": "
    return QCoreApplication.translate("PayloadEditor", "line {line}, column {column}").format(line=error.line, column=error.column) + ": "


def fault_text(error: InputError) -> str:
    """Return where the fault is, as far as that is known, and what it is."""
    return place_text(error) + render(error.title)


def error_words(error: UserError) -> str:
    """Return what happened and what to do about it, in the window's language."""
    return " ".join(render(text) for text in (error.title, error.hint) if text is not None)


def utc_offset(at: QDateTime) -> str:
    """Return how far local time is from UTC at that time, such as "UTC+02:00": it differs in summer."""
    sign, minutes = "-" if at.offsetFromUtc() < 0 else "+", abs(at.offsetFromUtc()) // 60
    return f"UTC{sign}{minutes // 60:02d}:{minutes % 60:02d}"


def _add(translator: QTranslator) -> None:
    translator.setObjectName(TRANSLATOR)
    QCoreApplication.installTranslator(translator)
