/** Conversations and messages over HTTP. */
@NullMarked
package io.netia.conversations.rest;

import org.jspecify.annotations.NullMarked;
