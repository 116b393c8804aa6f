"""The composition root: one Qt application, one event loop, one desk, one window; built here, closed in order."""

import asyncio
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

from kafkadesk import __version__
from kafkadesk.aftermath import Aftermath
from kafkadesk.arguments import WindowArguments
from kafkadesk.core.errors import UserError
from kafkadesk.core.lesson_steps import Lesson
from kafkadesk.core.logbook import LogBook
from kafkadesk.core.payload import MONITOR_EVENT
from kafkadesk.core.state import Phase
from kafkadesk.desk.desk import Desk
from kafkadesk.desk.lesson_facts import LessonRun
from kafkadesk.desk.lesson_files import built_in, load_lesson
from kafkadesk.drafts import Drafts, draft_store
from kafkadesk.fault_hooks import FaultHooks
from kafkadesk.guided_lesson import GuidedLesson
from kafkadesk.leaving import Leaving
from kafkadesk.lesson_window import Headless, LessonReport, tell_error, tell_step, tell_verdict
from kafkadesk.log_wiring import LogWiring
from kafkadesk.opening import Opening
from kafkadesk.parts import Parts, build
from kafkadesk.system.store import Store
from kafkadesk.transport import logs
from kafkadesk.widgets import i18n, theme
from kafkadesk.wiring import Wiring
from kafkadesk.workspace import Workspace

log = logging.getLogger(__name__)

HEADLESS_SIZE = QSize(1680, 1020)
CONNECT_WAIT_S = 30.0
CONNECT_ATTEMPTS = 3  # that failed; then nobody waits on without a window to look at
SWITCH_S = 0.0005  # with a reading thread a pane, Python's usual 5 ms turns add up to 40 ms before the window gets its own
OK, FAILED = 0, 1

T = TypeVar("T")


def run_window(args: WindowArguments) -> int:
    """Show the window until it is closed; return the exit status."""
    return _run(lambda app, hooks: _window(app, hooks, args))


def run_lesson(lesson: Lesson, *, bootstrap: str | None, headless: bool, report: Path | None, language: str | None) -> int:
    """Play a lesson, headless or in a window of its own; return 0 when everything it expected held, else 1."""
    if headless:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    return _run(lambda app, hooks: _lesson(app, hooks, lesson, bootstrap=bootstrap, headless=headless, report=report, language=language))


def stay_smooth() -> None:
    """Have the interpreter never hold up the window for long."""
    sys.setswitchinterval(SWITCH_S)
    gc.freeze()  # what was imported stays: looked through again and again, it would cost 100 ms at a time


def _run(main: Callable[[QApplication, FaultHooks], Coroutine[Any, Any, int]]) -> int:
    logs.quiet()
    stay_smooth()
    hooks = FaultHooks()
    app = QApplication(sys.argv[:1])
    app.setApplicationName("KafkaDesk")
    app.setApplicationVersion(__version__)
    app.setQuitOnLastWindowClosed(False)  # the desk ends what runs first
    loop = qasync.QEventLoop(app)
    asyncio.set_event_loop(loop)
    hooks.install(loop)
    try:
        with loop:
            return int(loop.run_until_complete(main(app, hooks)))
    finally:
        hooks.uninstall()


async def _window(app: QApplication, hooks: FaultHooks, args: WindowArguments) -> int:
    book = LogBook()
    end_log = logs.keep_in(book)
    store = Store()
    _dress(app, store, args.language)
    desk = Desk(logbook=book)
    parts = _parts(desk, store)
    wiring = Wiring(desk, parts)
    workspace = Workspace(desk, parts, wiring)
    guided = GuidedLesson(desk, parts, wiring, workspace)
    opening = Opening(desk, parts, wiring, workspace, store)
    LogWiring(book, parts, wiring, hooks).tell_settings(store)
    parts.bar.lesson_requested.connect(lambda name: wiring.attempt(_begin_lesson, desk, guided, name))
    parts.bar.feed_lessons(_lesson_titles(app))
    drafts = Drafts(parts.producer, draft_store(), staged=lambda: not parts.lesson.isHidden())
    _restore(app, parts, store)
    workspace.restore(store.get("workspace", {}))
    drafts.restore(store.get("producer", {"value": MONITOR_EVENT}))  # there: kept by an earlier version
    leaving, closing = _closing(desk, parts)
    aftermath = Aftermath(desk, parts, wiring)
    parts.window.show()
    opening.begin(bootstrap=args.bootstrap, local=args.local)
    aftermath.begin()
    try:
        await closing.wait()
        guided.stop()
        _keep(parts, store)
        store.put("workspace", workspace.state())
    finally:
        parts.window.hide()
        guided.stop()
        workspace.close()
        await drafts.close()
        await wiring.close()
        aftermath.close()
        await desk.close(leaving.settle_s)
        parts.window.close_now()
        hooks.tell = None
        end_log()
    parts.window.deleteLater()
    return OK


