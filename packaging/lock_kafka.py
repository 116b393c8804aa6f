"""Write resources/kafka/jars.json anew: every jar that Local Kafka runs on, with its licence, size and SHA-256.

Run it after a change of a version below, and read the difference before committing it:

    python packaging/lock_kafka.py
"""

import hashlib
import json
import sys
import tempfile
from pathlib import Path

import jgo
from jgo.maven import MavenContext

KAFKA = "4.3.1"
LOG4J = "2.25.4"
# One at a time: resolving both at once brings kafka-clients 3.9.1, which a BOM of log4j's manages.
WANTED = (f"org.apache.kafka:kafka_2.13:{KAFKA}", f"org.apache.logging.log4j:log4j-slf4j-impl:{LOG4J}")
VERSIONS = {"org.apache.kafka": KAFKA, "org.apache.logging.log4j": LOG4J}
# By group: taken from each jar's own POM or manifest, or from Kafka's LICENSE-binary. All others: Apache-2.0.
LICENCES = {
    "com.github.luben": "BSD-2-Clause",
    "com.google.re2j": "BSD-3-Clause",
    "net.sf.jopt-simple": "MIT",
    "net.sourceforge.argparse4j": "MIT",
    "org.hdrhistogram": "CC0-1.0 OR BSD-2-Clause",
    "org.pcollections": "MIT",
    "org.slf4j": "MIT",
}
LOCK = Path(__file__).parent.parent / "resources" / "kafka" / "jars.json"


def resolve() -> dict[tuple[str, str], str]:
    """Return the version of each artifact (by group and name) that the wanted ones need, themselves included."""
    versions: dict[tuple[str, str], str] = {}
    for coordinate in WANTED:
        for artifact in jgo.resolve(coordinate):
            name = (artifact.groupId, artifact.artifactId)
            # Where both need the same library, Kafka's choice holds: it is the one that Kafka was tested with.
            versions.setdefault(name, artifact.version)
    return versions


def check(versions: dict[tuple[str, str], str]) -> None:
    """Stop when Kafka or log4j came in another version than asked for."""
    for (group, name), version in versions.items():
        if version != VERSIONS.get(group, version):
            sys.exit(f"{group}:{name} resolved to {version}, not {VERSIONS[group]}")


def measure(versions: dict[tuple[str, str], str], folder: Path) -> list[dict[str, str | int]]:
    """Fetch each jar into an empty repository under `folder`; return coordinate, size in bytes and SHA-256 of each."""
    context = MavenContext(repo_cache=folder)
    jars: list[dict[str, str | int]] = []
    for (group, name), version in sorted(versions.items()):
        data = Path(context.project(group, name).at_version(version).artifact().resolve()).read_bytes()
        licence = LICENCES.get(group, "Apache-2.0")
        jars.append({"jar": f"{group}:{name}:{version}", "licence": licence, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()})
    return jars


def main() -> None:
    """Resolve, check, fetch, write."""
    versions = resolve()
    check(versions)
    with tempfile.TemporaryDirectory() as folder:
        jars = measure(versions, Path(folder))
    lines = ",\n".join(f"  {json.dumps(jar)}" for jar in jars)
    LOCK.write_text(f'{{"kafka": "{KAFKA}", "jars": [\n{lines}\n]}}\n', encoding="utf-8")
    sys.stderr.write(f"{len(jars)} jars, {sum(int(jar['size']) for jar in jars):,} bytes: {LOCK}\n")


if __name__ == "__main__":
    main()
