package io.netia.testing;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the container gives as {@code @PersistenceContext}: the entity manager of the calling
 * thread's transaction, which uses the transaction's connection and is flushed before it commits.
 */
final class TestEntities {

  /** The transaction itself commits, rolls back and closes. */
  private static final Set<String> OF_THE_TRANSACTION =
      Set.of("commit", "rollback", "close", "setAutoCommit");

  private static final ThreadLocal<Connection> CONNECTION = new ThreadLocal<>();
  private static @Nullable EntityManagerFactory factory;

  private TestEntities() {}

  /** An entity manager of a transaction that uses a connection. */
  static EntityManager on(Connection connection) {
    CONNECTION.set(shared(connection));
    EntityManager entities = factory().createEntityManager();
    entities.getTransaction().begin();
    return entities;
  }

  /** Ends it, as the transaction did. */
  static void end(EntityManager entities, boolean isCommitted) {
    try {
      if (isCommitted) {
        entities.getTransaction().commit();
      } else if (entities.getTransaction().isActive()) {
        entities.getTransaction().rollback();
      }
    } finally {
      entities.close();
      CONNECTION.remove();
    }
  }

  /** Made once: it reads all entity classes. */
  private static synchronized EntityManagerFactory factory() {
    if (factory == null) {
      factory =
          Persistence.createEntityManagerFactory(
              "netia",
              Map.of(
                  "jakarta.persistence.transactionType", "RESOURCE_LOCAL",
                  "jakarta.persistence.jtaDataSource", "",
                  "jakarta.persistence.nonJtaDataSource", new ThreadsConnection(),
                  "eclipselink.logging.level", "SEVERE"));
    }
    return factory;
  }

  private static Connection shared(Connection real) {
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (self, method, arguments) -> {
              if (OF_THE_TRANSACTION.contains(method.getName())) {
                return null;
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException failed) {
                throw failed.getCause();
              }
            });
  }

  /** The connection of the thread's transaction; outside of one, a connection of its own. */
  private static final class ThreadsConnection extends ConnectionSource {

    ThreadsConnection() {
      super(TestDatabase.running().application());
    }

    @Override
    public Connection getConnection() throws java.sql.SQLException {
      Connection connection = CONNECTION.get();
      return connection == null ? database.getConnection() : connection;
    }
  }
}
