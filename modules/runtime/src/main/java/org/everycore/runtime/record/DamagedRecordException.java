package org.everycore.runtime.record;

/** Says that a stored record is not what was written; names the table and the record. */
public final class DamagedRecordException extends StoreException {
    private static final long serialVersionUID = 1L;

    private final String table;
    private final String key;

    public DamagedRecordException(String table, String key, String detail) {
        super("the record " + key + " of table " + table + " is damaged: " + detail);
        this.table = table;
        this.key = key;
    }

    public String table() {
        return table;
    }

    public String key() {
        return key;
    }
}
