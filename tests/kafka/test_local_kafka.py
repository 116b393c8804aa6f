"""Local Kafka on the real thing: its steps, its life, its ends."""

from tests.broker_fixture import Broker


def test_it_answers(broker: Broker) -> None:
    from kafkadesk.system.kafka_probe import ask_cluster

    answer = ask_cluster(broker.port)
    assert answer.brokers == ((1, "127.0.0.1", broker.port),)
