"""Consumer processes and a cluster on the broker of the whole test run, for the tests of this folder."""

from collections.abc import Iterator

import pytest

from tests.rigs.broker import Broker
from tests.rigs.processes import Cluster, Panes, cluster_on, panes_on


@pytest.fixture
def panes(broker: Broker) -> Iterator[Panes]:
    with panes_on(broker.bootstrap) as found:
        yield found


@pytest.fixture
def cluster(broker: Broker) -> Iterator[Cluster]:
    with cluster_on(broker.bootstrap) as found:
        yield found
