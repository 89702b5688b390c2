-- The last changes that a person made, to be taken back: each QSO's fields before (none: it was added) and after (none: it was removed).
CREATE TABLE changes (
  id INTEGER PRIMARY KEY,
  logbook INTEGER NOT NULL REFERENCES logbooks (id) ON DELETE CASCADE,
  what TEXT NOT NULL
);

CREATE TABLE changed_qsos (
  change_id INTEGER NOT NULL REFERENCES changes (id) ON DELETE CASCADE,
  qso INTEGER NOT NULL,
  fields_before TEXT,
  fields_after TEXT,
  PRIMARY KEY (change_id, qso)
);
