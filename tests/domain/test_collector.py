from __future__ import annotations

import gc
from threading import Barrier, Thread

from argmap.domain.collector import paused_collector


def test_the_collector_rests_and_wakes_again():
    with paused_collector():
        with paused_collector():
            assert not gc.isenabled()
        assert not gc.isenabled()

    assert gc.isenabled()


def test_it_wakes_after_an_error_and_stays_off_where_it_was_off():
    try:
        with paused_collector():
            raise ValueError
    except ValueError:
        assert gc.isenabled()
    gc.disable()
    try:
        with paused_collector():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_the_last_of_several_threads_wakes_it():
    together, seen = Barrier(3), []

    def work():
        with paused_collector():
            together.wait(10)
            seen.append(gc.isenabled())
            together.wait(10)

    threads = [Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (seen, gc.isenabled()) == ([False] * 3, True)
