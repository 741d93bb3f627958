package io.netia.widgets.service;

import io.netia.errors.DomainException;
import io.netia.errors.ValidationException;
import io.netia.input.Input;
import io.netia.security.Actor;
import io.netia.security.Agent;
import io.netia.widgets.WidgetSettingsFields;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The widget settings of an account's inboxes. Without an inbox the primary one is meant. */
@Stateless
public class WidgetSettings {

  @Inject private WidgetSettingsStore store;
  @Inject private Clock clock;

  /**
   * What a widget needs to begin.
   *
   * @param actor with the account; anybody may ask
   * @throws DomainException not found for an account or an inbox that does not exist
   */
  public WidgetSettingsDetails show(Actor actor, Optional<UUID> inbox) {
    return store
        .full(actor.accountId(), inbox, clock.instant())
        .orElseThrow(DomainException::notFound);
  }

  /** Those of every inbox. */
  public List<WidgetSettingsView> list(Agent agent) {
    return store.list(agent.accountId());
  }

  /**
   * Changes its look and its texts.
   *
   * @param fields with {@code inbox_id}
   * @throws ValidationException field errors
   */
  public WidgetSettingsView change(Agent agent, Input fields) {
    Optional<UUID> inbox = fields.uuid("inbox_id");
    Map<String, @Nullable Object> values = WidgetSettingsFields.ofSettings(fields);
    fields.check();
    return changed(agent, inbox, values);
  }

  /**
   * Notes where a widget runs: {@code host}, {@code pathname} and nothing else, and that it runs
   * now.
   *
   * @throws ValidationException field errors
   */
  public WidgetSettingsView report(Actor actor, Optional<UUID> inbox, Input fields) {
    Map<String, @Nullable Object> values = WidgetSettingsFields.ofReport(fields);
    fields.check();
    values.put("last_seen_at", clock.instant());
    return changed(actor, inbox, values);
  }

  private WidgetSettingsView changed(
      Actor actor, Optional<UUID> inbox, Map<String, @Nullable Object> values) {
    UUID id = store.idOf(actor.accountId(), inbox).orElseThrow(DomainException::notFound);
    store.change(actor.accountId(), id, values, clock.instant());
    return store.find(actor.accountId(), id).orElseThrow(DomainException::notFound);
  }
}
