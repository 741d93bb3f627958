/**
 * What each kind of topic allows: who may join, the reply to the join, and the closed list of
 * events that a client may send; {@code docs/protocol.md} specifies them. A channel never sees a
 * connection or a frame. A refusal is a reply; it ends neither the channel nor the socket.
 */
@NullMarked
package io.netia.live.socket.channels;

import org.jspecify.annotations.NullMarked;
