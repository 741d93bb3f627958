package io.netia.widgets.service;

import io.netia.errors.DomainException;
import io.netia.security.Actor;
import io.netia.security.Agent;
import io.netia.widgets.WidgetReport;
import io.netia.widgets.WidgetSettings;
import io.netia.widgets.WidgetSettingsChange;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** The widget settings of an account's inboxes. Without an inbox the primary one is meant. */
@Stateless
public class Widgets {

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
   * @throws DomainException not found for an inbox that does not exist
   */
  public WidgetSettingsView change(Agent admin, WidgetSettingsChange request) {
    return changed(
        admin,
        Optional.ofNullable(request.inboxId()),
        settings -> settings.apply(request, clock.instant()));
  }

  /**
   * Notes where a widget runs, and that it runs now.
   *
   * @throws DomainException not found for an account or an inbox that does not exist
   */
  public WidgetSettingsView report(Actor actor, Optional<UUID> inbox, WidgetReport report) {
    return changed(actor, inbox, settings -> settings.apply(report, clock.instant()));
  }

  private WidgetSettingsView changed(
      Actor actor, Optional<UUID> inbox, Consumer<WidgetSettings> change) {
    UUID account = actor.accountId();
    UUID id = store.inbox(account, inbox).orElseThrow(DomainException::notFound);
    store.change(account, id, change);
    return store.find(account, id).orElseThrow(DomainException::notFound);
  }
}
