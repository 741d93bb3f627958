package io.netia.widgets;

import io.netia.limits.Budget.Fields;
import io.netia.requests.Characters;
import io.netia.requests.RequestRecord;
import org.jspecify.annotations.Nullable;
import org.openapitools.jackson.nullable.JsonNullable;

/** What a page may report of its widget: where it runs, and nothing else. */
@RequestRecord(wrapper = "metadata")
public record WidgetReport(
    JsonNullable<@Characters(max = Fields.TEXT) @Nullable String> host,
    JsonNullable<@Characters(max = Fields.URL) @Nullable String> pathname) {}
