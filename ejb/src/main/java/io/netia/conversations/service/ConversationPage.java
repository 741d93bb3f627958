package io.netia.conversations.service;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of conversations, newest activity first.
 *
 * @param next cursor of the following page, or null on the last one
 * @param previous cursor that led here, or null on the first page
 * @param total capped at 10 000
 */
public record ConversationPage(
    List<ConversationFull> data,
    @Nullable String next,
    @Nullable String previous,
    int limit,
    long total) {}
