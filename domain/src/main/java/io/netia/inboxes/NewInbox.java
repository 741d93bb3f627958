package io.netia.inboxes;

import io.netia.limits.Budget.Fields;
import io.netia.requests.Characters;
import io.netia.requests.RequestRecord;
import io.netia.requests.Required;
import org.jspecify.annotations.Nullable;

/**
 * An inbox to be made.
 *
 * @param isPrimary whether it takes the place of the primary one
 */
@RequestRecord(wrapper = "inbox")
public record NewInbox(
    @Required @Characters(max = Fields.TEXT) String name,
    @Characters(max = Fields.TEXT) @Nullable String description,
    @Nullable Boolean isPrivate,
    @Nullable Boolean isPrimary) {}
