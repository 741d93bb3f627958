/**
 * How the log reads: one line per event, so that {@code grep} answers questions. The classes are in
 * a jar of their own on the boot class path, because the log manager is there before the server's
 * library folder is.
 */
package io.netia.logging;