async def _lesson(
    app: QApplication,
    hooks: FaultHooks,
    lesson: Lesson,
    *,
    bootstrap: str | None,
    headless: bool,
    report: Path | None,
    language: str | None,
) -> int:
    store = Store()
    _dress(app, store, language or ("en" if headless else None), scheme="light" if headless else None)
    book = LogBook()
    end_log = logs.keep_in(book)
    desk = Desk(logbook=book)
    parts = _parts(desk, store)
    wiring = Wiring(desk, parts)
    LogWiring(book, parts, wiring, hooks)
    parts.window.resize(HEADLESS_SIZE)
    leaving, closing = _closing(desk, parts)
    parts.window.show()
    parts.window.show_desk()
    out = LessonReport(desk, parts.window, report)
    run: LessonRun | None = None
    verdict = "failed: it was stopped before it began"
    try:
        if await _unless(closing, _reach(desk, bootstrap)):
            if headless:
                run = await _unless(closing, Headless(desk, parts, lesson, out).play())
                verdict = "failed: it was stopped"
            else:
                run = await _guide(closing, GuidedLesson(desk, parts, wiring, Workspace(desk, parts, wiring), over=out.write), lesson, out)
    except UserError as error:
        tell_error(error)
        verdict = f"failed: {error.title}"
    finally:
        await wiring.close()
        await desk.close(leaving.settle_s)
        parts.window.close_now()
        parts.window.deleteLater()
        hooks.tell = None
        end_log()
    tell_verdict(verdict if run is None else run.verdict())
    return OK if run is not None and run.passed and out.written else FAILED


async def _reach(desk: Desk, bootstrap: str | None) -> bool:
    """Connect, to Local Kafka when there is no address; raise UserError when that fails, or fails again and again."""
    if bootstrap is None:
        await desk.start_local(tell_step)
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
    theme.apply(app, scheme or store.get("theme", "auto"))
    i18n.install(app, language or store.get("language", i18n.system_language()))


def _parts(desk: Desk, store: Store) -> Parts:
    return build(desk.sends.log, desk.ledger, desk.group_label, groups=store.get("groups", []), callouts=store.get("callouts", []))


def _closing(desk: Desk, parts: Parts) -> tuple[Leaving, asyncio.Event]:
    """Return the event of the window's close button, and of Ctrl+C in the terminal."""
    leaving = Leaving(desk, parts)
    return leaving, leaving.closing


def _begin_lesson(desk: Desk, guided: GuidedLesson, name: str) -> None:
    guided.begin(load_lesson(name, local=desk.connection.local))


def _lesson_titles(app: QApplication) -> list[tuple[str, str]]:
    language = i18n.current_language(app)
    return [(name, load_lesson(name, local=True).title.pick(language)) for name in built_in()]


def _restore(app: QApplication, parts: Parts, store: Store) -> None:
    """Put back what was there the last time; at the first start a window that fits the screen."""
    room = app.primaryScreen().availableGeometry().size()
    parts.window.resize(parts.window.size().boundedTo(room * 0.94))
    parts.window.restore(store.get("window", {}))
    parts.bar.set_scheme(store.get("theme", "auto"))
    parts.flow.set_motion(on=store.get("motion", parts.flow.moves()))
    parts.flow.motion.clicked.connect(lambda on: store.put("motion", on))  # only what the user chose: else the system's setting holds


def _keep(parts: Parts, store: Store) -> None:
    store.put("window", parts.window.state())
    store.put("groups", list(parts.colors.known))
    store.put("callouts", list(parts.callouts.seen()))
