/** What this node counts and measures, for Prometheus. */
@NullMarked
package io.netia.metrics.service;

import org.jspecify.annotations.NullMarked;
