/** What operators' tools ask for, and how requests are measured. */
@NullMarked
package io.netia.metrics.rest;

import org.jspecify.annotations.NullMarked;
