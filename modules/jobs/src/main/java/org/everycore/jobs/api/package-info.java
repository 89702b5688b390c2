/**
 * The bodies of the HTTP API: the gateway writes these records, clients read them, and the schemas of its OpenAPI document are
 * made from them. What stands in a body is said here and nowhere else; a field may be added, none changes its meaning.
 */
package org.everycore.jobs.api;
