"""Arguments -> window, command line or child process; imports only what the chosen one needs."""

import gc
import sys


def main() -> int:
    """Run KafkaDesk with sys.argv. Return the exit status: 0 well, 1 the thing itself failed, 2 wrong use."""
    # Hidden: how the app starts its own child processes.
    if sys.argv[1:2] == ["worker"]:
        gc.disable()  # of what is imported nothing is ever freed: looking for it takes a tenth of the start
        from kafkadesk.transport.client import lazy_kafka

        lazy_kafka.install()
        from kafkadesk.transport.consumer.worker import main as worker

        gc.freeze()
        gc.enable()
        return worker()
    if sys.argv[1:2] == ["forget"]:
        from kafkadesk.transport.producer.forget import main as forget

        return forget()
    from kafkadesk.system.processes.end_signals import interrupt, on_end_signal

    with on_end_signal(interrupt):  # until what is started has its own way to end
        try:
            return _run()
        except KeyboardInterrupt:
            return 1


def _run() -> int:
    if len(sys.argv) == 1 and sys.platform == "win32":
        # Before Qt and all the rest is read: who starts it a second time waits for no more than Python.
        from kafkadesk.system.desktop.first_window import FirstWindow

        if FirstWindow("KafkaDesk").raise_other():
            return 0
    from kafkadesk.arguments import WindowArguments, has_display

    if len(sys.argv) == 1 and has_display():  # past the command line, which takes a while to load
        from kafkadesk.start import run_window

        return run_window(WindowArguments())
    from kafkadesk.cli.main import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
