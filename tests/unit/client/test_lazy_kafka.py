"""The library's packages whose names are loaded one by one: they have what they have when the library loads them itself."""

import subprocess
import sys

import pytest

from kafkadesk.transport.client import lazy_kafka

NAMES = """if True:
    import importlib, sys
    if sys.argv[1] == "lazy":
        from kafkadesk.transport.client import lazy_kafka; lazy_kafka.install()
    package = importlib.import_module(sys.argv[2])
    for name in sys.argv[3:]:
        found = getattr(package, name)
        print(name, getattr(found, "__module__", ""), getattr(found, "__qualname__", found))
"""


@pytest.mark.parametrize("package", lazy_kafka.PACKAGES)
def test_each_name_is_the_librarys_own(package: str) -> None:
    own = subprocess.run([sys.executable, "-c", f"import {package} as p; print(*p.__all__)"], capture_output=True, text=True, check=True)
    names = own.stdout.split()
    assert len(names) > 10
    said = [
        subprocess.run([sys.executable, "-c", NAMES, how, package, *names], capture_output=True, text=True, timeout=60, check=False)
        for how in ("whole", "lazy")
    ]
    assert said[0].stdout == said[1].stdout != "", said[1].stderr


def test_a_name_is_loaded_when_it_is_asked_for() -> None:
    code = """if True:
        import sys
        from kafkadesk.transport.client import lazy_kafka
        lazy_kafka.install()
        import kafka
        from kafka import errors, KafkaConsumer
        print("kafka.producer" in sys.modules, "kafka.protocol.admin.acl" in sys.modules)
        from kafka import KafkaProducer as one
        import kafka.producer, kafka.protocol.admin
        from kafka.protocol.admin import CreateAclsRequest
        print(one is kafka.producer.KafkaProducer is kafka.KafkaProducer, kafka.protocol.admin.CreateAclsRequest is CreateAclsRequest)
        print(hasattr(kafka, "nothing"), hasattr(kafka, "__wrapped__"), kafka.__version__)
    """
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    lines = done.stdout.splitlines()
    assert lines[:2] == ["False False", "True True"], done.stderr
    assert lines[2].startswith("False False 3.")
