/** Inboxes: where conversations arrive. Every account has exactly one primary inbox at any time. */
@NullMarked
package io.netia.inboxes;

import org.jspecify.annotations.NullMarked;
