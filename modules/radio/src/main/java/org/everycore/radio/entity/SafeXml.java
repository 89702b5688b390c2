package org.everycore.radio.entity;

import javax.xml.stream.XMLInputFactory;

/** How XML from anybody is read: without document types and without entities, which could name files and grow without end. */
public final class SafeXml {
    private SafeXml() {}

    /** A factory of readers; it is not shared between threads. */
    public static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        return factory;
    }
}
