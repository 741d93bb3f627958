package io.netia.users.service;

import io.netia.errors.DomainException;
import io.netia.errors.ValidationException;
import io.netia.input.Input;
import io.netia.security.Agent;
import io.netia.users.PersonalFields;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The caller's own profile and settings. Both come into being when they are first needed. */
@Stateless
public class Profiles {

  private static final String PROFILES = "user_profiles";
  private static final String SETTINGS = "user_settings";

  @Inject private UserStore store;
  @Inject private Clock clock;

  /** The caller with profile. */
  public UserView show(Agent agent) {
    return store.find(agent.accountId(), agent.userId()).orElseThrow(DomainException::notFound);
  }

  /**
   * Changes the caller's profile.
   *
   * @throws ValidationException field errors
   */
  public UserView change(Agent agent, Input fields) {
    Map<String, @Nullable Object> values = PersonalFields.ofProfile(fields);
    fields.check();
    store.ensure(agent.accountId(), PROFILES, agent.userId());
    store.change(agent.accountId(), PROFILES, agent.userId(), values, clock.instant());
    return show(agent);
  }

  /** The caller's settings. */
  public UserSettingsView settings(Agent agent) {
    UUID account = agent.accountId();
    return store
        .settings(account, agent.userId())
        .orElseGet(
            () -> {
              store.ensure(account, SETTINGS, agent.userId());
              return store.settings(account, agent.userId()).orElseThrow(DomainException::notFound);
            });
  }

  /**
   * Changes the caller's settings.
   *
   * @throws ValidationException field errors
   */
  public UserSettingsView changeSettings(Agent agent, Input fields) {
    Map<String, @Nullable Object> values = PersonalFields.ofSettings(fields);
    fields.check();
    store.ensure(agent.accountId(), SETTINGS, agent.userId());
    store.change(agent.accountId(), SETTINGS, agent.userId(), values, clock.instant());
    return settings(agent);
  }
}
