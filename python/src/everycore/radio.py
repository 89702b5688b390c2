"""Amateur-radio logs: award standings, and QSOs as arrays."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import numpy as np

from . import _launcher
from .errors import InputError


def awards(logs: str | Path | Sequence[str | Path], **options: str | int | bool) -> dict[str, Any]:
    """Award standings of one or more ADIF logs, as ``everycore awards --json`` gives them.

    :param options: of that command, with underscores for hyphens: ``awards(log, entity="field", band="20m")``
    """
    result = _launcher.run_json(["awards", *_paths(logs), *_flags(options)])
    return dict(result)


def read_adif(
    logs: str | Path | Sequence[str | Path],
    *,
    form: Literal["arrays", "pandas", "polars"] = "arrays",
    **options: str | int | bool,
) -> Any:
    """The QSOs of one or more logs, a column a field: a dict of arrays of text, or a data frame. A field that a QSO does not
    have is an empty text. Records that are no QSOs are left out, as ``everycore adif check`` lists them.

    :param form: arrays, pandas or polars
    :param options: of the command ``everycore adif convert``
    """
    if form not in ("arrays", "pandas", "polars"):
        raise InputError(f"form = {form!r}: must be arrays, pandas or polars", "form")
    text = _launcher.run(["adif", "convert", *_paths(logs), "--format", "csv", *_flags(options)])
    if form == "pandas":
        import pandas

        return pandas.read_csv(io.BytesIO(text), dtype=str, keep_default_na=False)
    if form == "polars":
        import polars

        return polars.read_csv(text, infer_schema_length=0, missing_utf8_is_empty_string=True)
    rows = csv.reader(io.StringIO(text.decode("utf-8"), newline=""))
    try:
        names = next(rows)
    except StopIteration:
        return {}
    columns = list(zip(*rows, strict=True))
    if not columns:
        return {name: np.empty(0, dtype=str) for name in names}
    return {name: np.array(column, dtype=str) for name, column in zip(names, columns, strict=True)}


def _paths(logs: str | Path | Sequence[str | Path]) -> list[str]:
    listed = [logs] if isinstance(logs, (str, Path)) else list(logs)
    if not listed:
        raise InputError("logs is empty: name at least one", "logs")
    return [str(log) for log in listed]


def _flags(options: dict[str, str | int | bool]) -> list[str]:
    flags = []
    for name, value in options.items():
        flag = "--" + name.replace("_", "-")
        if value is True:
            flags.append(flag)
        elif value is not False and value is not None:
            flags.append(f"{flag}={value}")
    return flags
