"""The engine's process: what happens when it dies, forks, is interrupted, or is called a great deal."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time

import numpy as np
import pytest

import everycore as ec


def small(engine: ec.Engine) -> ec.Generator:
    return ec.Generator(modes=1, cutoff=4, seed=3, engine=engine)


Z = np.array([[0.1, -0.3], [0.4, 0.2]])


def test_killed_engine_gives_one_error_and_starts_again() -> None:
    with ec.Engine() as engine:
        generator = small(engine)
        before = generator(Z)
        os.kill(engine.pid, signal.SIGKILL)
        # Whether the death is seen before the call or in it is a matter of moments.
        try:
            assert np.array_equal(generator(Z), before)
        except ec.EngineDied as died:
            assert "signal 9" in str(died)
        assert np.array_equal(generator(Z), before)
        assert engine.generation == 2


def test_death_in_the_middle_of_a_call() -> None:
    with ec.Engine() as engine:
        generator = ec.Generator(modes=3, cutoff=12, layers=6, engine=engine)
        pid = engine.pid
        threading.Timer(1.0, os.kill, (pid, signal.SIGKILL)).start()
        with pytest.raises(ec.EngineDied, match="the next call starts a new one"):
            generator.sample(1_000_000)
        assert generator.sample(2).shape == (2, 3)


def test_tapes_survive_the_engine() -> None:
    with ec.Engine() as engine:
        generator = small(engine)
        tape = generator.forward(Z)
        expected = tape.vjp(np.ones((2, 1)))[0]
        engine.close()
        assert np.array_equal(tape.vjp(np.ones((2, 1)))[0], expected)


def test_pipe_gives_the_same() -> None:
    with ec.Engine(pipe=True) as pipe, ec.Engine() as socket:
        assert np.array_equal(small(pipe)(Z), small(socket)(Z))


def _in_child(generator: ec.Generator, expected: np.ndarray, parent: int) -> None:
    ok = np.array_equal(generator(Z), expected) and generator.engine.pid != parent
    generator.engine.close()
    os._exit(0 if ok else 1)


def test_a_forked_process_has_an_engine_of_its_own(engine: ec.Engine) -> None:
    generator = small(engine)
    expected = generator(Z)
    child = multiprocessing.get_context("fork").Process(target=_in_child, args=(generator, expected, engine.pid))
    child.start()
    child.join(60)
    assert child.exitcode == 0
    assert np.array_equal(generator(Z), expected)


def test_nothing_is_left_behind() -> None:
    script = (
        "import everycore as ec, sys; g = ec.Generator(modes=1, cutoff=4); g([[0.1, 0.2]]);"
        "print(g.engine.pid, g.engine._folder); sys.stdout.flush();"
    )
    for ending in ("", "import os; os.kill(os.getpid(), 9)"):
        done = subprocess.run([sys.executable, "-c", script + ending], capture_output=True, text=True)
        pid, folder = done.stdout.split()
        until = time.monotonic() + 20
        while _alive(int(pid)) and time.monotonic() < until:
            time.sleep(0.05)
        assert not _alive(int(pid)), f"the engine outlived its owner ({ending or 'end'})"
        if not ending:
            assert not os.path.exists(folder)


def _alive(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_an_interrupt_leaves_a_working_generator() -> None:
    script = """
import signal, threading, os, numpy as np, everycore as ec
g = ec.Generator(modes=3, cutoff=12, layers=6)
small = g.sample(2)
threading.Timer(1.0, os.kill, (os.getpid(), signal.SIGINT)).start()
try:
    g.sample(1_000_000)
    print("not interrupted")
except KeyboardInterrupt:
    print("interrupted", np.array_equal(g.sample(2), small))
"""
    # Whoever runs the tests may ignore the signal, which children inherit.
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n" + script,
        ],
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.stdout.split() == ["interrupted", "True"], done.stderr


def test_threads_take_turns(engine: ec.Engine) -> None:
    generator = small(engine)
    expected = generator(Z)
    wrong = []

    def call() -> None:
        for _ in range(50):
            if not np.array_equal(generator(Z), expected):
                wrong.append(1)

    threads = [threading.Thread(target=call) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_many_calls_leak_nothing(engine: ec.Engine) -> None:
    generator = small(engine)

    def calls(n: int) -> None:
        for _ in range(n):
            tape = generator.forward(Z)
            tape.vjp(tape.values)

    calls(500)
    files = len(os.listdir(f"/proc/{engine.pid}/fd"))
    threads = len(os.listdir(f"/proc/{engine.pid}/task"))
    own = len(os.listdir("/proc/self/fd"))
    calls(int(os.environ.get("TEST_CALLS", "2000")) // 2)
    assert len(os.listdir(f"/proc/{engine.pid}/fd")) <= files + 2
    assert len(os.listdir(f"/proc/{engine.pid}/task")) <= threads + 4
    assert len(os.listdir("/proc/self/fd")) <= own


def test_generators_that_go_are_closed(engine: ec.Engine) -> None:
    for _ in range(1200):
        small(engine)
    assert small(engine)(Z).shape == (2, 1)


def test_without_everycore_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setenv("EVERYCORE_HOME", str(tmp_path))
    with pytest.raises(ec.NotInstalledError, match="EVERYCORE_HOME is"), ec.Engine() as engine:
        small(engine)
