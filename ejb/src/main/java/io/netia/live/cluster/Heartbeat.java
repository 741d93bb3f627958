package io.netia.live.cluster;

import java.time.Duration;

/**
 * A node's row in the registry.
 *
 * @param age time since the node renewed it
 * @param isIsolated whether the transport does not bring it the messages of a live node
 */
record Heartbeat(Duration age, boolean isIsolated) {}
