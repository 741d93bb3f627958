/**
 * Requests that wait for something to happen. A waiting request holds no thread and no database
 * connection; it is looked after when a live event concerns it, and given its answer at the latest
 * when its time is over.
 */
@NullMarked
package io.netia.live.rest;

import org.jspecify.annotations.NullMarked;
