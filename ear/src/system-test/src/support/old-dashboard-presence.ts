import type { PhoenixChannel } from "./phoenix-clients";
import type { Payload } from "./phoenix-wire";

interface Meta {
  phx_ref: string;
}

type People = Record<string, Meta[]>;

/**
 * Presence in deployed dashboards, which merge a `presence_diff` in a way of their own: what comes before the first
 * state is dropped; joins and leaves are both worked out from what was known before, and leaves win; somebody who
 * leaves keeps each meta that differs from any of those that leave. So docs/protocol.md restricts what a diff has.
 */
export class OldDashboardPresence {
  private people: People | undefined;

  constructor(channel: PhoenixChannel) {
    channel.on("presence_state", (state) => {
      this.people = metasOf(state);
    });
    channel.on("presence_diff", ({ joins, leaves }) => this.merge(metasOf(joins), metasOf(leaves)));
  }

  private merge(joins: People, leaves: People): void {
    const before = this.people;
    if (before === undefined) return;
    const after: People = { ...before };
    for (const [key, metas] of Object.entries(joins)) after[key] = [...(before[key] ?? []), ...metas];
    for (const [key, gone] of Object.entries(leaves)) {
      const left = (before[key] ?? []).filter((meta) => gone.some((one) => one.phx_ref !== meta.phx_ref));
      if (left.length > 0) after[key] = left;
      else delete after[key];
    }
    this.people = after;
  }

  /** How many tabs each person has. */
  counts(): Record<string, number> {
    return Object.fromEntries(Object.entries(this.people ?? {}).map(([key, metas]) => [key, metas.length]));
  }
}

function metasOf(wire: unknown): People {
  return Object.fromEntries(
    Object.entries(wire as Record<string, Payload>).map(([key, presence]) => [key, presence["metas"] as Meta[]]),
  );
}
