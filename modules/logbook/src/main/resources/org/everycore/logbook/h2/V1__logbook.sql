-- One logbook a station. revision counts every change; rewritten is the revision of the last change other than an addition.
CREATE TABLE logbooks (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name VARCHAR(1000) NOT NULL UNIQUE,
  revision BIGINT NOT NULL DEFAULT 0,
  rewritten BIGINT NOT NULL DEFAULT 0
);

-- The key's order is that of time, so that a log comes in nearly sequentially and goes out without sorting.
CREATE TABLE qsos (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  logbook BIGINT NOT NULL REFERENCES logbooks (id) ON DELETE CASCADE,
  qso_day INTEGER NOT NULL,
  qso_minute INTEGER NOT NULL,
  callsign VARCHAR(1000) NOT NULL,
  band VARCHAR(1000) NOT NULL,
  emission VARCHAR(1000) NOT NULL,
  grid VARCHAR(1000) NOT NULL,
  dxcc INTEGER NOT NULL,
  confirmed INTEGER NOT NULL,
  fields CHARACTER LARGE OBJECT NOT NULL,
  CONSTRAINT qso_key UNIQUE (logbook, qso_day, qso_minute, callsign, band, emission)
);

-- An import is known by its content; a part is the share of one writer and says how far it has come.
CREATE TABLE imports (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  logbook BIGINT NOT NULL REFERENCES logbooks (id) ON DELETE CASCADE,
  content VARCHAR(1000) NOT NULL,
  source VARCHAR(1000) NOT NULL,
  parts INTEGER NOT NULL,
  state VARCHAR(1000) NOT NULL,
  CONSTRAINT import_key UNIQUE (logbook, content)
);

CREATE TABLE import_parts (
  import BIGINT NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
  part INTEGER NOT NULL,
  records_done BIGINT NOT NULL,
  bytes_done BIGINT NOT NULL,
  added BIGINT NOT NULL,
  duplicates BIGINT NOT NULL,
  merged BIGINT NOT NULL,
  PRIMARY KEY (import, part)
);

-- Tallies kept between looks: what they are, the revision they stand at and the last QSO they hold.
CREATE TABLE standings (
  logbook BIGINT NOT NULL REFERENCES logbooks (id) ON DELETE CASCADE,
  name VARCHAR(1000) NOT NULL,
  revision BIGINT NOT NULL,
  last_qso BIGINT NOT NULL,
  tally BINARY LARGE OBJECT NOT NULL,
  PRIMARY KEY (logbook, name)
);
