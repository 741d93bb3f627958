package io.netia.health.rest;

import io.netia.tenancy.service.DatabaseFailure;
import io.netia.tenancy.service.TenantDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready means that the database answers. The server stays alive while it does not, and becomes
 * ready again by itself.
 */
@Readiness
@ApplicationScoped
public class DatabaseReady implements HealthCheck {

  private static final String NAME = "database";

  @Inject private TenantDatabase database;

  @Override
  public HealthCheckResponse call() {
    try {
      database.lookUp("select 1 as one", row -> row.integer("one"));
      return HealthCheckResponse.up(NAME);
    } catch (DatabaseFailure away) {
      return HealthCheckResponse.down(NAME);
    }
  }
}
