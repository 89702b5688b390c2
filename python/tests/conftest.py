"""Shared by the tests: one engine for all of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import everycore as ec


@pytest.fixture(scope="session")
def engine() -> Iterator[ec.Engine]:
    with ec.Engine() as running:
        yield running
