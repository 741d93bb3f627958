package io.netia.users;

import io.netia.requests.RequestRecord;
import io.netia.requests.Required;
import java.time.Instant;
import org.openapitools.jackson.nullable.JsonNullable;

/**
 * What is to be changed of an invitation.
 *
 * @param expiresAt its new end, also in the past: that closes it
 */
@RequestRecord(wrapper = "user_invitation")
public record InvitationChange(JsonNullable<@Required Instant> expiresAt) {}
