"""KafkaDesk: a desktop window in which a person sees Kafka work."""

__version__ = "0.1.0"
