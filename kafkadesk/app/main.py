"""The composition root: one Qt application, one event loop, one desk, one window; built here, closed in order."""

import asyncio
import functools
import gc
import logging
import os
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, TypeVar

import qasync
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from kafkadesk.app.about import AboutWiring
from kafkadesk.app.cluster.connect import ConnectWiring
from kafkadesk.app.cluster.doctor import DoctorWiring
from kafkadesk.app.cluster.hosts import HostsWiring
from kafkadesk.app.cluster.profiles import ProfileWiring
from kafkadesk.app.help import HelpWiring
from kafkadesk.app.hub import Hub
from kafkadesk.app.intents import Intents
from kafkadesk.app.keys import KeyWiring
from kafkadesk.app.lessons.guided import GuidedLesson
from kafkadesk.app.lessons.headless import Headless, LessonReport, tell_error, tell_step, tell_verdict
from kafkadesk.app.log import LogWiring
from kafkadesk.app.palette import PaletteWiring
from kafkadesk.app.panes.deliveries import DeliveryWiring
from kafkadesk.app.places.places import PlaceWiring
from kafkadesk.app.places.saved_filters import SavedFilterWiring
from kafkadesk.app.session.closing import Closing
from kafkadesk.app.session.crash_hooks import CrashHooks
from kafkadesk.app.session.drafts import Drafts
from kafkadesk.app.session.log_off import LogOff
from kafkadesk.app.session.saving import Saving, draft_damaged, settings_damaged, templates_damaged
from kafkadesk.app.session.teardown import Teardown
from kafkadesk.app.session.workspace import Workspace
from kafkadesk.app.task_bar import SendProgressWiring
from kafkadesk.app.window import WindowParts, build
from kafkadesk.arguments import WindowArguments
from kafkadesk.core import settings
from kafkadesk.core.compose.template import MONITOR_EVENT
from kafkadesk.core.errors import UserError
from kafkadesk.core.lessons.steps import Lesson
from kafkadesk.core.log.book import LogBook
from kafkadesk.core.state import Phase
from kafkadesk.desk.desk import Desk
from kafkadesk.desk.lessons.facts import LessonRun
from kafkadesk.desk.lessons.files import built_in, load_lesson
from kafkadesk.qt_application import application
from kafkadesk.system.files.drafts import draft_store, template_store
from kafkadesk.system.files.settings import Store
from kafkadesk.system.processes.end_signals import on_end_signal
from kafkadesk.transport.client import logs
from kafkadesk.widgets.base import i18n, theme
from kafkadesk.widgets.base.garbage import Garbage
from kafkadesk.widgets.window.main_window import MainWindow

log = logging.getLogger(__name__)

HEADLESS_SIZE = QSize(1680, 1020)
CONNECT_WAIT_S = 30.0
CONNECT_ATTEMPTS = 3  # that failed; then nobody waits on without a window to look at
SWITCH_S = 0.0005  # with a reading thread a pane, Python's usual 5 ms turns add up to 40 ms before the window gets its own
OK, FAILED = 0, 1

T = TypeVar("T")
Main = Callable[[QApplication, CrashHooks, asyncio.Event], Coroutine[Any, Any, int]]  # the event is set when it shall end


def run_in(app: QApplication, window: MainWindow, store: Store, args: WindowArguments) -> int:
    """Fill the window, which is on screen already, and go on until it is closed; return the exit status."""
    return _run(lambda app, hooks, closing: _window(app, hooks, closing, window, store, args), app)


def run_lesson(lesson: Lesson, *, bootstrap: str | None, headless: bool, report: Path | None, language: str | None) -> int:
    """Play a lesson, headless or in a window of its own; return 0 when everything it expected held, else 1."""
    if headless:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    return _run(
        lambda app, hooks, closing: _lesson(
            app, hooks, closing, lesson, bootstrap=bootstrap, headless=headless, report=report, language=language
        )
    )


def stay_smooth() -> None:
    """Have the interpreter never hold up the window for long."""
    sys.setswitchinterval(SWITCH_S)
    gc.freeze()  # what was imported stays: looked through again and again, it would cost 100 ms at a time


