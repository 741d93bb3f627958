package io.netia.accounts;

import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account, the tenant. Settings and working hours are one JSON column each; how they are written
 * is a matter of the module that knows JSON, whose converters the persistence unit names.
 */
@Entity
@Table(name = "accounts")
@Access(AccessType.FIELD)
public class Account {

  @Id private UUID id;

  @Column(name = "company_name")
  private String companyName;

  @Column(name = "company_logo_url")
  private @Nullable String companyLogoUrl;

  @Column(name = "time_zone")
  private @Nullable String timeZone;

  /** A text, because clients see which edition it is of. */
  @Column(name = "subscription_plan", updatable = false)
  private String subscriptionPlan;

  @Column private AccountSettings settings;

  @Column(name = "working_hours")
  private WorkingWeek workingWeek;

  @Version private int version;

  @Column(name = "inserted_at", updatable = false)
  private Instant insertedAt;

  @Column(name = "updated_at")
  private Instant updatedAt;

  /** For Jakarta Persistence. */
  protected Account() {}

  /** A new account of a company, on the plan without limits. */
  public Account(String companyName, Instant now) {
    this.id = UUID.randomUUID();
    this.companyName = companyName;
    this.subscriptionPlan = SubscriptionPlan.TEAM.wire();
    this.settings = AccountSettings.NONE;
    this.workingWeek = WorkingWeek.ALWAYS;
    this.insertedAt = now;
    this.updatedAt = now;
  }

  /** Changes what was sent; a logo or a time zone that is null is taken away. */
  public void apply(AccountChange change, Instant now) {
    change.companyName().ifPresent(sent -> companyName = sent);
    change.companyLogoUrl().ifPresent(sent -> companyLogoUrl = sent);
    change.timeZone().ifPresent(sent -> timeZone = sent);
    if (change.settings() != null) {
      settings = settings.with(change.settings());
    }
    if (change.workingHours() != null) {
      workingWeek =
          new WorkingWeek(change.workingHours().stream().map(WorkingHoursEntry::hours).toList());
    }
    updatedAt = now;
  }

  /** Its id. */
  public UUID id() {
    return id;
  }

  /** Who the company is. */
  public String companyName() {
    return companyName;
  }

  /** The address of the company's logo. */
  public Optional<String> companyLogoUrl() {
    return Optional.ofNullable(companyLogoUrl);
  }

  /** Where the office is. */
  public Optional<String> timeZone() {
    return Optional.ofNullable(timeZone);
  }

  /** What it has subscribed to, with the edition: see {@link SubscriptionPlan#of}. */
  public String subscriptionPlan() {
    return subscriptionPlan;
  }

  /** What it wants of automatic mails and reminders. */
  public AccountSettings settings() {
    return settings;
  }

  /** When the office is open. */
  public WorkingWeek workingWeek() {
    return workingWeek;
  }

  /** What time it is at the office, and whether it is open. */
  public OfficeClock officeClock() {
    return new OfficeClock(timeZone, workingWeek.hours());
  }
}
