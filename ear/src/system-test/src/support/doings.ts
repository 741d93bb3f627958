import { data, send } from "./http";
import { type Agent, newTeammate, newVisitor, openConversation, reply, type Visitor } from "./people";
import type { Payload, WireSocket } from "./phoenix-wire";
import type { Conversation, Message } from "./shapes";

/** Where things are done: an account with people who act. */
export interface Scene {
  agent: Agent;
  teammate: Agent;
  visitor: Visitor;
  /** The agent's joined socket, and the visitor's. */
  desk: { socket: WireSocket; joinRef: string };
  phone: { socket: WireSocket; joinRefs: Map<string, string> };
  conversations: Conversation[];
  random: () => number;
}

export type Doing = (scene: Scene) => Promise<unknown>;

function pick<T>(scene: Scene, list: readonly T[]): T {
  return list[Math.floor(scene.random() * list.length)] as T;
}

function words(scene: Scene): string {
  return `words ${Math.floor(scene.random() * 1e9)}`;
}

function change(fields: (scene: Scene) => Record<string, unknown>): Doing {
  return (scene) =>
    data(200, "PUT", `/api/conversations/${pick(scene, scene.conversations).id}`, {
      token: scene.agent.token,
      body: { conversation: fields(scene) },
    });
}

async function messages(scene: Scene): Promise<Message[]> {
  const { id } = pick(scene, scene.conversations);
  const found = await data<Conversation>(200, "GET", `/api/conversations/${id}`, { token: scene.agent.token });
  return found.messages;
}

async function fromPhone(scene: Scene, event: string, payload: Payload): Promise<unknown> {
  const [topic, joinRef] = pick(scene, [...scene.phone.joinRefs]);
  return scene.phone.socket.push(joinRef, topic, event, payload);
}

async function begun(scene: Scene, beginning: Promise<Conversation>): Promise<void> {
  scene.conversations.push(await beginning);
}

/** Everything that people can do today and that others get events of, by name. */
export const doings: Record<string, Doing> = {
  "the agent replies": (scene) => reply(scene.agent, pick(scene, scene.conversations).id, words(scene)),
  "the agent replies through the socket": (scene) =>
    scene.desk.socket.push(scene.desk.joinRef, `notification:${scene.agent.accountId}`, "shout", {
      conversation_id: pick(scene, scene.conversations).id,
      body: words(scene),
    }),
  "the teammate notes": (scene) =>
    reply(scene.teammate, pick(scene, scene.conversations).id, words(scene), { private: true, type: "note" }),
  "the visitor writes": (scene) => fromPhone(scene, "shout", { body: words(scene), sent_at: new Date().toISOString() }),
  "the visitor has seen": (scene) => fromPhone(scene, "messages:seen", {}),
  "the agent has read": (scene) =>
    scene.desk.socket.push(scene.desk.joinRef, `notification:${scene.agent.accountId}`, "read", {
      conversation_id: pick(scene, scene.conversations).id,
    }),
  "somebody marks it unread": change(() => ({ read: false })),
  "somebody closes it": change(() => ({ status: "closed" })),
  "somebody opens it": change(() => ({ status: "open" })),
  "somebody sets its priority": change((scene) => ({ priority: pick(scene, ["priority", "not_priority"]) })),
  "somebody assigns it": change((scene) => ({
    assignee_id: pick(scene, [null, scene.agent.userId, scene.teammate.userId]),
  })),
  "somebody names it": change((scene) => ({ subject: pick(scene, [null, words(scene)]) })),
  "somebody archives it": (scene) =>
    data(200, "POST", `/api/conversations/${pick(scene, scene.conversations).id}/archive`, {
      token: scene.agent.token,
    }),
  "somebody restores it": change(() => ({ archived_at: null })),
  "the visitor begins another": (scene) => begun(scene, openConversation(scene.visitor, words(scene))),
  "the agent begins another": (scene) =>
    begun(
      scene,
      data<Conversation>(201, "POST", "/api/conversations", {
        token: scene.agent.token,
        body: { conversation: { customer_id: scene.visitor.customerId }, message: { body: words(scene) } },
      }),
    ),
  "somebody edits a message": async (scene) => {
    const message = pick(scene, await messages(scene));
    if (message === undefined) return;
    await data(200, "PUT", `/api/messages/${message.id}`, {
      token: scene.agent.token,
      body: { message: { body: words(scene), metadata: { edited: true } } },
    });
  },
  "somebody deletes a message": async (scene) => {
    const message = pick(scene, await messages(scene));
    if (message !== undefined) await remove(scene, `/api/messages/${message.id}`);
  },
  "somebody deletes a conversation": async (scene) => {
    // Those that the visitor's phone has open are left alone.
    const others = scene.conversations.filter(({ id }) => !scene.phone.joinRefs.has(`conversation:${id}`));
    if (others.length === 0) return;
    const { id } = pick(scene, others);
    scene.conversations = scene.conversations.filter((conversation) => conversation.id !== id);
    await remove(scene, `/api/conversations/${id}`);
  },
  "an inbox goes, with what is in it": async (scene) => {
    const body = { inbox: { name: words(scene) } };
    const inbox = await data<{ id: string }>(201, "POST", "/api/inboxes", { token: scene.agent.token, body });
    for (const _ of [1, 2]) await change(() => ({ inbox_id: inbox.id }))(scene);
    await remove(scene, `/api/inboxes/${inbox.id}`);
  },
  "a teammate leaves who had something to do": async (scene) => {
    const leaving = await newTeammate(scene.agent);
    for (const _ of [1, 2]) await change(() => ({ assignee_id: leaving.userId }))(scene);
    const { status } = await send("DELETE", `/api/users/${leaving.userId}`, { token: leaving.token });
    if (status >= 300) throw new Error(`The user is still there: ${status}`);
  },
  "somebody removes another customer": async (scene) => {
    const { customerId, accountId } = await newVisitor(scene.agent.accountId);
    await openConversation({ customerId, accountId }, words(scene));
    await remove(scene, `/api/customers/${customerId}`);
  },
  "somebody describes the customer": (scene) =>
    data(200, "PUT", `/api/customers/${scene.visitor.customerId}`, {
      token: scene.agent.token,
      body: { customer: { name: words(scene), metadata: { plan: words(scene) } } },
    }),
  "the page describes its visitor": (scene) =>
    data(200, "PUT", `/api/customers/${scene.visitor.customerId}/metadata`, {
      body: { metadata: { email: `${Math.floor(scene.random() * 1e9)}@example.com`, browser: "Firefox" } },
    }),
};

async function remove(scene: Scene, path: string): Promise<void> {
  const { status } = await send("DELETE", path, { token: scene.agent.token });
  if (status !== 204) throw new Error(`DELETE ${path} answered ${status}`);
}
