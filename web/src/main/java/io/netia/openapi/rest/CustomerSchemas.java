package io.netia.openapi.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.netia.conversations.ConversationPriority;
import io.netia.conversations.ConversationSource;
import io.netia.conversations.ConversationStatus;
import io.netia.conversations.MessageSource;
import io.netia.conversations.MessageType;
import io.netia.conversations.service.CustomerView;
import io.netia.customers.CustomerReport;
import io.netia.customers.CustomerRequest;
import io.netia.openapi.rest.MessageSchemas.Tag;
import io.netia.requests.Characters;
import io.netia.requests.Required;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.openapitools.jackson.nullable.JsonNullable;

/** Customers, with what can be shown beside them. */
public final class CustomerSchemas {

  private static final String PART = "A part of it.";

  private CustomerSchemas() {}

  /** Which customers, and which page of them. */
  public record CustomersQuery(
      @Schema(description = "From 1; beyond the end it is the last one.", defaultValue = "1")
          @Nullable Integer page,
      @Schema(description = "Customers in a page, at most 500.", defaultValue = "50")
          @Nullable Integer pageSize,
      @Schema(description = "The same as `page_size`.") @Nullable Integer limit,
      @Schema(description = "`csv` for a table (`text/csv`).", enumeration = "csv")
          @Nullable String format,
      @Schema(description = "Words in name or address, or `key:value` in `metadata`; all match.")
          @Characters(max = 100)
          @Nullable String q,
      @Schema(description = PART) @Nullable String name,
      @Schema(description = PART) @Nullable String email,
      @Schema(description = PART) @Nullable String phone,
      @Schema(description = PART) @Nullable String host,
      @Schema(description = PART) @Nullable String pathname,
      @Schema(description = PART) @Nullable String currentUrl,
      @Schema(description = PART) @Nullable String browser,
      @Schema(description = PART) @Nullable String os,
      @Schema(description = PART) @Nullable String timeZone,
      @Nullable String externalId,
      @Nullable String browserVersion,
      @Nullable String browserLanguage,
      @Nullable UUID companyId,
      @Schema(description = "Only those with this tag.") @Nullable UUID tagId,
      @Schema(description = "Only those with all of these tags, at most 50.")
          @JsonProperty("tag_ids[]")
          @Nullable List<UUID> tagIds,
      @Schema(description = "`false` leaves out those without an address.")
          @Nullable Boolean includeAnonymous) {}

  /** What to show beside a customer. */
  public record ExpandQuery(
      @Schema(
              description = "What to show beside the customer; `company` and `tags` if absent.",
              implementation = Expansion.class)
          @JsonProperty("expand[]")
          @Nullable List<String> expand) {}

  /** Names of what can be shown. */
  public enum Expansion {
    /** The company. */
    COMPANY,
    /** Tags. */
    TAGS,
    /** Notes. */
    NOTES,
    /** Issues. */
    ISSUES,
    /** Conversations. */
    CONVERSATIONS,
    /** The newest messages. */
    MESSAGES
  }

  /** A page of customers, each with the newest conversation. */
  public record CustomerPage(
      List<CustomerFull> data, int pageNumber, int pageSize, int totalPages, long totalEntries) {}

  /** A customer with what was asked for beside. */
  public record CustomerFull(
      @JsonUnwrapped CustomerView customer,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Tag> tags,
      JsonNullable<@Nullable Company> company,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Map<String, Object>> notes,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Map<String, Object>> issues,
      @JsonInclude(JsonInclude.Include.NON_NULL)
          @Nullable List<ConversationOfCustomer> conversations,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<MessageOfCustomer> messages) {}

  /** A customer that was made. */
  public record NewCustomerAnswer(
      CustomerView data,
      @Schema(description = "Proves who the visitor is; keep it in the browser.")
          @JsonInclude(JsonInclude.Include.NON_NULL)
          @Nullable String visitorToken) {}

