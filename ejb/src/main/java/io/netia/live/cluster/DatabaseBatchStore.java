package io.netia.live.cluster;

import io.netia.crypto.service.SecretBox;
import io.netia.tenancy.service.TenantDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The batch store in PostgreSQL, which every node that stores anything can reach. Batches are
 * encrypted, since the table belongs to no account and holds messages of all.
 */
@ApplicationScoped
public class DatabaseBatchStore implements BatchStore {

  private static final Logger LOG = System.getLogger(DatabaseBatchStore.class.getName());

  /** Part of the key; another one could not be read by nodes of earlier releases. */
  private static final String PURPOSE = "relayed batches";

  private static final String STORE =
      """
      with old as (
        delete from cluster_batches where node = ? and stored_at < now() - interval '30 seconds'
      )
      insert into cluster_batches (node, number, batches) values (?, ?, ?) on conflict do nothing
      """;

  private static final String FETCH =
      """
      select b.node, b.number, b.batches
      from cluster_batches b
        left join unnest(?::text[], ?::bigint[]) as known (node, number) on known.node = b.node
      where b.node <> ? and b.number > coalesce(known.number, 0)
      order by b.node, b.number
      limit 20
      """;

  @Inject private TenantDatabase database;
  @Inject private SecretBox box;

  @Override
  public void store(Stored stored) {
    try {
      byte[] sealed = box.seal(PURPOSE, bundle(stored.batches()));
      int unused =
          database.updateInstallation(STORE, stored.node(), stored.node(), stored.number(), sealed);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("Every Java platform has AES", impossible);
    }
  }

  @Override
  public List<Stored> fetch(String node, Map<String, Long> read) {
    List<String> nodes = List.copyOf(read.keySet());
    return database.lookUpAll(
        FETCH,
        row -> opened(row.string("node"), row.count("number"), row.bytes("batches")),
        nodes.toArray(String[]::new),
        nodes.stream().map(read::get).toArray(Long[]::new),
        node);
  }

  /** Without batches when it cannot be read. */
  private Stored opened(String node, long number, byte[] sealed) {
    List<byte[]> batches = List.of();
    try {
      batches = unbundled(box.open(PURPOSE, sealed));
    } catch (GeneralSecurityException otherKey) {
      LOG.log(Level.WARNING, "Node {0} has another SECRET_KEY_BASE than this one", node);
    } catch (IOException otherForm) {
      LOG.log(Level.WARNING, "Node {0} stored a batch that this release cannot read", node);
    }
    return new Stored(node, number, batches);
  }

  private static byte[] bundle(List<byte[]> batches) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      for (byte[] batch : batches) {
        out.writeInt(batch.length);
        out.write(batch);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static List<byte[]> unbundled(byte[] bundle) throws IOException {
    List<byte[]> batches = new ArrayList<>();
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bundle))) {
      while (in.available() > 0) {
        byte[] batch = new byte[in.readInt()];
        in.readFully(batch);
        batches.add(batch);
      }
    }
    return batches;
  }
}
