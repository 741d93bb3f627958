/**
 * Conversations and their messages: the use cases, their stores and the views two audiences get.
 */
@NullMarked
package io.netia.conversations.service;

import org.jspecify.annotations.NullMarked;
