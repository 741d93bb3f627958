package io.netia.customers;

import io.netia.limits.Budget.Fields;
import io.netia.requests.Characters;
import io.netia.requests.FreeFields;
import io.netia.requests.Lines;
import io.netia.requests.RequestRecord;
import io.netia.requests.Token;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openapitools.jackson.nullable.JsonNullable;

/** What the page that a visitor is on reports of the visitor and the device. */
@RequestRecord(wrapper = "metadata")
public record CustomerReport(
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
    @FreeFields @Nullable Map<String, Object> metadata)
    implements CustomerDescription {

  /** All of it is shown on one line; ids that are words for nothing are nothing. */
  public CustomerReport {
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
  }
}
