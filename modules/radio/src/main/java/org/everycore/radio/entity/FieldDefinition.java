package org.everycore.radio.entity;

/** A field of ADIF: its name, data type and the enumeration or range that its values come from (empty: none). */
public record FieldDefinition(
        String name,
        String type,
        String enumeration,
        boolean header,
        boolean importOnly,
        String least,
        String greatest) {
    public FieldDefinition {
        if (name.isEmpty() || type.isEmpty()) {
            throw new IllegalArgumentException("field " + name + " of type " + type + ": something is missing");
        }
    }
}
