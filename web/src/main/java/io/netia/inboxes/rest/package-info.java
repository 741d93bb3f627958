/** Inboxes over HTTP. */
@NullMarked
package io.netia.inboxes.rest;

import org.jspecify.annotations.NullMarked;
