-- Whose the newest epoch is, and until when (milliseconds since 1970, by the database's clock) others respect it.

ALTER TABLE fence ADD COLUMN holder VARCHAR(500) DEFAULT '' NOT NULL;
ALTER TABLE fence ADD COLUMN leased_until BIGINT DEFAULT 0 NOT NULL;
