"""What the palette lists, and what each line of it does."""

from collections.abc import Callable, Iterator
from functools import cache, partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from kafkadesk.app.cluster.profiles import ProfileWiring
from kafkadesk.app.help import HelpWiring
from kafkadesk.app.places.places import PlaceWiring
from kafkadesk.app.window import WindowParts
from kafkadesk.core import settings
from kafkadesk.core.actions.every import SCOPES
from kafkadesk.core.actions.window import ACTIONS, DOCTOR, DOCTOR_ABOUT, PALETTE
from kafkadesk.core.doctor.error_help import ENTRIES
from kafkadesk.core.focus import LowerView, WindowPlace
from kafkadesk.core.palette.search import Index, LineKind, Thing, used_now
from kafkadesk.core.rows.saved_filters import ALL, offered, read_saved
from kafkadesk.core.text import Text
from kafkadesk.core.text_tools.one_line import one_line
from kafkadesk.desk.desk import Desk
from kafkadesk.desk.lessons.files import built_in, load_lesson
from kafkadesk.system.files.settings import Store
from kafkadesk.widgets.base.action_map import ActionMap, Offer
from kafkadesk.widgets.base.i18n import in_every_language, render
from kafkadesk.widgets.consumer.consumer_pane import ConsumerPane
from kafkadesk.widgets.window.palette import Palette

SCOPE_OF = {action.id: title for title, actions in SCOPES if actions is not ACTIONS for action in actions}


