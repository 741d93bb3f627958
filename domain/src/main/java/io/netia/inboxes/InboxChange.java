package io.netia.inboxes;

import io.netia.limits.Budget.Fields;
import io.netia.requests.Characters;
import io.netia.requests.RequestRecord;
import io.netia.requests.Required;
import org.jspecify.annotations.Nullable;
import org.openapitools.jackson.nullable.JsonNullable;

/**
 * What is to be changed of an inbox; what is absent stays.
 *
 * @param isPrimary true makes it the primary one; the primary one stays so until another is
 */
@RequestRecord(wrapper = "inbox")
public record InboxChange(
    JsonNullable<@Required @Characters(max = Fields.TEXT) String> name,
    JsonNullable<@Characters(max = Fields.TEXT) @Nullable String> description,
    @Nullable Boolean isPrivate,
    @Nullable Boolean isPrimary) {}
