package io.netia.live.cluster;

import io.netia.tenancy.service.TenantDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** The registry in the database, whose clock alone decides how old a sign of life is. */
@ApplicationScoped
public class DatabaseNodes implements NodeRegistry {

  /**
   * Rows of failed nodes are deleted before {@link Members} forgets which nodes have announced
   * their stop.
   */
  private static final String REGISTER =
      """
      with mine as (
        insert into nodes (id, is_deaf) values (?, ?)
        on conflict (id) do update set heard_at = now(), is_deaf = excluded.is_deaf
      ), unread as (
        delete from relayed_batches where relayed_at < now() - interval '1 minute'
      ), aged as (
        delete from nodes where id <> ? and heard_at < now() - interval '10 minutes'
      )
      select id, is_deaf, round(extract(epoch from now() - heard_at) * 1000)::bigint as age
      from nodes where id <> ? and heard_at >= now() - interval '10 minutes'
      """;

  @Inject private TenantDatabase database;

  private volatile boolean isOpen;

  /** The schema is there; nothing is asked before. */
  public void open() {
    isOpen = true;
  }

  @Override
  public Map<String, Heartbeat> register(String node, boolean isIsolated) {
    if (!isOpen) {
      return Map.of();
    }
    return database
        .lookUpAll(
            REGISTER,
            row ->
                Map.entry(
                    row.string("id"),
                    new Heartbeat(Duration.ofMillis(row.count("age")), row.flag("is_deaf"))),
            node,
            isIsolated,
            node,
            node)
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Override
  public void deregister(String node) {
    if (isOpen) {
      int unused = database.updateInstallation("delete from nodes where id = ?", node);
    }
  }
}
