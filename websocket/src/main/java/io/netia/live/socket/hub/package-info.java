/**
 * The topics of this node, their subscribers, and the queues to the clients (backpressure: bounded,
 * and a client that cannot keep up is closed).
 *
 * <p>What always holds: all subscribers of a topic get its events in the same order; no event comes
 * before the reply to the join; a slow client delays nobody else; nothing is written to the network
 * while a lock is held. Knows no protocol and no meaning of a topic.
 */
@NullMarked
package io.netia.live.socket.hub;

import org.jspecify.annotations.NullMarked;
