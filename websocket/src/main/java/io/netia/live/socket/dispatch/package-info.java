/**
 * The rules of one socket: which frame goes to which channel, what is answered when none fits, and
 * the limits. {@code docs/protocol.md} specifies them.
 */
@NullMarked
package io.netia.live.socket.dispatch;

import org.jspecify.annotations.NullMarked;
