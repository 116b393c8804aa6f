"""What lesson 10 needs: a listener that advertises a name this PC does not know, the doctor, and the name map that cures it."""

from dataclasses import replace

from kafkadesk.core.cluster.address import parse_bootstrap
from kafkadesk.core.cluster.profiles import NO_SECRETS, NO_SECURITY, Profile
from kafkadesk.core.errors import LessonError
from kafkadesk.core.state import Phase
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.desk.connection import silent_error
from kafkadesk.desk.desk import Desk
from kafkadesk.desk.doctor import Examination
from kafkadesk.desk.lessons.facts import LessonRun

FOREVER_S = 24 * 3600.0  # the step's own timeout ends it
RESTART_S = 90.0  # for the window to find a restarted broker again
PROFILE_ID = "lesson-advertised"  # a profile of the lesson's own, never saved
SETTLED = (Phase.CONNECTED, Phase.PARTLY, Phase.TROUBLE, Phase.DISCONNECTED)


class LessonNames:
    """Connects a lesson by the other name, and maps it."""

    def __init__(self, desk: Desk, run: LessonRun) -> None:
        self._desk = desk
        self._run = run

    async def open(self) -> None:
        """Give Local Kafka the lesson's second listener, for which it is restarted; raises LocalKafkaError."""
        desk, name = self._desk, self._run.lesson.advertise
        if name is None:
            return
        desk.local.connect()
        await desk.local.advertise(name)
        rounds = desk.connection.rounds  # a look at the cluster may have begun before
        if not await desk.until(lambda: desk.connection.phase.usable and desk.connection.rounds >= rounds + 2, RESTART_S):
            raise desk.connection.error or silent_error(desk.connection.bootstrap)

    async def connect(self, *, advertised: bool) -> None:
        """Connect to Local Kafka, by its own address or by the listener that advertises another name; done when that went well or ill."""
        desk = self._desk
        if not advertised:
            desk.local.connect()
        elif (address := desk.local.kafka.advertised) is not None:
            desk.local.connect(Profile(id=PROFILE_ID, name=f"Local Kafka: {self._run.lesson.advertise}", bootstrap=address))
        else:
            raise LessonError(Text(QT_TRANSLATE_NOOP("core", "Local Kafka does not run with the lesson's second listener.")))
        await self._settled()

    async def examine(self) -> None:
        """Let the doctor examine the present connection."""
        state, run = self._desk.connection, self._run
        profile = state.profile
        run.examined, run.stages, run.diagnosis = state.bootstrap, [], None
        examination = Examination(
            parse_bootstrap(state.bootstrap),
            NO_SECURITY if profile is None else profile.security,
            NO_SECRETS,
            () if profile is None else profile.name_map,
            run.stages.append,
        )
        try:
            run.diagnosis = await examination.result()
        finally:
            examination.cancel()

    async def map_proved(self) -> None:
        """Put the addresses that the doctor has proved into the name map, and connect by it."""
        desk, found = self._desk, self._run.diagnosis
        profile = desk.connection.profile
        if found is None or not found.proved or profile is None or profile.id != PROFILE_ID:
            raise LessonError(Text(QT_TRANSLATE_NOOP("core", "The doctor has proved no address for a name, so there is nothing to map.")))
        proved = tuple((one.name, one.ip) for one in found.proved)
        names = {name for name, _ in proved}
        kept = tuple(pair for pair in profile.name_map if pair[0] not in names)
        desk.local.connect(replace(profile, name_map=kept + proved))
        await self._settled()

    def go_back(self) -> None:
        """Be on Local Kafka's own address again; the second listener goes with the broker's next start."""
        desk = self._desk
        if self._run.lesson.advertise is None:
            return
        desk.local.kafka.advertise = None
        profile = desk.connection.profile
        if profile is not None and profile.id == PROFILE_ID and desk.local.kafka.bootstrap is not None:
            desk.local.connect()

    async def _settled(self) -> None:
        desk = self._desk
        await desk.until(lambda: desk.connection.phase in SETTLED, FOREVER_S)
