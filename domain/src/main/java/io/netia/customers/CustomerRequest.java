package io.netia.customers;

import io.netia.limits.Budget.Fields;
import io.netia.requests.Characters;
import io.netia.requests.FreeFields;
import io.netia.requests.Lines;
import io.netia.requests.RequestRecord;
import io.netia.requests.Token;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openapitools.jackson.nullable.JsonNullable;

/**
 * What is sent of a customer, by a page or an agent to make one, or by an agent to change one: then
 * what is absent stays.
 *
 * @param firstSeen counts from agents only, as {@code lastSeenAt} does; both stay when they are
 *     null, as {@code metadata} does
 */
@RequestRecord(wrapper = "customer")
public record CustomerRequest(
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
  public CustomerRequest {
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

  /** All that was sent, by column. */
  @Override
  public Map<String, @Nullable Object> values() {
    Map<String, @Nullable Object> values = CustomerDescription.super.values();
    profilePhotoUrl.ifPresent(sent -> values.put("profile_photo_url", sent));
    companyId.ifPresent(sent -> values.put("company_id", sent));
    if (firstSeen != null) {
      values.put("first_seen", firstSeen);
    }
    if (lastSeenAt != null) {
      values.put("last_seen_at", lastSeenAt);
    }
    return values;
  }

  /** When a customer was first and last here. */
  public record Visit(LocalDate firstSeen, Instant lastSeenAt) {}

  /**
   * When a new customer was here: now, unless it comes from an agent, who may import customers. No
   * time is later than now, whatever the client's clock.
   */
  public Visit visit(boolean isByAgent, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    return new Visit(
        isByAgent && firstSeen != null ? Customer.firstSeen(firstSeen, now) : today,
        isByAgent && lastSeenAt != null ? Customer.lastSeen(lastSeenAt, now) : now);
  }
}
