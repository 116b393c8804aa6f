"""What kafkadesk-hosts.exe runs: the hosts helper as a module, so that no folder outside the build is ever looked into for imports."""

import sys

from kafkadesk.system.hosts.helper import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
