"""Tests of KafkaDesk: `unit` without Qt and Kafka, `gui` offscreen, `kafka` on a real broker; `rigs` is what they stand on."""

from pathlib import Path

ROOT = Path(__file__).parents[1]  # the project's folder
