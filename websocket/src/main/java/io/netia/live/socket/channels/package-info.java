/**
 * What each topic pattern allows: who may join, what the client is told then, and the closed list
 * of events it may send. A channel never sees a connection or a frame. A refusal is a reply; it
 * ends neither the channel nor the socket.
 */
@NullMarked
package io.netia.live.socket.channels;

import org.jspecify.annotations.NullMarked;
