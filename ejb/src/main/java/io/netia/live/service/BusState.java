package io.netia.live.service;

/** How events reach the other nodes at this moment. */
public enum BusState {
  /** There is no network between nodes: this is the only one. */
  SINGLE,
  /** Over Redis or the data grid. */
  NETWORK,
  /** Through the database, a fraction of a second later, because the network does not carry. */
  DATABASE
}
