/**
 * The load generator behind {@code ./dev.sh bench}. It works on a running server from outside only,
 * over the sockets and requests that clients use, and spends as little processor time as it can,
 * because it shares the machine with what it measures: its sockets are served by one thread without
 * a client library in between.
 */
package io.netia.bench;
