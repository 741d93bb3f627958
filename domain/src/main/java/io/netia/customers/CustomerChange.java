package io.netia.customers;

import io.netia.limits.Budget.Fields;
import io.netia.requests.Characters;
import io.netia.requests.FreeFields;
import io.netia.requests.Lines;
import io.netia.requests.RequestRecord;
import io.netia.requests.Token;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openapitools.jackson.nullable.JsonNullable;

/**
 * What an agent changes of a customer; what is absent stays.
 *
 * @param firstSeen stays when it is null, as {@code lastSeenAt} and {@code metadata} do
 */
@RequestRecord(wrapper = "customer")
public record CustomerChange(
    JsonNullable<@Characters(max = Fields.TEXT) @Nullable String> name,
    JsonNullable<@Token(max = Fields.TEXT) @Nullable String> email,
    JsonNullable<@Characters(max = Fields.TEXT) @Nullable String> phone,
    JsonNullable<@Token(max = Fields.TEXT) @Nullable String> externalId,
    JsonNullable<@Characters(max = Fields.TEXT) @Nullable String> browser,
    JsonNullable<@Characters(max = Fields.TEXT) @Nullable String> browserVersion,
    JsonNullable<@Characters(max = Fields.TEXT) @Nullable String> browserLanguage,
    JsonNullable<@Characters(max = Fields.TEXT) @Nullable String> os,
    JsonNullable<@Characters(max = Fields.TEXT) @Nullable String> host,
    JsonNullable<@Characters(max = Fields.TEXT) @Nullable String> lib,
    JsonNullable<@Characters(max = Fields.TEXT) @Nullable String> timeZone,
    JsonNullable<@Nullable Number> screenHeight,
    JsonNullable<@Nullable Number> screenWidth,
    JsonNullable<@Characters(max = Fields.PAGE_ADDRESS_SENT) @Nullable String> currentUrl,
    JsonNullable<@Characters(max = Fields.URL) @Nullable String> pathname,
    @FreeFields @Nullable Map<String, Object> metadata,
    JsonNullable<@Characters(max = Fields.URL) @Nullable String> profilePhotoUrl,
    JsonNullable<@Nullable UUID> companyId,
    @Nullable LocalDate firstSeen,
    @Nullable Instant lastSeenAt)
    implements CustomerDescription {

  /** All of it is shown on one line; ids that are words for nothing are nothing. */
  public CustomerChange {
    name = Lines.oneLine(name, Fields.TEXT);
    phone = Lines.oneLine(phone, Fields.TEXT);
    browser = Lines.oneLine(browser, Fields.TEXT);
    browserVersion = Lines.oneLine(browserVersion, Fields.TEXT);
    browserLanguage = Lines.oneLine(browserLanguage, Fields.TEXT);
    os = Lines.oneLine(os, Fields.TEXT);
    host = Lines.oneLine(host, Fields.TEXT);
    lib = Lines.oneLine(lib, Fields.TEXT);
    timeZone = Lines.oneLine(timeZone, Fields.TEXT);
    email = CustomerDescription.identity(email);
    externalId = CustomerDescription.identity(externalId);
    currentUrl = CustomerDescription.pageAddress(currentUrl);
    pathname = Lines.oneLine(pathname, Fields.URL);
    profilePhotoUrl = Lines.oneLine(profilePhotoUrl, Fields.URL);
  }
}