def _run(main: Main, app: QApplication | None = None) -> int:
    logs.quiet()
    stay_smooth()
    hooks = CrashHooks()
    app = app or application()
    Garbage(app)
    loop = qasync.QEventLoop(app)
    asyncio.set_event_loop(loop)
    hooks.install(loop)
    closing = asyncio.Event()

    def end() -> None:  # it asks nobody: what is open is journaled
        loop.call_soon_threadsafe(closing.set)

    try:
        with loop, on_end_signal(end):
            return int(loop.run_until_complete(main(app, hooks, closing)))
    finally:
        hooks.uninstall()


async def _window(
    app: QApplication, hooks: CrashHooks, closing: asyncio.Event, window: MainWindow, store: Store, args: WindowArguments
) -> int:
    async with Teardown() as ending:  # its steps are made in the reverse order
        book, draft, templates = LogBook(), draft_store(), template_store()
        ending.step(logs.keep_in(book))
        _dress(app, store, args.language)
        desk = Desk(logbook=book)
        parts = _parts(desk, store, window)
        ending.step(parts.window.deleteLater)
        saving = Saving(parts.messages)
        leaving = Closing(desk, parts, closing, unsaved=saving.trouble)
        ending.step(parts.window.close_now)
        ending.step(hooks.hush)
        ending.step(saving.close)
        ending.step(lambda: desk.close(leaving.settle_s))
        intents = Intents(parts.messages)
        ending.step(intents.close)
        wiring = Hub(desk, parts, intents)
        ending.step(wiring.close)
        ending.step(SendProgressWiring(desk, parts).close)
        workspace = Workspace(desk, parts, intents)
        ending.step(workspace.close)
        guided = GuidedLesson(desk, parts, intents, workspace)
        opening = ConnectWiring(desk, parts, intents, workspace, store)
        hosts = HostsWiring(parts, intents, desk)
        profiles = ProfileWiring(desk, parts, intents, store)
        DoctorWiring(desk, parts, intents, profiles, hosts)
        LogWiring(book, parts, intents, hooks)
        AboutWiring(parts, intents)
        places = PlaceWiring(desk, parts, intents, wiring.panes, store)
        ending.step(places.close)
        SavedFilterWiring(desk, parts, store, places)
        KeyWiring((guide := HelpWiring(parts)).keyboard, store)
        PaletteWiring(desk, parts, store, guide=guide, profiles=profiles, places=places)
        for kept, damaged in ((store, settings_damaged()), (draft, draft_damaged()), (templates, templates_damaged())):
            saving.watch(kept, damaged)
        parts.bar.lesson_requested.connect(lambda name: intents.attempt(_begin_lesson, desk, guided, name))
        parts.bar.set_lessons(_lesson_titles(app))
        drafts = Drafts(parts.producer, draft, templates, staged=lambda: not parts.lesson.isHidden())
        _restore(parts, store)
        workspace.restore(settings.WORKSPACE.get(store))
        drafts.restore(settings.DRAFT.get(store, {"value": MONITOR_EVENT}))  # there: kept by an earlier version
        ending.step(drafts.close)
        keep = (functools.partial(_keep, parts, store), functools.partial(workspace.keep_in, store))
        LogOff(app, leaving, parts.window, keep=(drafts.save, *keep), flush=saving.flush)
        aftermath = DeliveryWiring(desk, parts, intents)
        ending.step(aftermath.close)
        for step in keep:
            ending.step(step)
        ending.step(guided.stop)
        ending.step(parts.window.hide)
        parts.window.show()
        if args.profile is None:
            opening.begin(bootstrap=args.bootstrap, local=args.local)
        else:
            profiles.connect_named(args.profile)
        aftermath.begin()
        await closing.wait()
    return OK


