/**
 * Who connects, and all open sockets of this node, whatever carries their frames. Knows no
 * container.
 */
@NullMarked
package io.netia.live.socket.connect;

import org.jspecify.annotations.NullMarked;
