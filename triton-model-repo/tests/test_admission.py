import threading
import time

import pytest
from chatbrush_models.admission import Admission


class GoneError(Exception):
    pass


def gone():
    raise GoneError


def test_takes_slots_then_places_then_refuses():
    watched = []
    admission = Admission(2, 1, watched.append)

    places = [admission.enter() for _ in range(4)]

    assert [place and place.turn.is_set() for place in places] == [True, True, False, None]
    assert watched == [1]


def test_the_oldest_moves_up():
    admission = Admission(1, 2, lambda count: None)
    running, first, second = (admission.enter() for _ in range(3))

    admission.leave(running)

    assert first.turn.is_set() and not second.turn.is_set()
    assert not admission.wait(first, gone)


def test_who_had_to_wait_is_told_so():
    admission = Admission(1, 1, lambda count: None)
    running, second = admission.enter(), admission.enter()
    threading.Timer(0.05, admission.leave, [running]).start()

    assert admission.wait(second, lambda: None)


def test_who_leaves_the_queue_frees_a_place_and_no_slot():
    watched = []
    admission = Admission(1, 1, watched.append)
    running, waiting = admission.enter(), admission.enter()

    with pytest.raises(GoneError):
        admission.wait(waiting, gone)
    admission.leave(waiting)

    assert watched == [1, 0]
    after = admission.enter()
    assert not after.turn.is_set()
    admission.leave(running)
    assert after.turn.is_set()


def test_idle_is_when_all_have_left():
    admission = Admission(1, 3, lambda count: None)
    places = [admission.enter() for _ in range(3)]
    threads = [threading.Thread(target=work, args=(admission, place)) for place in places]
    for thread in threads:
        thread.start()

    admission.wait_until_idle()

    assert admission.enter().turn.is_set()
    for thread in threads:
        thread.join()


def work(admission, place):
    admission.wait(place, lambda: None)
    time.sleep(0.01)
    admission.leave(place)
