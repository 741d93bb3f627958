/**
 * Who listens to which topic on this node, and what is on its way to them.
 *
 * <p>What always holds: all subscribers of a topic hear its events in the same order; nothing of a
 * topic is heard before the answer to the join; a queue is bounded, and who cannot keep up is
 * closed while nobody else waits; nothing is written to the network while a lock is held. Knows no
 * protocol and no meaning of a topic.
 */
@NullMarked
package io.netia.live.socket.hub;

import org.jspecify.annotations.NullMarked;
