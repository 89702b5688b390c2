"""Jobs of a cluster, over HTTP."""

from __future__ import annotations

import asyncio
import hashlib
import http.client
import io
import json
import os
import random
import ssl
import tempfile
import time
import urllib.parse
import uuid
from collections.abc import AsyncIterator, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from .errors import EverycoreError, InputError, ServerError, ServerUnreachable

_TERMINAL = frozenset({"succeeded", "failed", "cancelled"})
_RETRIED = frozenset({429, 502, 503, 504})
#: Results from this size on are mapped from a file instead of read into memory.
_MAPPED_BYTES = 64 << 20


class JobFailed(EverycoreError):
    """A job ended, and not well: ``state`` is failed or cancelled."""

    def __init__(self, message: str, state: str) -> None:
        super().__init__(message)
        self.state = state


class Client:
    """The jobs of a cluster, through one of its gateways. Every call may be repeated without harm.

    :param url: of the gateway; EVERYCORE_SERVER_URL, or http://127.0.0.1:8080
    :param token: the bearer token; EVERYCORE_SERVER_TOKEN, the file that EVERYCORE_SERVER_TOKEN_FILE names, or on this
        machine the one that the gateway wrote for its user
    :param ca: a PEM file with the authority of the gateway's certificate
    :param timeout: seconds that one request may take
    :param patience: seconds for which a server that does not answer is asked again
    """

    def __init__(
        self,
        url: str | None = None,
        token: str | None = None,
        *,
        ca: str | Path | None = None,
        timeout: float = 30.0,
        patience: float = 10.0,
    ) -> None:
        self.url = (url or os.environ.get("EVERYCORE_SERVER_URL") or "http://127.0.0.1:8080").rstrip("/")
        parts = urllib.parse.urlsplit(self.url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise InputError(f"url = {self.url}: must be http://HOST:PORT or https://HOST:PORT", "url")
        self._host = parts.hostname
        self._port = parts.port or (443 if parts.scheme == "https" else 80)
        self._prefix = parts.path
        self._tls = ssl.create_default_context(cafile=str(ca) if ca else None) if parts.scheme == "https" else None
        self._token = token or self._find_token()
        self.timeout = timeout
        self.patience = patience

    def _find_token(self) -> str | None:
        if os.environ.get("EVERYCORE_SERVER_TOKEN"):
            return os.environ["EVERYCORE_SERVER_TOKEN"]
        named = os.environ.get("EVERYCORE_SERVER_TOKEN_FILE")
        if named:
            return Path(named).read_text().strip()
        if self._host in ("127.0.0.1", "localhost", "::1"):
            state = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")
            file = state / "everycore" / f"gateway-{self._port}.token"
            if file.is_file():
                return file.read_text().strip()
        return None

    # --- jobs ---

    def submit(self, job: Mapping[str, Any], *, job_id: str | None = None) -> Job:
        """Hands in a job (the content of a job file). Paths and arrays in its spec are sent ahead.

        A job gets an id before it is sent, so that a lost answer does not make two jobs.
        """
        sent = dict(job)
        sent["jobId"] = job_id or sent.get("jobId") or uuid.uuid4().hex
        sent["spec"] = self._with_blobs(job.get("spec", {}))
        answer = self.request("POST", "/api/v1/jobs", json.dumps(sent).encode(), "application/json")
        return Job(self, str(answer["job"]))

    def job(self, job_id: str) -> Job:
        """A job that was handed in before."""
        return Job(self, job_id)

    def list(
        self, *, states: list[str] | None = None, kind: str | None = None, limit: int = 100
    ) -> list[dict[str, Any]]:
        """Jobs, newest first."""
        query = {"limit": str(limit)}
        if states:
            query["state"] = ",".join(states)
        if kind:
            query["kind"] = kind
        answer = self.request("GET", "/api/v1/jobs?" + urllib.parse.urlencode(query))
        return list(answer["jobs"])

    def kinds(self) -> Any:
        """The kinds of job that the cluster knows."""
        return self.request("GET", "/api/v1/kinds")

    def cluster(self) -> Any:
        """Its nodes."""
        return self.request("GET", "/api/v1/cluster")

    def upload(self, content: bytes | Path, name: str | None = None) -> dict[str, str]:
        """Sends a file ahead, unless it is there; what comes back stands for it in a spec."""
        data = content.read_bytes() if isinstance(content, Path) else content
        digest = hashlib.sha256(data).hexdigest()
        path = f"/api/v1/blobs/{digest}"
        try:
            self.request("HEAD", path)
        except ServerError as refused:
            if refused.status != 404:
                raise
            self.request("PUT", path, data, "application/octet-stream")
        named = name or (content.name if isinstance(content, Path) else None)
        return {"blob": digest, **({"name": named} if named else {})}

    def _with_blobs(self, value: Any) -> Any:
        if isinstance(value, Path):
            return self.upload(value)
        if isinstance(value, np.ndarray):
            buffer = io.BytesIO()
            np.save(buffer, np.ascontiguousarray(value, dtype=np.float64))
            return self.upload(buffer.getvalue(), "array.npy")
        if isinstance(value, Mapping):
            return {key: self._with_blobs(part) for key, part in value.items()}
        if isinstance(value, (list, tuple)):
            return [self._with_blobs(part) for part in value]
        return value

    # --- requests ---

    def request(self, method: str, path: str, body: bytes | None = None, media: str | None = None) -> Any:
        """Sends a request and reads its JSON answer; asks again while a server is not there or busy."""
        with self.open(method, path, body, media) as response:
            data = response.read()
        return json.loads(data) if data else None

    def open(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        media: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> _Response:
        """As :meth:`request`, with the answer's body still to be read."""
        until = time.monotonic() + self.patience
        wait = 0.1
        while True:
            retry_after = 0.0
            try:
                response = self._once(method, path, body, media, headers)
                if response.status < 400:
                    return response
                trouble: EverycoreError = _refusal(response)
                retry_after = float(response.headers.get("Retry-After") or 0)
                response.close()
                if response.status not in _RETRIED:
                    raise trouble
            except ConnectionRefusedError as refused:
                raise ServerUnreachable(
                    f"no server answers at {self.url}: start one with 'everycore node'"
                ) from refused
            except OSError as broken:
                trouble = ServerUnreachable(f"no server answers at {self.url}: {broken}")
            pause = max(retry_after, wait * (0.5 + random.random()))
            if time.monotonic() + pause > until:
                raise trouble
            time.sleep(pause)
            wait = min(2.0, wait * 2)

    def _once(
        self, method: str, path: str, body: bytes | None, media: str | None, headers: Mapping[str, str] | None
    ) -> _Response:
        connection: http.client.HTTPConnection
        if self._tls is not None:
            connection = http.client.HTTPSConnection(self._host, self._port, timeout=self.timeout, context=self._tls)
        else:
            connection = http.client.HTTPConnection(self._host, self._port, timeout=self.timeout)
        sent = {"Accept": "application/json", **(headers or {})}
        if media:
            sent["Content-Type"] = media
        if self._token:
            sent["Authorization"] = f"Bearer {self._token}"
        try:
            connection.request(method, self._prefix + path, body, sent)
            return _Response(connection, connection.getresponse())
        except BaseException:
            connection.close()
            raise


class _Response:
    """An answer, and the connection that goes with it."""

    def __init__(self, connection: http.client.HTTPConnection, answer: http.client.HTTPResponse) -> None:
        self._connection = connection
        self._answer = answer
        self.status = answer.status
        self.headers = answer.headers

    def read(self, size: int = -1) -> bytes:
        return self._answer.read() if size < 0 else self._answer.read(size)

    def lines(self) -> Iterator[str]:
        for line in self._answer:
            yield line.decode("utf-8").rstrip("\r\n")

    def close(self) -> None:
        self._connection.close()

    def __enter__(self) -> _Response:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _refusal(response: _Response) -> ServerError:
    text = response.read().decode("utf-8", "replace")
    try:
        error = json.loads(text)["error"]
        return ServerError(error["message"], response.status, error.get("code", ""), error.get("field"))
    except (ValueError, KeyError, TypeError):
        return ServerError(f"the server answered {response.status}", response.status)


class Job:
    """A job of a cluster."""

    def __init__(self, client: Client, job_id: str) -> None:
        self.client = client
        self.id = job_id

    @property
    def _path(self) -> str:
        return "/api/v1/jobs/" + urllib.parse.quote(self.id, safe="")

    def status(self) -> dict[str, Any]:
        """All that the cluster says of it."""
        return dict(self.client.request("GET", self._path))

    @property
    def state(self) -> str:
        """queued, running, succeeded, failed or cancelled."""
        return str(self.status()["state"])

    def wait(self, timeout: float | None = None) -> dict[str, Any]:
        """Until it ends; then its status. Fails with :class:`JobFailed` when it did not end well."""
        until = None if timeout is None else time.monotonic() + timeout
        pause = 0.02
        while True:
            status = self.status()
            if status["state"] in _TERMINAL:
                if status["state"] != "succeeded":
                    raise JobFailed(f"job {self.id} {status['state']}: {status.get('error')}", status["state"])
                return status
            if until is not None and time.monotonic() > until:
                raise TimeoutError(f"job {self.id} is {status['state']} after {timeout} s")
            time.sleep(pause)
            pause = min(1.0, pause * 1.5)

    async def wait_async(self, timeout: float | None = None) -> dict[str, Any]:
        """As :meth:`wait`, for asyncio."""
        return await asyncio.to_thread(self.wait, timeout)

    def events(self, after: int | None = None) -> Iterator[dict[str, Any]]:
        """What happens to it, from the beginning (or after a number) to its end; goes on where a connection broke."""
        last = after
        failures = 0
        while True:
            headers = {"Accept": "text/event-stream"}
            if last is not None:
                headers["Last-Event-ID"] = str(last)
            try:
                with self.client.open("GET", self._path + "/events", headers=headers) as response:
                    for event in _server_sent(response.lines()):
                        failures = 0
                        last = event.get("id", last)
                        yield event
                        if event["event"] == "end" or event.get("state") in _TERMINAL:
                            return
            except (OSError, http.client.HTTPException):
                failures += 1
                if failures > 5:
                    raise
            if self.state in _TERMINAL:
                return
            time.sleep(min(2.0, 0.2 * 2**failures))

    async def events_async(self, after: int | None = None) -> AsyncIterator[dict[str, Any]]:
        """As :meth:`events`, for asyncio."""
        events = self.events(after)
        end = object()
        while (event := await asyncio.to_thread(next, events, end)) is not end:
            yield event  # type: ignore[misc]

    def cancel(self) -> None:
        """Ends it."""
        self.client.request("POST", self._path + "/cancel")

    def result_bytes(self) -> bytes:
        """The result as it is."""
        with self.client.open("GET", self._path + "/result", headers={"Accept": "*/*"}) as response:
            return response.read()

    def save(self, file: str | Path) -> Path:
        """Writes the result to a file, which appears when it is whole."""
        path = Path(file)
        with self.client.open("GET", self._path + "/result", headers={"Accept": "*/*"}) as response:
            handle, part = tempfile.mkstemp(dir=path.parent, prefix="." + path.name)
            try:
                with os.fdopen(handle, "wb") as out:
                    while piece := response.read(1 << 20):
                        out.write(piece)
                os.replace(part, path)
            except BaseException:
                os.unlink(part)
                raise
        return path

    def result(self) -> Any:
        """The result: an array (mapped from a temporary file when it is large), a JSON object, or bytes."""
        with self.client.open("GET", self._path + "/result", headers={"Accept": "*/*"}) as response:
            media = (response.headers.get("Content-Type") or "").split(";")[0]
            length = int(response.headers.get("Content-Length") or 0)
            if length < _MAPPED_BYTES:
                data = response.read()
                if data.startswith(b"\x93NUMPY"):
                    return np.load(io.BytesIO(data), allow_pickle=False)
                if data.startswith(b"PK\x03\x04"):
                    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
                        return dict(arrays)
                return json.loads(data) if media == "application/json" else data
            with tempfile.NamedTemporaryFile(suffix=".npy", delete=False) as out:
                while piece := response.read(1 << 20):
                    out.write(piece)
        try:
            return np.load(out.name, mmap_mode="r", allow_pickle=False)
        finally:
            # A mapped file stays readable without its name.
            os.unlink(out.name)

    def __repr__(self) -> str:
        return f"Job({self.id!r} at {self.client.url})"


def _server_sent(lines: Iterator[str]) -> Iterator[dict[str, Any]]:
    ident: int | None = None
    kind = "message"
    data: list[str] = []
    for line in lines:
        if not line:
            if data:
                event = json.loads("\n".join(data))
                yield {**event, "event": kind, **({"id": ident} if ident is not None else {})}
            kind, data = "message", []
        elif line.startswith("id:"):
            ident = int(line[3:].strip())
        elif line.startswith("event:"):
            kind = line[6:].strip()
        elif line.startswith("data:"):
            data.append(line[5:].strip())
