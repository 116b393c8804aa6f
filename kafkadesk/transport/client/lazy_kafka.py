"""Packages of kafka-python whose names are loaded when they are asked for, not all at once with the first one.

`import kafka` loads consumer, producer and admin client, and kafka.protocol.admin every request of an administrator, for the one that
a connection uses: 60 ms of processor in each consumer process. The library's modules themselves are loaded as they are.
"""

import importlib
import importlib.util
import sys
from types import ModuleType
from typing import Any

# Where a package has its public names from; tests/unit/client/test_lazy_kafka.py compares them with the library's own.
PACKAGES = {
    "kafka": ("consumer", "structs", "consumer.subscription_state", "protocol.consumer", "serializer", "version", "producer", "admin"),
    "kafka.protocol.admin": ("groups", "topics", "configs", "cluster", "acl", "client_quotas", "transactions", "users"),
}


def install() -> None:
    """Have the packages loaded by name in this process, unless they are loaded."""
    for package in PACKAGES:
        spec = None if package in sys.modules else importlib.util.find_spec(package)
        if spec is None:  # loaded, or not there: then an import says so
            continue
        module = sys.modules[package] = importlib.util.module_from_spec(spec)
        vars(module)["__getattr__"] = _Names(module)
        parent, _, name = package.rpartition(".")
        if parent:
            setattr(sys.modules[parent], name, module)


class _Names:
    """What a package's module asks for a name that it does not have. Thread: any, as imports are."""

    def __init__(self, package: ModuleType) -> None:
        self._package = package

    def __call__(self, name: str) -> Any:
        package = self._package.__name__
        if not (name.startswith("__") and name != "__version__") and importlib.util.find_spec(f"{package}.{name}") is None:
            for part in PACKAGES[package]:
                module = importlib.import_module(f"{package}.{part}")
                if hasattr(module, name):
                    setattr(self._package, name, getattr(module, name))
                    return getattr(module, name)
        raise AttributeError(f"module {package!r} has no attribute {name!r}")