class PaletteWiring(QObject):
    """Opens the palette and does what is chosen in it. The cluster is asked for nothing: what the desk knows is listed."""

    def __init__(
        self, desk: Desk, parts: WindowParts, store: Store, *, guide: HelpWiring, profiles: ProfileWiring, places: PlaceWiring
    ) -> None:
        super().__init__(parts.window)
        self._desk, self._parts, self._store = desk, parts, store
        self._guide, self._profiles, self._places = guide, profiles, places
        self._acts: dict[str, Callable[[], object]] = {}
        parts.bar.commands.bind(PALETTE, self.open)

    def open(self) -> Palette:
        """Open it over the window."""
        focus, window = QApplication.focusWidget(), self._parts.window
        kinds = {kind: in_every_language(kind.text) for kind in LineKind}
        index = Index(self._things(), kinds)
        palette = Palette(index, settings.PALETTE.get(self._store), window)
        palette.finished.connect(partial(_focus_again, focus))  # before what is chosen, which may move it
        palette.chosen.connect(self._do)
        palette.open()
        return palette

    def _do(self, key: str) -> None:
        settings.PALETTE.change(self._store, lambda used: used_now(used, key))
        self._acts[key]()

    def _things(self) -> Iterator[Thing]:
        """Yield all lines, and note what each does."""
        self._acts.clear()
        seen: set[str] = set()
        for thing, act in self._lines():
            if thing.text not in seen or thing.kind is not LineKind.COMMAND:
                seen.add(thing.text)
                self._acts[thing.id] = act
                yield thing

    def _lines(self) -> Iterator[tuple[Thing, Callable[[], object]]]:
        about = {action.id for action in DOCTOR_ABOUT.values()}
        for offer in sorted(self._parts.bar.commands.offers(), key=lambda offer: offer.id in about):
            if offer.id != PALETTE.id:
                text = Text("{where}: {what}", {"where": DOCTOR.text, "what": offer.words}) if offer.id in about else offer.words
                yield self._command(offer, text, offer.id), offer.trigger
        if self._parts.window.desk_is_shown():
            yield from self._desk_commands()
            yield from self._desk_things()
        for profile in self._profiles.book.all():
            thing = Thing(id=f"profile:{profile.id}", kind=LineKind.PROFILE, text=profile.name, names=(profile.bootstrap,))
            yield thing, partial(self._profiles.connect_to, profile.id)
        for name, titles in _lessons():
            shown = titles[1] if render(LineKind.LESSON.text) != str(LineKind.LESSON.text) else titles[0]
            thing = Thing(id=f"lesson:{name}", kind=LineKind.LESSON, text=shown, names=titles)
            yield thing, partial(self._parts.bar.lesson_requested.emit, name)
        for entry in ENTRIES:
            means = in_every_language(Text(entry.means))
            thing = Thing(id=f"help:{entry.said[0]}", kind=LineKind.HELP, text=", ".join(entry.said), names=means)
            yield thing, partial(self._look_up, entry.said[0])

    # commands

    def _desk_commands(self) -> Iterator[tuple[Thing, Callable[[], object]]]:
        """Yield what can be done on the desk, seen or not, and in the place that is seen."""
        parts = self._parts
        for commands in parts.window.findChildren(ActionMap):
            owner = commands.parent()
            if commands is parts.bar.commands or not isinstance(owner, QWidget) or owner.window() is not parts.window:
                continue
            on_desk = parts.producer.isAncestorOf(owner) or owner is parts.producer or parts.grid.isAncestorOf(owner)
            if not on_desk and not owner.isVisible():
                continue
            pane = _pane_of(owner)
            for offer in commands.offers():
                where = SCOPE_OF.get(offer.id, Text("")) if pane is None else Text("{name}", {"name": pane.state.name})
                text = Text("{where}: {what}", {"where": where, "what": offer.words})
                act = partial(self._on_desk, offer.trigger) if on_desk else offer.trigger
                yield self._command(offer, text, offer.id if pane is None else f"{offer.id}@{pane.state.name}"), act

    def _command(self, offer: Offer, text: Text, key: str) -> Thing:
        return Thing(
            id=key,
            kind=LineKind.COMMAND,
            text=render(text),
            names=in_every_language(text),
            keys=next(iter(offer.keys), ""),
            obstacle=offer.obstacle,
        )

    # things

    def _desk_things(self) -> Iterator[tuple[Thing, Callable[[], object]]]:
        desk, parts = self._desk, self._parts
        for pane in parts.grid.panes():
            state = pane.state
            names = tuple(filter(None, (state.topic, state.group)))
            thing = Thing(id=f"pane:{state.name}", kind=LineKind.PANE, text=state.name, names=names)
            yield thing, partial(self._on_desk, partial(self._show_pane, state.pane))
        profile = desk.connection.profile
        filters = offered(read_saved(settings.FILTERS.get(self._store)), ALL if profile is None else profile.id)
        for saved in filters if parts.grid.panes() else ():
            thing = Thing(id=f"filter:{saved.text}", kind=LineKind.FILTER, text=one_line(saved.text))
            yield thing, partial(self._on_desk, partial(self._filter, saved.text))
        for view in LowerView:
            thing = Thing(id=f"view:{view.value}", kind=LineKind.VIEW, text=render(view.text), names=in_every_language(view.text))
            yield thing, partial(self._on_desk, partial(parts.lower.show_view, view))
        if desk.connection.phase.usable:
            for topic in desk.topics.values():
                if not topic.internal:
                    yield (
                        Thing(id=f"topic:{topic.name}", kind=LineKind.TOPIC, text=topic.name),
                        partial(self._places.show_topic, topic.name),
                    )
            for group in sorted({*desk.groups, *desk.surveyor.survey.groups}):
                yield Thing(id=f"group:{group}", kind=LineKind.GROUP, text=group), partial(self._places.show_group, group)

    def _show_pane(self, key: str) -> None:
        self._parts.grid.restore()
        if (pane := self._parts.grid.pane(key)) is not None:
            self._parts.grid.ensureWidgetVisible(pane)
            pane.header.more.setFocus()

    def _filter(self, text: str) -> None:
        """Filter the pane in which one was last, or the first."""
        pane = _pane_of(QApplication.focusWidget()) or next(iter(self._parts.grid.panes()))
        pane.search.look_for(text)

    def _look_up(self, said: str) -> None:
        self._guide.open().look_up(said)

    def _on_desk(self, act: Callable[[], object]) -> None:
        if not self._parts.producer.isVisible():
            self._places.show(WindowPlace.DESK)
        act()


@cache
def _lessons() -> tuple[tuple[str, tuple[str, str]], ...]:
    """Return name and titles, English and Chinese, of each lesson."""
    found = ((name, load_lesson(name, local=True).title) for name in built_in())
    return tuple((name, (title.en, title.pick("zh_CN"))) for name, title in found)


def _pane_of(owner: QWidget | None) -> ConsumerPane | None:
    while owner is not None and not isinstance(owner, ConsumerPane):
        owner = owner.parentWidget()
    return owner


def _focus_again(focus: QWidget | None, *_: object) -> None:
    if focus is not None and isValid(focus):
        focus.activateWindow()
        focus.setFocus()
