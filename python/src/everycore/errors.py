"""What can go wrong, as exceptions that say what to do about it."""

from __future__ import annotations


class EverycoreError(Exception):
    """Any error of this package."""


class NotInstalledError(EverycoreError):
    """No everycore was found on this machine."""


class InputError(EverycoreError, ValueError):
    """What was handed in cannot be used. ``field`` names the part that is wrong, where there is one."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


class EngineError(EverycoreError):
    """The engine failed at a request that was in order."""


class EngineDied(EngineError):
    """The engine's process ended in the middle of a call. The next call starts a new one."""


class CommandError(EverycoreError):
    """A command failed: ``status`` is its exit code."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


class ServerError(EverycoreError):
    """A server refused a request: ``status`` is that of HTTP, ``code`` the server's own word for it."""

    def __init__(self, message: str, status: int, code: str = "", field: str | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.field = field


class ServerUnreachable(EverycoreError):
    """No server answers at the address."""
