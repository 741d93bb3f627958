package io.netia.live.nodes;

import java.time.Duration;

/**
 * What the registry knows of a node.
 *
 * @param age how long ago it has said that it is alive
 * @param isDeaf whether the network does not bring it what some other node says that is alive
 */
record Sign(Duration age, boolean isDeaf) {}
