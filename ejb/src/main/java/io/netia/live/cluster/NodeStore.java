package io.netia.live.cluster;

import io.netia.tenancy.service.TenantDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** Rows of live nodes; the database's clock alone decides how old a heartbeat is. */
@ApplicationScoped
class NodeStore {

  /**
   * Rows of failed nodes are deleted before {@link Members} forgets which nodes have announced
   * their stop.
   */
  private static final String REGISTER =
      """
      with mine as (
        insert into cluster_nodes (id, is_isolated) values (?, ?)
        on conflict (id) do update set heartbeat_at = now(), is_isolated = excluded.is_isolated
      ), unread as (
        delete from cluster_batches where stored_at < now() - interval '1 minute'
      ), aged as (
        delete from cluster_nodes where id <> ? and heartbeat_at < now() - interval '10 minutes'
      )
      select id, is_isolated, round(extract(epoch from now() - heartbeat_at) * 1000)::bigint as age
      from cluster_nodes where id <> ? and heartbeat_at >= now() - interval '10 minutes'
      """;

  @Inject private TenantDatabase database;

  /**
   * Adds or renews the row of a node, deletes rows of failed nodes and batches that nobody reads
   * any more, and returns the other nodes by id.
   */
  Map<String, Heartbeat> register(String node, boolean isIsolated) {
    return database
        .lookUpAll(
            REGISTER,
            row ->
                Map.entry(
                    row.string("id"),
                    new Heartbeat(Duration.ofMillis(row.count("age")), row.flag("is_isolated"))),
            node,
            isIsolated,
            node,
            node)
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  void delete(String node) {
    int unused = database.updateInstallation("delete from cluster_nodes where id = ?", node);
  }
}
