"""Logs: standings and columns."""

from __future__ import annotations

from pathlib import Path

import pytest

import everycore as ec

LOG = """<EOH>
<CALL:4>W1AW <QSO_DATE:8>20240101 <TIME_ON:4>1200 <BAND:3>20m <MODE:2>CW <DXCC:3>291 <LOTW_QSL_RCVD:1>Y <EOR>
<CALL:6>PY5LOG <QSO_DATE:8>20240102 <TIME_ON:4>1201 <BAND:3>15m <MODE:3>FT8 <DXCC:3>108 <NAME:6>Renée! <EOR>
"""


@pytest.fixture
def log(tmp_path: Path) -> Path:
    file = tmp_path / "log.adi"
    file.write_text(LOG, encoding="utf-8")
    return file


def test_awards(log: Path) -> None:
    standing = ec.awards(log, entity="field")
    assert standing["qsos"] == 2
    assert standing["awards"]["DXCC"]["all"] == {"worked": 2, "confirmed": 1}


def test_columns(log: Path) -> None:
    columns = ec.read_adif(log)
    assert columns["CALL"].tolist() == ["W1AW", "PY5LOG"]
    assert columns["NAME"].tolist() == ["", "Renée!"]


def test_what_is_no_log_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ec.InputError, match=r"missing\.adi"):
        ec.awards(tmp_path / "missing.adi")
    with pytest.raises(ec.InputError, match="form"):
        ec.read_adif("x.adi", form="excel")  # type: ignore[arg-type]


def test_machine() -> None:
    assert ec.cpu_info()["logicalCores"] >= 1
    assert ec.optimal_workers("io", cap=1) == 1
    assert ec.optimal_batch_size(50) == 50
    assert ec.optimal_batch_size(1_000_000, workers=4) == 10_000
    assert ec.optimal_batch_size(6000, workers=4) == 500
