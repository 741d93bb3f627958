package io.netia.widgets.service;

import io.netia.errors.DomainException;
import io.netia.security.Actor;
import io.netia.security.Agent;
import io.netia.widgets.WidgetReport;
import io.netia.widgets.WidgetSettingsChange;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

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
    UUID account = admin.accountId();
    UUID inbox =
        store
            .inbox(account, Optional.ofNullable(request.inboxId()))
            .orElseThrow(DomainException::notFound);
    store.change(account, inbox, settings -> settings.apply(request, clock.instant()));
    return store.find(account, inbox).orElseThrow(DomainException::notFound);
  }

  /**
   * Notes where a widget runs, and that it runs now.
   *
   * @throws DomainException not found for an account or an inbox that does not exist
   */
  public WidgetSettingsView report(Actor actor, Optional<UUID> inbox, WidgetReport report) {
    return store
        .report(actor.accountId(), inbox, report, clock.instant())
        .orElseThrow(DomainException::notFound);
  }
}
