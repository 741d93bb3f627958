package io.netia.connections.rest;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What one address uses at the moment.
 *
 * @param key how limits call it
 * @param connections how many are open
 * @param unsent bytes of answers that wait to be read
 */
record AddressUse(String key, AtomicInteger connections, AtomicLong unsent) {

  AddressUse(String key) {
    this(key, new AtomicInteger(), new AtomicLong());
  }
}
