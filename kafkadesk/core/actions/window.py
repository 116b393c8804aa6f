"""What can be done with the window and its connection, wherever in it the cursor is."""

from dataclasses import dataclass
from functools import partial

from kafkadesk.core.actions.action import Action, Items, Menu, Slot, actions_in, literal
from kafkadesk.core.focus import WindowPlace
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text

# What kafka-python and Windows say when there is no connection, word for word: whoever has such a line searches for it.
CONNECTION_ERRORS = (
    "NoBrokersAvailable",
    "Unable to bootstrap",
    "KafkaTimeoutError",
    "getaddrinfo failed [Errno 11001]",
    "WinError 10060, 10061",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowState:
    """What the window's actions depend on. local_bytes: used by Local Kafka on the disk, if known. doctor: whether there is one."""

    local_running: bool = False
    local_bytes: int | None = None
    doctor: bool = True
    scheme: str = "auto"


WindowAction = Action[WindowState]


def _no_doctor(state: WindowState) -> Text | None:
    return None if state.doctor else Text(QT_TRANSLATE_NOOP("core", "The doctor is in KafkaDesk's own window, not in a lesson's"))


def _is_scheme(name: str, state: WindowState) -> bool:
    return state.scheme == name


def _no_data(state: WindowState) -> Text | None:
    return Text(QT_TRANSLATE_NOOP("core", "Local Kafka has no data")) if state.local_bytes == 0 else None


SWITCH_PROFILE = WindowAction("window.switch", Text(QT_TRANSLATE_NOOP("core", "Switch profile…")), keys=("Ctrl+K",))
MANAGE_PROFILES = WindowAction("window.profiles", Text(QT_TRANSLATE_NOOP("core", "Profiles…")))
START_LOCAL = WindowAction(
    "window.start_local", Text(QT_TRANSLATE_NOOP("core", "Start Local Kafka")), shown=lambda state: not state.local_running
)
STOP_LOCAL = WindowAction("window.stop_local", Text(QT_TRANSLATE_NOOP("core", "Stop Local Kafka")), shown=lambda state: state.local_running)
RESET_LOCAL = WindowAction("window.reset_local", Text(QT_TRANSLATE_NOOP("core", "Reset Local Kafka…")), obstacle=_no_data)
_ADD = Text(QT_TRANSLATE_NOOP("core", "Add consumer"))
ADD_CONSUMER = WindowAction("window.add_consumer", _ADD, label=Text("+ {name}", {"name": _ADD}))
DOCTOR = WindowAction(
    "window.doctor",
    Text(QT_TRANSLATE_NOOP("core", "Doctor")),
    tip=Text(QT_TRANSLATE_NOOP("core", "Finds out why the cluster cannot be reached")),
    obstacle=_no_doctor,
)
DOCTOR_ABOUT = {
    message: WindowAction(f"window.doctor.{message.split()[0]}", literal(message), obstacle=_no_doctor) for message in CONNECTION_ERRORS
}
HOSTS = WindowAction(
    "window.hosts",
    Text(QT_TRANSLATE_NOOP("core", "Hosts file")),
    tip=Text(QT_TRANSLATE_NOOP("core", "Names of brokers for all programs on this PC")),
)
PALETTE = WindowAction("window.palette", Text(QT_TRANSLATE_NOOP("core", "Find anything…")), keys=("Ctrl+Shift+P",))
NEXT_AREA = WindowAction("window.next_area", Text(QT_TRANSLATE_NOOP("core", "Go to the next part of the window")), keys=("F6",))
PREVIOUS_AREA = WindowAction(
    "window.previous_area", Text(QT_TRANSLATE_NOOP("core", "Go to the previous part of the window")), keys=("Shift+F6",)
)
HELP = WindowAction("window.help", Text(QT_TRANSLATE_NOOP("core", "Search the help for an error…")))
KEYBOARD = WindowAction("window.keyboard", Text(QT_TRANSLATE_NOOP("core", "Keyboard…")))
LOG = WindowAction("window.log", Text(QT_TRANSLATE_NOOP("core", "Log…")), keys=("Ctrl+Shift+L",))
STALLS = WindowAction("window.performance", Text(QT_TRANSLATE_NOOP("core", "Performance…")))
ABOUT = WindowAction("window.about", Text(QT_TRANSLATE_NOOP("core", "About KafkaDesk and its licences…")), keys=("F1",))
LANGUAGES = {key: WindowAction(f"window.language.{key}", literal(name)) for key, name in (("en", "English"), ("zh_CN", "简体中文"))}
LAYOUTS = {
    name: WindowAction(f"window.layout.{name}", text, tip=tip)
    for name, text, tip in (
        (
            "work",
            Text(QT_TRANSLATE_NOOP("core", "Layout: Work")),
            Text(QT_TRANSLATE_NOOP("core", "The producer beside the panes, text of the usual size")),
        ),
        (
            "watch",
            Text(QT_TRANSLATE_NOOP("core", "Layout: Watch")),
            Text(QT_TRANSLATE_NOOP("core", "The producer folded up, more room for the views below")),
        ),
        (
            "class",
            Text(QT_TRANSLATE_NOOP("core", "Layout: Class")),
            Text(QT_TRANSLATE_NOOP("core", "As Watch, with text that is read from the last row")),
        ),
    )
}
SCHEMES = {
    name: WindowAction(f"window.scheme.{name}", text, group="scheme", checked=partial(_is_scheme, name))
    for name, text in (
        ("auto", Text(QT_TRANSLATE_NOOP("core", "As the system"))),
        ("light", Text(QT_TRANSLATE_NOOP("core", "Light"))),
        ("dark", Text(QT_TRANSLATE_NOOP("core", "Dark"))),
    )
}
LARGER = WindowAction("window.larger", Text(QT_TRANSLATE_NOOP("core", "Larger text")), keys=("Ctrl++", "Ctrl+="))
SMALLER = WindowAction("window.smaller", Text(QT_TRANSLATE_NOOP("core", "Smaller text")), keys=("Ctrl+-",))
USUAL_SIZE = WindowAction("window.usual_size", Text(QT_TRANSLATE_NOOP("core", "Text of the usual size")), keys=("Ctrl+0",))

PLACES = {
    place: WindowAction(f"window.place.{place.value}", place.text, keys=(f"Ctrl+{number}",)) for number, place in enumerate(WindowPlace, 1)
}

PROFILES, LESSONS, DISK_USE = Slot("profiles"), Slot("lessons"), Slot("disk use")
LOCAL_MENU: Items[WindowState] = (
    PROFILES, None, SWITCH_PROFILE, MANAGE_PROFILES, None, START_LOCAL, STOP_LOCAL, None, RESET_LOCAL, DISK_USE, None, LOG,
)  # fmt: skip
LANGUAGE_MENU: Items[WindowState] = tuple(LANGUAGES.values())
APPEARANCE_MENU: Items[WindowState] = (*LAYOUTS.values(), None, *SCHEMES.values())
LESSON_MENU: Items[WindowState] = (LESSONS,)
HELP_MENU: Items[WindowState] = (
    Menu(
        Text(QT_TRANSLATE_NOOP("core", "Ask the doctor about…")),
        tuple(DOCTOR_ABOUT.values()),
        shown=lambda state: state.doctor,
    ),
    PALETTE, None, HELP, KEYBOARD, None, LOG, STALLS, ABOUT,
)  # fmt: skip
ACTIONS: tuple[WindowAction, ...] = (
    *actions_in(LOCAL_MENU, HELP_MENU, LANGUAGE_MENU, APPEARANCE_MENU), ADD_CONSUMER, DOCTOR, HOSTS, LARGER, SMALLER, USUAL_SIZE, NEXT_AREA, PREVIOUS_AREA, *PLACES.values(),
)  # fmt: skip
