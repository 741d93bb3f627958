/**
 * Use cases of inboxes. The primary inbox cannot be deleted; conversations of a deleted inbox move
 * there.
 */
@NullMarked
package io.netia.inboxes.service;

import org.jspecify.annotations.NullMarked;
