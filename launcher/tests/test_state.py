import os
import stat

from launcher.processes import Identity
from launcher.run import state
from launcher.run.state import Keeper, PartState, Settings, State


def example():
    me = Identity.of(os.getpid())
    alive = PartState(me.pid, me.started, "f", {"address": "a"}, "live", ["region"])
    recycled = PartState(me.pid, "another boot:1", "f", {}, "live")
    known = {"alive": alive, "recycled": recycled}
    keeper = Keeper(me.pid, me.started, detached=True)
    return State(state.READY, Settings(port=9), {"x": 1}, known, keeper)


def test_what_is_saved_is_loaded(tmp_path):
    state.save(tmp_path / "state.json", example())

    assert state.load(tmp_path / "state.json") == example()


def test_only_processes_with_the_recorded_start_count_as_alive():
    assert example().alive().keys() == {"alive"}


def test_a_keeper_counts_while_its_process_lives():
    found = example()
    assert found.kept()
    found.keeper.started = "another boot:1"
    assert not found.kept()
    assert not State().kept()


def test_a_torn_or_foreign_file_counts_as_none(tmp_path):
    file = tmp_path / "state.json"
    for text in ("", '{"version": 2, "phase"', "[]", '{"version": 99}', '{"version": 2}'):
        file.write_text(text)
        assert state.load(file) is None


def test_others_cannot_read_it(tmp_path):
    state.save(tmp_path / "state.json", State())

    assert stat.S_IMODE((tmp_path / "state.json").stat().st_mode) == 0o600
