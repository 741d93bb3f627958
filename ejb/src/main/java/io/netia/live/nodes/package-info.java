/** The bus between nodes: what it promises, and the networks that can carry it. */
@NullMarked
package io.netia.live.nodes;

import org.jspecify.annotations.NullMarked;
