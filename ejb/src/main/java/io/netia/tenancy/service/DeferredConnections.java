package io.netia.tenancy.service;

import org.eclipse.persistence.internal.databaseaccess.DatabaseAccessor;
import org.eclipse.persistence.internal.sessions.AbstractSession;
import org.eclipse.persistence.sessions.Login;
import org.eclipse.persistence.sessions.Session;
import org.eclipse.persistence.sessions.SessionCustomizer;
import org.eclipse.persistence.sessions.server.ExternalConnectionPool;
import org.eclipse.persistence.sessions.server.ServerSession;

/**
 * How the persistence unit gets its connections: all from the transactional data source, the first
 * one when it is needed.
 *
 * <p>By itself EclipseLink connects while the application is deployed, which fails when the
 * database is away; a node is to start all the same and to wait for it. And it reads what no entity
 * manager manages over a data source without transactions, where no account is entered and every
 * list is empty.
 */
public class DeferredConnections implements SessionCustomizer {

  @Override
  public void customize(Session session) {
    ServerSession server = (ServerSession) session;
    Login login = server.getDatasourceLogin();
    server.addConnectionPool(new Pool(ServerSession.DEFAULT_POOL, login, server));
    server.setReadConnectionPool(new Pool("read", login, server));
    NullableIds.prepare(session);
  }

  /** Hands out accessors that connect when their first statement comes. */
  private static final class Pool extends ExternalConnectionPool {

    Pool(String name, Login login, ServerSession owner) {
      super(name, login, owner);
    }

    @Override
    public synchronized void startUp() {
      DeferredAccessor first = new DeferredAccessor();
      first.setPool(this);
      first.connect(getLogin(), getOwner());
      setCachedConnection(first);
      setIsConnected(true);
    }
  }

  /** Prepared for connections without opening one. */
  private static final class DeferredAccessor extends DatabaseAccessor {

    @Override
    public void connect(Login login, AbstractSession session) {
      setLogin(login);
      setDatasourcePlatform(session.getPlatform());
      createCustomizer(session);
    }
  }
}
