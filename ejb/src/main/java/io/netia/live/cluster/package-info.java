/**
 * The cluster's event bus: membership, failure detection, ordering between nodes, and the
 * transports that can carry it (ADR 9).
 */
@NullMarked
package io.netia.live.cluster;

import org.jspecify.annotations.NullMarked;
