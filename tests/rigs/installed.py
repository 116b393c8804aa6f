"""What pip knows of KafkaDesk where the tests run."""

import importlib.metadata as metadata


def installed() -> bool:
    """Whether pip knows of KafkaDesk, and so of what it needs."""
    try:
        return bool(metadata.version("kafkadesk"))
    except metadata.PackageNotFoundError:
        return False
