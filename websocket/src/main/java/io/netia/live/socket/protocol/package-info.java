/**
 * The frames of the Phoenix channels protocol: text of version 1 (objects) and version 2 (arrays),
 * and version 2 binary, to {@link io.netia.live.socket.protocol.Frame} records and back. {@code
 * docs/protocol.md} specifies them. Pure: knows no channel, no socket and no meaning of a topic or
 * event.
 */
@NullMarked
package io.netia.live.socket.protocol;

import org.jspecify.annotations.NullMarked;
