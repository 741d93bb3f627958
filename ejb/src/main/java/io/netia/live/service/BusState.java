package io.netia.live.service;

/** How events reach the other nodes at this moment. */
public enum BusState {
  /** There is no transport: this is the only node. */
  SINGLE("single"),
  /** By the transport, Redis or the data grid. */
  TRANSPORT("network"),
  /** Through the database, a fraction of a second later, because the transport does not work. */
  DATABASE("database");

  private final String label;

  BusState(String label) {
    this.label = label;
  }

  /** The state in the metric {@code netia_bus_state}, where dashboards and alerts look for it. */
  public String label() {
    return label;
  }
}
