import { parseConversation, parseMessages } from "../../../../../web/dashboard/src/conversations/parse";
import {
  emptyInbox,
  type InboxEvent,
  type InboxState,
  reduce,
} from "../../../../../web/dashboard/src/conversations/state";
import { caughtUp } from "../../../../../web/dashboard/src/conversations/thread";
import { translate } from "../../../../../web/dashboard/src/conversations/translate";
import { data, send } from "./http";
import type { Agent } from "./people";

interface Pushed {
  event: string;
  payload: unknown;
}

/** The state of a dashboard: loaded once, and kept true by events alone, through the reducers that the dashboard ships. */
export class DashboardState {
  private state: InboxState = emptyInbox;

  private constructor(private readonly agent: Agent) {}

  /** Loads the conversations of the account, each with its thread, as if all of them were open. */
  static async load(agent: Agent): Promise<DashboardState> {
    const dashboard = new DashboardState(agent);
    const listed = await data<{ id: string }[]>(200, "GET", "/api/conversations?limit=100", { token: agent.token });
    for (const { id } of listed) await dashboard.read(id);
    return dashboard;
  }

  /** As the workspace does: apply, then read what the event does not hold. */
  async receive(event: Pushed): Promise<void> {
    const { changes, unknown } = translate(this.state, event);
    for (const change of changes) this.apply(change);
    if (unknown !== null) await this.read(unknown);
    for (const [id, thread] of Object.entries(this.state.threads)) {
      if (!thread.needsCatchUp) continue;
      const path = `/api/conversations/${id}/messages?after_seq=${thread.upTo}`;
      const missed = parseMessages(await data<unknown[]>(200, "GET", path, { token: this.agent.token }));
      this.apply({ type: "thread_changed", id, change: (known) => caughtUp(known, missed) });
    }
  }

  /** What an agent can see: conversations that are not archived, their rows and their words. */
  get visible(): unknown {
    const shown = Object.values(this.state.conversations).filter(({ archived_at }) => archived_at === null);
    return Object.fromEntries(
      shown.map(({ id, last_activity_at: _, ...row }) => [
        id,
        { ...row, messages: this.state.threads[id]?.messages ?? [] },
      ]),
    );
  }

  private apply(event: InboxEvent): void {
    this.state = reduce(this.state, event);
  }

  private async read(id: string): Promise<void> {
    const answer = await send("GET", `/api/conversations/${id}?messages_limit=200`, { token: this.agent.token });
    // Gone again; the event about that follows.
    if (answer.status === 404) return;
    const raw = (answer.json as { data: Record<string, unknown> }).data;
    const conversation = parseConversation(raw);
    if (conversation === null) throw new Error(`no conversation: ${answer.text.slice(0, 300)}`);
    this.apply({ type: "thread_loaded", conversation, messages: parseMessages(raw["messages"]) });
  }
}
