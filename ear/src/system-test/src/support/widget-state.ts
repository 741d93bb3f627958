import { type ChatState, initial, reduce } from "../../../../../widget/src/chat/app/state";
import { readParameters } from "../../../../../widget/src/chat/appearance/parameters";
import { isUnseen, readConversation, readMessages } from "../../../../../widget/src/chat/conversation/message";
import { askedAgain } from "../../../../../widget/src/chat/conversation/thread";
import { CHANGES, translate } from "../../../../../widget/src/chat/conversation/translate";
import { data } from "./http";
import type { Agent, Visitor } from "./people";
import type { WireSocket } from "./phoenix-wire";
import { serverUrl } from "./server";

/** The state of a widget, kept true by its conversation's topic alone, through the reducers that the widget ships. */
export class WidgetState {
  private state: ChatState;

  private constructor(private readonly conversationId: string) {
    const parameters = readParameters(new URL(`${serverUrl}/chat`), false);
    this.state = initial(parameters, { outbox: [], email: null }, true, true);
  }

  /** Its words as the visitor reads them; how it stands as the team does, since visitors are shown their newest only. */
  static async load(agent: Agent, visitor: Visitor, conversationId: string): Promise<WidgetState> {
    const query = new URLSearchParams({ account_id: visitor.accountId, customer_id: visitor.customerId });
    const path = `/api/conversations/${conversationId}`;
    const words = await data<unknown[]>(200, "GET", `${path}/messages?after_seq=0&${query}`);
    const conversation = readConversation(await data(200, "GET", path, { token: agent.token }));
    if (conversation === null) throw new Error("no conversation in the answer");
    const widget = new WidgetState(conversationId);
    const messages = readMessages(words);
    widget.state = reduce(widget.state, { type: "conversation", conversation: { ...conversation, messages } });
    return widget;
  }

  /** As the widget joins, with what it knows; everything received by then is applied. */
  async join(socket: WireSocket, visitor: Visitor): Promise<void> {
    const topic = `conversation:${this.conversationId}`;
    const { thread } = this.state;
    if (thread === null) throw new Error("nothing to follow");
    const window = askedAgain(thread);
    const { response } = await socket.join(topic, { customer_id: visitor.customerId, after_seq: window.after });
    this.state = reduce(this.state, { type: "missed", messages: readMessages(response["messages"]), window });
    const updates = response["conversation"] as Record<string, unknown>;
    this.state = reduce(this.state, { type: "conversation-updated", conversationId: this.conversationId, updates });
  }

  receive(event: string, payload: unknown): void {
    const known = CHANGES.find((name) => name === event);
    const change = known === undefined ? null : translate(known, payload, this.conversationId);
    if (change !== null) this.state = reduce(this.state, change);
  }

  /** What the visitor can see. */
  get visible(): unknown {
    const { thread } = this.state;
    const messages = thread?.messages.map(({ seen_at: _, ...message }) => message);
    const unseen = thread?.messages.filter(isUnseen).map(({ seq }) => seq);
    return { status: thread?.status, read: thread?.read, messages, unseen };
  }
}
