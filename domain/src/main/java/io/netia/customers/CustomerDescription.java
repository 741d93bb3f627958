package io.netia.customers;

import io.netia.input.Texts;
import io.netia.limits.Budget.Fields;
import io.netia.requests.Lines;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openapitools.jackson.nullable.JsonNullable;

/**
 * What a request says of a customer: the fields that the visitor's page may send as well as an
 * agent. Other {@code metadata} than an object counts as absent.
 */
public sealed interface CustomerDescription permits CustomerReport, CustomerRequest {

  /**
   * The columns that identify a customer, not the device. Whoever only knows the customer's id may
   * set them while they are blank and never change them.
   */
  Set<String> IDENTIFYING =
      Set.of("name", "email", "phone", "external_id", "profile_photo_url", "metadata");

  /** What the customer is called. */
  JsonNullable<@Nullable String> name();

  /** The customer's e-mail address. */
  JsonNullable<@Nullable String> email();

  /** The customer's telephone number. */
  JsonNullable<@Nullable String> phone();

  /** The id that the account's own system has for the customer. */
  JsonNullable<@Nullable String> externalId();

  /** Name of the browser. */
  JsonNullable<@Nullable String> browser();

  /** Version of the browser. */
  JsonNullable<@Nullable String> browserVersion();

  /** Language of the browser. */
  JsonNullable<@Nullable String> browserLanguage();

  /** Operating system of the device. */
  JsonNullable<@Nullable String> os();

  /** Host of the page. */
  JsonNullable<@Nullable String> host();

  /** The library that reports. */
  JsonNullable<@Nullable String> lib();

  /** Where the customer is, by the clock. */
  JsonNullable<@Nullable String> timeZone();

  /** In pixels; a fraction is rounded when it is read. */
  JsonNullable<@Nullable Number> screenHeight();

  /** In pixels; a fraction is rounded when it is read. */
  JsonNullable<@Nullable Number> screenWidth();

  /** Address of the page, cut when it is long. */
  JsonNullable<@Nullable String> currentUrl();

  /** Path of the page. */
  JsonNullable<@Nullable String> pathname();

  /** Whatever else is known of the customer; null when it was not sent. */
  @Nullable Map<String, Object> metadata();

  /** What was sent, by column. */
  default Map<String, @Nullable Object> values() {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    name().ifPresent(sent -> values.put("name", sent));
    phone().ifPresent(sent -> values.put("phone", sent));
    browser().ifPresent(sent -> values.put("browser", sent));
    browserVersion().ifPresent(sent -> values.put("browser_version", sent));
    browserLanguage().ifPresent(sent -> values.put("browser_language", sent));
    os().ifPresent(sent -> values.put("os", sent));
    host().ifPresent(sent -> values.put("host", sent));
    lib().ifPresent(sent -> values.put("lib", sent));
    timeZone().ifPresent(sent -> values.put("time_zone", sent));
    email().ifPresent(sent -> values.put("email", sent));
    externalId().ifPresent(sent -> values.put("external_id", sent));
    screenHeight().ifPresent(sent -> values.put("screen_height", sent));
    screenWidth().ifPresent(sent -> values.put("screen_width", sent));
    currentUrl().ifPresent(sent -> values.put("current_url", sent));
    pathname().ifPresent(sent -> values.put("pathname", sent));
    if (metadata() != null) {
      values.put("metadata", metadata());
    }
    return values;
  }

  /** An id or an address, which scripts write as {@code null} or {@code undefined} for none. */
  static JsonNullable<@Nullable String> identity(JsonNullable<@Nullable String> sent) {
    String text = sent.orElse(null);
    return text != null && Texts.isLiteralNothing(text) ? JsonNullable.of(null) : sent;
  }

  /** The address of a page on one line, cut when it is longer than other texts. */
  static JsonNullable<@Nullable String> pageAddress(JsonNullable<@Nullable String> sent) {
    JsonNullable<@Nullable String> line = Lines.oneLine(sent, Fields.PAGE_ADDRESS_SENT);
    String url = line.orElse(null);
    if (url == null || url.length() <= Fields.TEXT) {
      return line;
    }
    int characters = url.codePointCount(0, url.length());
    if (characters > Fields.PAGE_ADDRESS_SENT) {
      // Refused as it is.
      return line;
    }
    int kept = url.offsetByCodePoints(0, Math.min(Fields.PAGE_ADDRESS_KEPT, characters));
    return JsonNullable.of(url.substring(0, kept) + "...");
  }
}
