package io.netia.live.cluster;

import io.netia.tenancy.service.TenantDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** Rows of live nodes; the database's clock alone decides how old a sign of life is. */
@ApplicationScoped
class NodeStore {

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
                    new Heartbeat(Duration.ofMillis(row.count("age")), row.flag("is_deaf"))),
            node,
            isIsolated,
            node,
            node)
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  void delete(String node) {
    int unused = database.updateInstallation("delete from nodes where id = ?", node);
  }
}