  /** A customer to make. */
  public record CustomerStart(@Required NewCustomer customer) {}

  /** A customer to make, of an account. */
  public record NewCustomer(
      @Schema(description = "Needed without an access token, and else the caller's.")
          @Nullable UUID accountId,
      @JsonUnwrapped CustomerRequest fields,
      @Schema(description = Texts.USER_HASH) @Nullable String userHash,
      @Schema(description = Texts.USER_TOKEN) @Nullable String userToken) {}

  /** What a page reports of its visitor. */
  public record VisitorReport(
      @Schema(description = "The visitor's account; checked if it is there.")
          @Nullable UUID accountId,
      @Required VisitorFields metadata) {}

  /** What a page reports of its visitor; what is absent stays. */
  public record VisitorFields(
      @JsonUnwrapped CustomerReport report,
      @Schema(description = Texts.USER_HASH) @Nullable String userHash,
      @Schema(description = Texts.USER_TOKEN) @Nullable String userToken) {}

  /** Whether a customer is still there. */
  public record ExistsQuery(
      @Schema(description = "The customer's account; checked if it is there.")
          @Nullable UUID accountId) {}

  /** Whom to recognise. */
  public record Identify(
      @Required String externalId,
      @Schema(description = "Needed without an access token, and else the caller's.")
          @Nullable UUID accountId,
      @Schema(description = "Only a customer with this address.") @Nullable String email,
      @Schema(description = "Only a customer of this host.") @Nullable String host,
      @Schema(description = Texts.USER_HASH) @Nullable String userHash,
      @Schema(description = Texts.USER_TOKEN) @Nullable String userToken) {}

  /** Who was recognised. */
  public record Identified(
      @Schema(description = "The customer, or null for nobody.") @Nullable UUID customerId,
      @Schema(description = "With a proof that holds: proves who the visitor is.")
          @JsonInclude(JsonInclude.Include.NON_NULL)
          @Nullable String visitorToken) {}

  /** A company. */
  public record Company(
      UUID id,
      String object,
      String name,
      LocalDateTime createdAt,
      LocalDateTime updatedAt,
      UUID accountId,
      @Nullable String externalId,
      @Nullable String websiteUrl,
      @Nullable String description,
      @Nullable String logoImageUrl,
      @Nullable String industry,
      @Nullable String slackChannelId,
      @Nullable String slackChannelName,
      @Nullable String slackTeamId,
      @Nullable String slackTeamName,
      @Nullable Map<String, Object> metadata) {}

  /** A conversation beside its customer. */
  public record ConversationOfCustomer(
      UUID id,
      @Schema(enumeration = "conversation") String object,
      @Schema(implementation = ConversationSource.class) String source,
      LocalDateTime createdAt,
      LocalDateTime updatedAt,
      @Nullable Instant closedAt,
      @Nullable Instant archivedAt,
      Instant lastActivityAt,
      @Schema(implementation = ConversationStatus.class) String status,
      boolean read,
      @Schema(implementation = ConversationPriority.class) String priority,
      @Nullable String subject,
      UUID accountId,
      UUID customerId,
      @Nullable Long assigneeId,
      @Nullable UUID inboxId,
      @Nullable Map<String, Object> metadata,
      int lastSeq) {}

  /** A message beside its customer. */
  public record MessageOfCustomer(
      UUID id,
      @Schema(enumeration = "message") String object,
      @Nullable String body,
      @Schema(implementation = MessageType.class) String type,
      String contentType,
      @JsonProperty("private") boolean isPrivate,
      @Schema(implementation = MessageSource.class) String source,
      LocalDateTime createdAt,
      @Nullable Instant sentAt,
      @Nullable Instant seenAt,
      @Nullable UUID customerId,
      UUID conversationId,
      UUID accountId,
      @Nullable Long userId,
      @Nullable Map<String, Object> metadata,
      int seq,
      @Nullable UUID clientId) {}
}
