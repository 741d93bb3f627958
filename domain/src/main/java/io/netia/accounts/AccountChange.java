package io.netia.accounts;

import io.netia.limits.Budget.Fields;
import io.netia.requests.Characters;
import io.netia.requests.Items;
import io.netia.requests.RequestRecord;
import io.netia.requests.Required;
import jakarta.validation.Valid;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openapitools.jackson.nullable.JsonNullable;

/**
 * What is to be changed of an account; what is absent stays. The plan is never the caller's choice.
 *
 * @param settings only those that are to be changed
 * @param workingHours all of them, in place of the old ones
 */
@RequestRecord(wrapper = "account")
public record AccountChange(
    JsonNullable<@Required @Characters(max = Fields.TEXT) String> companyName,
    JsonNullable<@Characters(max = Fields.URL) @Nullable String> companyLogoUrl,
    JsonNullable<@Characters(max = Fields.TEXT) @TimeZoneName @Nullable String> timeZone,
    @Valid @Nullable AccountSettingsChange settings,
    @Items(max = WorkingWeek.HOURS_MAX, message = "is invalid")
        @Nullable List<@Required(message = "is invalid") @Valid WorkingHoursEntry> workingHours) {}
