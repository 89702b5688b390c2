package org.everycore.runtime.wire;

/** Everything that may cross from one node to another; each type has an id in the serializer's table. */
public sealed interface WireMessage permits ToClient, ToJob, ToPool, ToSupervisor {}
