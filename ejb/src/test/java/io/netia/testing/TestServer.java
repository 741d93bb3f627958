package io.netia.testing;

import io.netia.configuration.service.Settings;
import io.netia.identity.service.SigningKeys;
import io.netia.input.Input;
import io.netia.limits.service.LimitSettings;
import io.netia.live.service.AfterCommitEvents;
import io.netia.live.service.Announcement;
import io.netia.live.service.Bus;
import io.netia.live.service.ChangeRange;
import io.netia.live.service.LiveEvent;
import io.netia.live.service.LocalBus;
import io.netia.live.service.MembershipListener;
import io.netia.registration.service.RegistrationStore;
import io.netia.requests.service.RequestMapper;
import io.netia.security.Agent;
import io.netia.security.Visitor;
import io.netia.tenancy.service.TenantDatabase;
import io.netia.tenancy.service.TenantEntities;
import io.netia.tenancy.service.Transactions;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.function.Consumer;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/**
 * The use cases over a real PostgreSQL, without a container: beans wired by their {@code @Inject}
 * fields, transactions begun by the test, a clock in the test's hand, and everything that was
 * published.
 */
public final class TestServer {

  private static final Validator VALIDATOR =
      Validation.byDefaultProvider()
          .configure()
          .messageInterpolator(new ParameterMessageInterpolator())
          .buildValidatorFactory()
          .getValidator();

  private final TestTransactions transactions = new TestTransactions(TestDatabase.running().pool());
  private final Map<Class<?>, Object> beans = new HashMap<>();
  private final List<LiveEvent> published = new CopyOnWriteArrayList<>();
  private final List<ChangeRange> changes = new CopyOnWriteArrayList<>();
  private final TestClock clock = new TestClock();

  /** A server with its own beans; all servers share the database of the JVM. */
  public TestServer() {
    Bus bus = new NotingBus();
    bus.subscribe(published::add);
    beans.put(Bus.class, bus);
    beans.put(Clock.class, clock);
    beans.put(Settings.class, new Settings());
    beans.put(LimitSettings.class, new LimitSettings());
    Transactions current = new Transactions(transactions, transactions);
    beans.put(Transactions.class, current);
    TenantDatabase database = new TenantDatabase(transactions, current);
    beans.put(TenantDatabase.class, database);
    beans.put(TenantEntities.class, new TenantEntities(transactions.entities(), current, database));
    beans.put(Validator.class, VALIDATOR);
    beans.put(AfterCommitEvents.class, new AfterCommitEvents(current, bus));
  }

  /** Notes the steps of what it publishes. */
  private final class NotingBus implements Bus {

    private final Bus bus = new LocalBus();

    @Override
    public void publish(Announcement announcement) {
      if (announcement.change() != null) {
        changes.add(announcement.change());
      }
      bus.publish(announcement);
    }

    @Override
    public void subscribe(Consumer<LiveEvent> listener) {
      bus.subscribe(listener);
    }

    @Override
    public String node() {
      return bus.node();
    }

    @Override
    public void watch(MembershipListener nodes) {
      bus.watch(nodes);
    }
  }

  /** What a container has as {@code java:comp/DefaultManagedThreadFactory}. */
  private static final ManagedThreadFactory THREADS =
      new ManagedThreadFactory() {
        @Override
        public Thread newThread(Runnable task) {
          Thread thread = new Thread(task);
          thread.setDaemon(true);
          return thread;
        }

        @Override
        public ForkJoinWorkerThread newThread(ForkJoinPool pool) {
          return ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(pool);
        }
      };

  /** Sets which class stands behind an interface. */
  public TestServer with(Class<?> type, Class<?> implementation) {
    beans.put(type, bean(implementation));
    return this;
  }

  /** The bean of a class. */
  public <T> T bean(Class<T> type) {
    Object bean = beans.get(type);
    if (bean == null) {
      bean = create(type);
    }
    return type.cast(bean);
  }

  private Object create(Class<?> type) {
    try {
      Constructor<?> constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      Object bean = constructor.newInstance();
      beans.put(type, bean);
      for (Field field : type.getDeclaredFields()) {
        if (field.isAnnotationPresent(Inject.class)) {
          field.setAccessible(true);
          field.set(bean, bean(field.getType()));
        } else if (field.getType() == ManagedThreadFactory.class) {
          field.setAccessible(true);
          field.set(bean, THREADS);
        }
      }
      for (Method method : type.getDeclaredMethods()) {
        if (method.isAnnotationPresent(PostConstruct.class)) {
          method.setAccessible(true);
          tx(() -> method.invoke(bean));
        }
      }
      if (bean instanceof SigningKeys keys) {
        tx(
            () -> {
              keys.load();
              return keys;
            });
      }
      return bean;
    } catch (ReflectiveOperationException failed) {
      throw new IllegalStateException("Cannot make " + type, failed);
    }
  }

  /** Runs in one transaction, as a call of a session bean does. */
  public <T> T tx(Callable<T> work) {
    try {
      return transactions.run(work);
    } catch (RuntimeException failure) {
      throw failure;
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** Round trips to the database that the work costs in one transaction, its commit included. */
  public int roundTrips(Callable<?> work) {
    return roundTripsOf(() -> tx(work::call));
  }

  /** Round trips of work that brings its own transactions. */
  public int roundTripsOf(Runnable work) {
    int before = RoundTrips.count();
    work.run();
    return RoundTrips.count() - before;
  }

  /** How long the next statement in the transaction of some work may take, in milliseconds. */
  public int statementMillisAfter(Agent agent, Callable<?> work) {
    return tx(
        () -> {
          work.call();
          return bean(TenantDatabase.class)
              .first(
                  agent.accountId(),
                  "select setting::int as millis from pg_settings where name = 'statement_timeout'",
                  row -> row.integer("millis"))
              .orElseThrow();
        });
  }

  /** What was published since the last call. */
  public List<LiveEvent> published() {
    List<LiveEvent> events = List.copyOf(published);
    published.clear();
    return events;
  }

  /** The steps that a thing was announced to take, in the order they were announced. */
  public List<ChangeRange> changes(UUID subject) {
    return changes.stream().filter(change -> change.subject().equals(subject)).toList();
  }

  /** Lets time pass. */
  public void pass(Duration time) {
    clock.now = clock.now.plus(time);
  }

  /** The present. */
  public Instant now() {
    return clock.now;
  }

  /** The administrator of a new account. */
  public Agent newAccount() {
    String email = UUID.randomUUID() + "@example.com";
    return tx(
        () ->
            bean(RegistrationStore.class)
                .openAccount("Acme", email, "no password", Optional.empty())
                .agent());
  }

  /** A new customer of an account. */
  public Visitor newCustomer(UUID account) {
    UUID id = UUID.randomUUID();
    tx(
        () ->
            bean(TenantDatabase.class)
                .update(
                    account, "insert into customers (id, account_id) values (?, ?)", id, account));
    return new Visitor(account, id);
  }

  /** A request with the given names on the wire and values, in turn. */
  public <T> T request(Class<T> type, Object... namesAndValues) {
    return bean(RequestMapper.class).read(type, values(namesAndValues));
  }

  /** Input with the given names and values, in turn. */
  public static Input input(Object... namesAndValues) {
    return Input.of(values(namesAndValues));
  }

  private static Map<String, Object> values(Object... namesAndValues) {
    Map<String, Object> values = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return values;
  }

  private static final class TestClock extends Clock {
    private volatile Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
