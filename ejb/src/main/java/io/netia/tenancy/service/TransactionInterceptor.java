package io.netia.tenancy.service;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import org.jspecify.annotations.Nullable;

/** Gives the methods of {@link InTransaction} beans their transaction. */
@Interceptor
@InTransaction
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 200)
public class TransactionInterceptor {

  @Inject private Transactions transactions;

  /** Runs the method in a transaction. */
  @AroundInvoke
  public @Nullable Object around(InvocationContext call) {
    return transactions.call(() -> proceed(call));
  }

  private static @Nullable Object proceed(InvocationContext call) {
    try {
      return call.proceed();
    } catch (RuntimeException failed) {
      throw failed;
    } catch (Exception checked) {
      throw new IllegalStateException("Use cases throw no checked exceptions", checked);
    }
  }
}
