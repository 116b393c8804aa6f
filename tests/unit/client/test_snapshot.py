import itertools
import threading

from kafkadesk.transport.producer.snapshot import values_of


def test_a_dictionary_can_be_looked_through_while_another_thread_changes_it() -> None:
    shared = {n: [n] for n in range(2_000)}
    over = threading.Event()

    def change() -> None:
        for n in itertools.count(2_000):
            shared[n] = [n]
            del shared[n - 2_000]
            if over.is_set():
                return

    thread = threading.Thread(target=change)
    thread.start()
    try:
        for _ in range(1_000):
            found = values_of(shared)
            assert 1_999 <= len(found) <= 2_001
    finally:
        over.set()
        thread.join()
