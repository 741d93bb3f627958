package io.netia.conversations.service;

import io.netia.conversations.CustomerTitle;
import io.netia.json.service.Json;
import io.netia.limits.Budget.Answers;
import io.netia.tenancy.service.Row;
import java.sql.SQLException;
import java.util.UUID;

/** The columns of a customer {@code k} in statements, and how they become a view. */
public final class CustomerColumns {

  private static final String PERSON =
      "k.name as k_name, k.email as k_email, k.inserted_at as k_inserted_at, k.updated_at as k_updated_at, k.phone as k_phone,"
          + " k.external_id as k_external_id, k.profile_photo_url as k_profile_photo_url, k.company_id as k_company_id, k.host as k_host,"
          + " k.pathname as k_pathname, k.current_url as k_current_url, k.browser as k_browser, k.os as k_os";
  private static final String VISIT =
      "k.first_seen as k_first_seen, k.last_seen_at as k_last_seen_at, k.ip as k_ip, k.time_zone as k_time_zone";

  /** Of the author of a message, for {@link #author}; {@code store_message} answers the same. */
  static final String AUTHOR = PERSON + ", " + metadata(Answers.CUSTOMER_METADATA_BYTES);

  private static final String TEXTS_OF_AUTHOR =
      "k.name, k.email, k.phone, k.external_id, k.profile_photo_url, k.host, k.pathname, k.current_url, k.browser, k.os";

  /** What {@link #AUTHOR} adds to an answer, in bytes before escaping. */
  static final String AUTHOR_SIZE =
      "coalesce(octet_length(concat("
          + TEXTS_OF_AUTHOR
          + ", "
          + bounded(Answers.CUSTOMER_METADATA_BYTES)
          + ")), 0)";

  /** All that is shown but for the metadata, to be selected beside {@code customer_id}. */
  public static final String WITHOUT_METADATA = PERSON + ", null as k_metadata, " + VISIT;

  private CustomerColumns() {}

  /**
   * All that is shown, to be selected beside {@code customer_id}.
   *
   * @param metadataBytes larger metadata is left out
   */
  public static String withMetadata(int metadataBytes) {
    return PERSON + ", " + metadata(metadataBytes) + ", " + VISIT;
  }

  private static String metadata(int bytes) {
    return bounded(bytes) + " as k_metadata";
  }

  private static String bounded(int bytes) {
    return "bounded_json(k.metadata, " + bytes + ")";
  }

  /** The customer of a row with {@code customer_id} and {@link #withMetadata}. */
  public static CustomerView view(Row row) throws SQLException {
    return new CustomerView(
        row.id("customer_id"),
        "customer",
        row.text("k_name"),
        row.text("k_email"),
        Json.row(row.instant("k_inserted_at")),
        Json.row(row.instant("k_updated_at")),
        row.text("k_phone"),
        row.text("k_external_id"),
        row.text("k_profile_photo_url"),
        row.uuid("k_company_id"),
        row.text("k_host"),
        row.text("k_pathname"),
        row.text("k_current_url"),
        row.text("k_browser"),
        row.text("k_os"),
        MessageStore.json(row.text("k_metadata")),
        CustomerTitle.of(row.text("k_name"), row.text("k_email")),
        row.date("k_first_seen"),
        row.instant("k_last_seen_at"),
        row.text("k_ip"),
        row.text("k_time_zone"));
  }

  /** The author of a message, in a row with {@link #AUTHOR}. */
  static CustomerBasicView author(Row row, UUID id) throws SQLException {
    return new CustomerBasicView(
        id,
        "customer",
        row.text("k_name"),
        row.text("k_email"),
        Json.row(row.instant("k_inserted_at")),
        Json.row(row.instant("k_updated_at")),
        row.text("k_phone"),
        row.text("k_external_id"),
        row.text("k_profile_photo_url"),
        row.uuid("k_company_id"),
        row.text("k_host"),
        row.text("k_pathname"),
        row.text("k_current_url"),
        row.text("k_browser"),
        row.text("k_os"),
        MessageStore.json(row.text("k_metadata")),
        CustomerTitle.of(row.text("k_name"), row.text("k_email")));
  }
}