async def _lesson(
    app: QApplication,
    hooks: CrashHooks,
    closing: asyncio.Event,
    lesson: Lesson,
    *,
    bootstrap: str | None,
    headless: bool,
    report: Path | None,
    language: str | None,
) -> int:
    run: LessonRun | None = None
    verdict = "failed: it was stopped before it began"
    async with Teardown() as ending:  # as in _window
        store, book = Store(), LogBook()
        _dress(app, store, language or ("en" if headless else None), scheme="light" if headless else None)
        ending.step(logs.keep_in(book))
        desk = Desk(logbook=book)
        parts = _parts(desk, store)
        ending.step(parts.window.deleteLater)
        ending.step(parts.window.close_now)
        ending.step(hooks.hush)
        leaving = Closing(desk, parts, closing)
        ending.step(lambda: desk.close(leaving.settle_s))
        intents = Intents(parts.messages)
        ending.step(intents.close)
        wiring = Hub(desk, parts, intents)
        ending.step(wiring.close)
        LogWiring(book, parts, intents, hooks)
        AboutWiring(parts, intents)
        HelpWiring(parts, doctor=False)
        parts.window.resize(HEADLESS_SIZE)
        parts.window.show()
        out = LessonReport(desk, parts.window, report)
        try:
            if await _unless(closing, _reach(desk, bootstrap)):
                if headless:
                    run = await _unless(closing, Headless(desk, parts, lesson, out).play())
                    verdict = "failed: it was stopped"
                else:
                    run = await _guide(
                        closing, GuidedLesson(desk, parts, intents, Workspace(desk, parts, intents), over=out.write), lesson, out
                    )
        except UserError as error:
            tell_error(error)
            verdict = f"failed: {error.title}"
    tell_verdict(verdict if run is None else run.verdict())
    return OK if run is not None and run.passed and out.written else FAILED


async def _reach(desk: Desk, bootstrap: str | None) -> bool:
    """Connect, to Local Kafka when there is no address; raise UserError when that fails, or fails again and again."""
    if bootstrap is None:
        await desk.local.start(tell_step)
    else:
        await desk.connect(bootstrap)
    await desk.until(lambda: desk.connection.phase is Phase.CONNECTED or desk.connection.attempt >= CONNECT_ATTEMPTS, CONNECT_WAIT_S)
    return await desk.connected(0.0)


async def _guide(closing: asyncio.Event, guided: GuidedLesson, lesson: Lesson, out: LessonReport) -> LessonRun | None:
    """Play a lesson for a reader until the window is closed; return the latest run."""
    out.begin()
    guided.begin(lesson)
    await closing.wait()
    guided.stop()
    return guided.run


async def _unless(closing: asyncio.Event, work: Coroutine[Any, Any, T]) -> T | None:
    """Return what the work returns; None when the window was closed, or Ctrl+C pressed, before: the work is given up then."""
    working, closed = asyncio.ensure_future(work), asyncio.ensure_future(closing.wait())
    try:
        await asyncio.wait((working, closed), return_when=asyncio.FIRST_COMPLETED)
        return working.result() if working.done() else None
    finally:
        working.cancel()
        closed.cancel()
        await asyncio.gather(working, closed, return_exceptions=True)


def _dress(app: QApplication, store: Store, language: str | None, *, scheme: str | None = None) -> None:
    theme.apply(app, scheme or settings.THEME.get(store))
    i18n.install(app, language or settings.LANGUAGE.get(store, i18n.system_language()))


def _parts(desk: Desk, store: Store, window: MainWindow | None = None) -> WindowParts:
    groups, callouts = settings.GROUPS.get(store), settings.CALLOUTS.get(store)
    return build(desk.sends.log, desk.ledger, desk.labels.label_of, groups=groups, callouts=callouts, window=window)


def _begin_lesson(desk: Desk, guided: GuidedLesson, name: str) -> None:
    guided.begin(load_lesson(name, local=desk.connection.local))


def _lesson_titles(app: QApplication) -> list[tuple[str, str]]:
    language = i18n.current_language(app)
    return [(name, load_lesson(name, local=True).title.pick(language)) for name in built_in()]


def _restore(parts: WindowParts, store: Store) -> None:
    """Put back what was there the last time."""
    parts.window.restore(settings.WINDOW.get(store))
    parts.bar.set_scheme(settings.THEME.get(store))
    parts.flow.set_motion(on=settings.MOTION.get(store, parts.flow.moves()))
    # Only what the user chose: else the system's setting holds.
    parts.flow.motion.clicked.connect(lambda on: settings.MOTION.put(store, on))


def _keep(parts: WindowParts, store: Store) -> None:
    settings.WINDOW.put(store, parts.window.state())
    for setting, ours in ((settings.GROUPS, list(parts.colors.known)), (settings.CALLOUTS, list(parts.callouts.seen()))):
        setting.change(store, functools.partial(_joined, ours))


def _joined(ours: list[str], stored: list[object]) -> list[object]:
    """Return our list and what other windows have in theirs; a file edited by hand may hold anything."""
    return [*ours, *(other for other in stored if other not in ours)]
