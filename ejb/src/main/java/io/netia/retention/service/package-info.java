/**
 * Deletes what is kept for a limited time: events of the feed after seven days (whoever was away
 * for longer reads everything anew), idempotency keys after two, ended sessions after one.
 */
@NullMarked
package io.netia.retention.service;

import org.jspecify.annotations.NullMarked;
