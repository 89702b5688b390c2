-- Jobs, what is done of them, and the fence that keeps all supervisors but the newest from writing.
-- Times are milliseconds since 1970 (UTC). row_hash is the SHA-256 of the row's other columns, checked at every read.

CREATE TABLE fence (
    id    INTEGER PRIMARY KEY,
    epoch BIGINT NOT NULL
);
INSERT INTO fence (id, epoch) VALUES (1, 0);

CREATE TABLE epochs (
    epoch       BIGINT PRIMARY KEY,
    holder      VARCHAR(500) NOT NULL,
    acquired_at BIGINT NOT NULL
);

CREATE TABLE jobs (
    id            ${id_type} PRIMARY KEY,
    kind          VARCHAR(200) NOT NULL,
    request       VARCHAR NOT NULL,
    strategy      VARCHAR(200) NOT NULL,
    family        VARCHAR(200) NOT NULL,
    inputs        VARCHAR NOT NULL,
    submitted_at  BIGINT NOT NULL,
    submitted_by  VARCHAR(200) NOT NULL,
    state         VARCHAR(20) NOT NULL,
    started_at    BIGINT,
    ended_at      BIGINT,
    error         VARCHAR,
    report        VARCHAR,
    result_sha256 VARCHAR(64),
    result_bytes  BIGINT,
    result_media  VARCHAR(200),
    result_name   VARCHAR(500),
    result_inline BYTEA,
    row_hash      VARCHAR(64) NOT NULL
);
CREATE INDEX jobs_by_age ON jobs (submitted_at, id);
CREATE INDEX jobs_by_state ON jobs (state);
CREATE INDEX jobs_by_end ON jobs (ended_at);

CREATE TABLE checkpoints (
    job_id     ${id_type} PRIMARY KEY,
    next_round INTEGER NOT NULL,
    inline     BYTEA,
    blob       VARCHAR(64),
    length     BIGINT NOT NULL,
    row_hash   VARCHAR(64) NOT NULL
);

CREATE TABLE chunks (
    job_id      ${id_type} NOT NULL,
    round       INTEGER NOT NULL,
    first_chunk BIGINT NOT NULL,
    end_chunk   BIGINT NOT NULL,
    inline      BYTEA,
    blob        VARCHAR(64),
    length      BIGINT NOT NULL,
    row_hash    VARCHAR(64) NOT NULL,
    PRIMARY KEY (job_id, round, first_chunk)
);
