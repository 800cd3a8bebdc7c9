import threading
from contextlib import closing

import pytest
from chatbrush_models.outbox import Outbox


def test_things_are_sent_in_their_order_while_the_next_is_made():
    sent, slow = [], threading.Event()

    def send(thing):
        slow.wait(5)
        sent.append(thing)

    with closing(Outbox(send)) as outbox:
        outbox.put("first")
        assert sent == [], "who puts does not wait for it"
        slow.set()
        for number in range(5):
            outbox.put(number)

    assert sent == ["first", 0, 1, 2, 3, 4]


def test_what_goes_wrong_while_sending_is_raised_by_the_next():
    def send(thing):
        raise OSError(f"{thing} does not get through")

    outbox = Outbox(send)
    outbox.put("this")
    with pytest.raises(OSError, match="this does not get through"):
        outbox.put("that")
    outbox.close()

    outbox = Outbox(send)
    outbox.put("the last")
    with pytest.raises(OSError, match="the last does not"):
        outbox.close()
