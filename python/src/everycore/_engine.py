"""The engine's process: started when it is first needed, ended with this one."""

from __future__ import annotations

import atexit
import collections
import contextlib
import os
import shutil
import socket
import subprocess
import tempfile
import threading
import weakref
from collections.abc import Mapping
from typing import IO, Any

from numpy.typing import ArrayLike

from . import _frames, _launcher
from .errors import EngineDied, EngineError, InputError

PROTOCOL = 1
_START_SECONDS = 120.0


class _Socket:
    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection

    def send(self, parts: list[Any]) -> None:
        for part in parts:
            self._connection.sendall(part)

    def receive(self, into: memoryview) -> None:
        while len(into):
            got = self._connection.recv_into(into)
            if not got:
                raise EOFError
            into = into[got:]

    def close(self) -> None:
        self._connection.close()


class _Pipe:
    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdin is not None and process.stdout is not None
        self._in: IO[bytes] = process.stdin
        self._out: IO[bytes] = process.stdout

    def send(self, parts: list[Any]) -> None:
        for part in parts:
            self._in.write(part)
        self._in.flush()

    def receive(self, into: memoryview) -> None:
        while len(into):
            got = self._out.readinto(into)  # type: ignore[attr-defined]
            if not got:
                raise EOFError
            into = into[got:]

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._in.close()


class Engine:
    """A process of everycore that keeps circuits compiled, and answers this one.

    One is made and shared by all generators unless they are given another. It starts at the first call, ends with this
    process, and starts again if it died. A forked process starts its own.

    :param workers: threads that compute one call
    :param pipe: talk over a pipe; where there are no Unix sockets that is the way in any case
    """

    def __init__(self, workers: int = 1, *, pipe: bool = False) -> None:
        if workers < 1:
            raise InputError(f"workers = {workers}: must be at least 1", "workers")
        self.workers = workers
        self._pipe = pipe or not hasattr(socket, "AF_UNIX")
        self._lock = threading.RLock()
        self._process: subprocess.Popen[bytes] | None = None
        self._stream: _Socket | _Pipe | None = None
        self._folder: str | None = None
        self._owner = os.getpid()
        self._version: dict[str, Any] = {}
        #: Counts the processes: a session of an earlier one is gone.
        self.generation = 0
        # Sessions whose owners are gone. A finalizer may run in the middle of a request, so it only leaves a note here.
        self._unowned: collections.deque[tuple[int, int]] = collections.deque()
        _engines.add(self)

    def request(self, op: str, arrays: Mapping[str, ArrayLike] | None = None, /, **head: Any) -> _frames.Answer:
        """Asks and waits for the answer. One call at a time; others wait."""
        with self._lock:
            self._ensure()
            assert self._stream is not None
            try:
                while self._unowned:
                    generation, session = self._unowned.popleft()
                    if generation == self.generation:
                        _frames.write(self._stream, {"op": "close", "session": session}, {})
                        _frames.read(self._stream)
                _frames.write(self._stream, {"op": op, **head}, arrays or {})
                answer = _frames.read(self._stream)
            except (EOFError, OSError) as trouble:
                raise self._died() from trouble
            except BaseException:
                # An interrupt in the middle of a frame: the stream cannot be read on, so the process is given up.
                self._stop()
                raise
        error = answer.head.get("error")
        if error is None:
            return answer
        if error["code"] == "bad_input":
            raise InputError(error["message"], error.get("field"))
        raise EngineError(f"{error['message']} ({error['code']})")

    def close_with(self, owner: object, session: int) -> None:
        """Closes a session of the running engine some time after its owner is gone."""
        weakref.finalize(owner, self._unowned.append, (self.generation, session)).atexit = False

    @property
    def version(self) -> dict[str, Any]:
        """Version, Java, workers and process id of the running engine."""
        with self._lock:
            self._ensure()
            return dict(self._version)

    @property
    def pid(self) -> int:
        """Process id of the engine."""
        return int(self.version["pid"])

    def ensure(self) -> int:
        """Starts the engine if it does not run, and says which one it is, by its generation."""
        with self._lock:
            self._ensure()
            return self.generation

    def _ensure(self) -> None:
        if self._owner != os.getpid():
            # A forked child has the parent's process and stream, which it must leave alone.
            self._process = None
            self._stream = None
            self._folder = None
            self._owner = os.getpid()
        if self._process is not None and self._process.poll() is None and self._stream is not None:
            return
        self._stop()
        self._start()

    def _start(self) -> None:
        command = [_launcher.find(), "engine", "--workers", str(self.workers)]
        if self._pipe:
            command.append("--pipe")
        else:
            self._folder = tempfile.mkdtemp(prefix="everycore-")
            path = os.path.join(self._folder, "engine.sock")
            command += ["--socket", path]
        errors = tempfile.TemporaryFile()
        # No archive of classes is made in a call of somebody who waits. A session of its own: Ctrl-C is for this process, which tells the engine what it needs to know.
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            env={**_launcher.environment(), "EVERYCORE_CDS": os.environ.get("EVERYCORE_CDS", "off")},
            start_new_session=True,
        )
        try:
            if self._pipe:
                self._stream = _Pipe(self._process)
            else:
                assert self._process.stdout is not None
                if self._process.stdout.readline().strip() != b"ready":
                    raise EOFError
                connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
                connection.connect(path)
                self._stream = _Socket(connection)
            self.generation += 1
            _frames.write(self._stream, {"op": "hello", "protocol": PROTOCOL}, {})
            hello = _frames.read(self._stream).head
        except (EOFError, OSError) as trouble:
            self._process.kill()
            status = self._process.wait()
            errors.seek(0)
            self._stop()
            raise _launcher.failure(errors.read().decode("utf-8", "replace"), status) from trouble
        except BaseException:
            self._stop()
            raise
        finally:
            errors.close()
        if "error" in hello:
            self._stop()
            raise EngineError(hello["error"]["message"])
        self._version = hello

    def _died(self) -> EngineDied:
        process = self._process
        status: int | None = None
        if process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                status = process.wait(timeout=1)
        self._stop()
        how = f"was ended by signal {-status}" if status is not None and status < 0 else f"ended with status {status}"
        return EngineDied(f"the engine's process {how} in the middle of a call; the next call starts a new one")

    def _stop(self) -> None:
        if self._stream is not None:
            self._stream.close()
            self._stream = None
        process = self._process
        if process is not None and self._owner == os.getpid():
            for end in (process.stdin, process.stdout):
                if end is not None:
                    with contextlib.suppress(OSError):
                        end.close()
            try:
                process.wait(timeout=0.5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self._process = None
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    def close(self) -> None:
        """Ends the process. A later call starts another."""
        with self._lock:
            if self._owner == os.getpid():
                self._stop()

    def __enter__(self) -> Engine:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __getstate__(self) -> dict[str, Any]:
        return {"workers": self.workers, "pipe": self._pipe}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__init__(state["workers"], pipe=state["pipe"])  # type: ignore[misc]


_engines: weakref.WeakSet[Engine] = weakref.WeakSet()
_default: Engine | None = None
_default_lock = threading.Lock()


def default_engine() -> Engine:
    """The engine that all share who name none."""
    global _default
    with _default_lock:
        if _default is None:
            _default = Engine()
        return _default


@atexit.register
def _close_all() -> None:
    for engine in list(_engines):
        engine.close()


def _after_fork() -> None:
    # Locks may have been held by threads that the child does not have.
    global _default_lock
    _default_lock = threading.Lock()
    for engine in list(_engines):
        engine._lock = threading.RLock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
