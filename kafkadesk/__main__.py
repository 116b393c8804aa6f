"""Arguments -> window, command line or child process; imports only what the chosen one needs."""

import sys

CHILDREN = ("worker", "forget")  # hidden: how the app starts its own child processes


def main() -> int:
    """Run KafkaDesk with sys.argv. Return the exit status: 0 well, 1 the thing itself failed, 2 wrong use."""
    if sys.argv[1:2] == ["worker"]:
        from kafkadesk.transport import worker

        return worker.main()
    if sys.argv[1:2] == ["forget"]:
        from kafkadesk.transport import forget

        return forget.main()
    from kafkadesk.cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
