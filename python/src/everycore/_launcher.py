"""Finds the everycore command and runs it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from .errors import CommandError, InputError, NotInstalledError, ServerUnreachable

_REMEDY = (
    "no everycore was found: set EVERYCORE_HOME to its folder (a source tree or an unpacked distribution), "
    "or put the everycore command on PATH"
)


def find() -> str:
    """Path of the everycore command: below EVERYCORE_HOME, on PATH, or in ~/.local/share/everycore."""
    home = os.environ.get("EVERYCORE_HOME")
    if home:
        for place in (Path(home) / "everycore", Path(home) / "bin" / "everycore"):
            if place.is_file() and os.access(place, os.X_OK):
                return str(place)
        raise NotInstalledError(f"EVERYCORE_HOME is {home}, where neither everycore nor bin/everycore can be run")
    found = shutil.which("everycore")
    if found and not _is_this_package(found):
        return found
    share = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "everycore"
    for place in (share / "bin" / "everycore", share / "everycore", *_around()):
        if place.is_file() and os.access(place, os.X_OK):
            return str(place)
    raise NotInstalledError(_REMEDY)


def _is_this_package(command: str) -> bool:
    return Path(command).resolve().parent == Path(sys.executable).parent


def _around() -> list[Path]:
    """The source tree that this file is part of, where it is used from there (as by an editable install)."""
    here = Path(__file__).resolve()
    return [tree / "everycore" for tree in here.parents if (tree / "pom.xml").is_file()]


def environment() -> dict[str, str]:
    """The environment of a command that no person watches."""
    return {**os.environ, "NO_COLOR": "1"}


def run(arguments: list[str], *, stdin: bytes | None = None, on_line: Any = None, cwd: str | None = None) -> bytes:
    """What a command writes to standard output. Ctrl-C reaches it too, and it tidies up."""
    command = [find(), *arguments]
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE if stdin is not None else subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
        cwd=cwd,
    )
    try:
        out, err = process.communicate(stdin)
    except KeyboardInterrupt:
        process.terminate()
        process.wait()
        raise
    if process.returncode:
        raise failure(err.decode("utf-8", "replace"), process.returncode)
    return out


def run_json(arguments: list[str], **options: Any) -> Any:
    """What a command prints with --json."""
    return json.loads(run([*arguments, "--json"], **options))


def failure(err: str, status: int) -> Exception:
    """The exception for a command's exit code, with the last line that it wrote."""
    lines = [line for line in err.splitlines() if line.strip() and not line.startswith("WARNING: Using incubator")]
    message = lines[-1].removeprefix("everycore: ") if lines else f"everycore ended with status {status}"
    if status == 2:
        return InputError(message)
    if status == 3:
        return KeyboardInterrupt(message)  # type: ignore[return-value]
    if status == 4:
        return ServerUnreachable(message)
    return CommandError(message, status)
