package io.netia.users.service;

import io.netia.errors.DomainException;
import io.netia.security.Agent;
import io.netia.users.UserProfileChange;
import io.netia.users.UserSettings;
import io.netia.users.UserSettingsChange;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;

/** The caller's own profile and settings. Both come into being when they are first needed. */
@Stateless
public class Profiles {

  @Inject private ProfileStore store;
  @Inject private UserStore users;
  @Inject private Clock clock;

  /** The caller with profile. */
  public UserView show(Agent agent) {
    return users.find(agent.accountId(), agent.userId()).orElseThrow(DomainException::notFound);
  }

  /** Changes the caller's profile. */
  public UserView change(Agent agent, UserProfileChange request) {
    store.changeProfile(
        agent.accountId(), agent.userId(), profile -> profile.apply(request, clock.instant()));
    return show(agent);
  }

  /** The caller's settings. */
  public UserSettingsView settings(Agent agent) {
    UserSettings settings =
        store
            .settings(agent.accountId(), agent.userId())
            .orElseGet(() -> store.ensureSettings(agent.accountId(), agent.userId()));
    return UserSettingsView.of(settings);
  }

  /** Changes the caller's settings. */
  public UserSettingsView changeSettings(Agent agent, UserSettingsChange request) {
    return UserSettingsView.of(
        store.changeSettings(
            agent.accountId(),
            agent.userId(),
            settings -> settings.apply(request, clock.instant())));
  }
}
