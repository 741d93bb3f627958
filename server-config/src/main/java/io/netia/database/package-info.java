/**
 * How the server reaches PostgreSQL: the data source classes behind {@code jdbc/netia} and {@code
 * jdbc/netia-owner}. They read their address from the environment themselves, so no server, script
 * or unit file has to take a {@code DATABASE_URL} apart. The jar lies beside the driver in the
 * server's library folder.
 */
@NullMarked
package io.netia.database;

import org.jspecify.annotations.NullMarked;
