import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FaultyProxy } from "./support/faulty-proxy";
import { data, send } from "./support/http";
import { type Agent, newAccount, newVisitor, openConversation, reply, thread, type Visitor } from "./support/people";
import {
  type Client,
  connect,
  disconnectAll,
  everyClient,
  ok,
  type PhoenixChannel,
  type PhoenixPush,
  type PhoenixSocket,
} from "./support/phoenix-clients";
import { type Payload, WireSocket } from "./support/phoenix-wire";
import { serverUrl } from "./support/server";
import type { Conversation } from "./support/shapes";
import { Transcript } from "./support/transcript";
import { soon, until, within } from "./support/waiting";

/** Everything that a conversation's topic can push, except who comes and goes, which depends on the moment. */
const EVENTS = ["shout", "typing", "conversation:updated", "message:updated", "message:deleted", "messages:seen"];

const reference = everyClient.find((client) => client.name === "phoenix 1.8.16 over protocol 2") as Client;
let expected: string[];

beforeAll(async () => {
  expected = (await play(reference)).lines;
});

afterAll(disconnectAll);

describe("M12: one story with lost connections is the same for every client", () => {
  test("the story has happened", () => {
    const received = (event: string) => expected.filter((line) => line.startsWith(`received ${event} `));
    expect(expected[0], "nothing is received before the answer to the join").toBe("join: ok {}");
    expect(received("shout").map((line) => /"body":"([^"]*)"/.exec(line)?.[1])).toEqual([
      "one",
      "two",
      "written while away",
      "after garbage",
      "after a quiet end",
    ]);
    expect(received("typing")).toHaveLength(1);
    expect(received("message:updated")).toHaveLength(1);
    expect(received("message:deleted")).toHaveLength(1);
    expect(received("presence_state")).toHaveLength(4);
    expect(expected).toContain('unknown event: error {"reason":"unmatched event"}');
  });

  test.concurrent.each(
    everyClient.filter((client) => client !== reference).map((client) => [client.name, client] as const),
  )(
    "%s",
    async (_name, client) => {
      expect((await play(client)).lines).toEqual(expected);
    },
    60_000,
  );
});

async function play(client: Client): Promise<Transcript> {
  const agent = await newAccount();
  const visitor = await newVisitor(agent.accountId);
  const conversation = await openConversation(visitor);
  const proxy = await FaultyProxy.before(Number(new URL(serverUrl).port));
  const story = new Story(client, proxy, agent, visitor, conversation);
  try {
    await story.begin();
    await story.run();
    await story.change();
    await story.refuse();
    await story.loseTheLine();
    await story.sendGarbage();
    await story.endQuietly();
    await story.leave();
    await story.signOut();
  } finally {
    story.end();
    await proxy.close();
  }
  return story.transcript;
}

class Story {
  readonly transcript = new Transcript();
  private socket!: PhoenixSocket;
  private channel!: PhoenixChannel;
  private joins = 0;
  private sent = 0;

  constructor(
    private readonly client: Client,
    private readonly proxy: FaultyProxy,
    private readonly agent: Agent,
    private readonly visitor: Visitor,
    private readonly conversation: Conversation,
  ) {}

  private get topic(): string {
    return `conversation:${this.conversation.id}`;
  }

  private get endpoint(): string {
    return `ws://127.0.0.1:${this.proxy.port}/socket`;
  }

  async begin(): Promise<void> {
    this.socket = await connect(this.client, {}, {}, this.endpoint);
    this.channel = this.socket.channel(this.topic, { customer_id: this.visitor.customerId });
    for (const event of EVENTS) this.channel.on(event, (payload) => this.transcript.note(`received ${event}`, payload));
    // Only who: a line that was lost without a word is present beside its successor until its time is over. Old clients may
    // notice the end of one line twice, and join twice.
    this.channel.on("presence_state", (state) =>
      this.transcript.noteOnce("received presence_state", { who: Object.keys(state) }),
    );
    await this.answer(
      "join",
      this.channel.join().receive("ok", () => this.joined()),
    );
    await this.settled();
  }

  async run(): Promise<void> {
    await this.answer("shout", this.shout("one"));
    await reply(this.agent, this.conversation.id, "two");
    const desk = await WireSocket.open({ token: this.agent.token });
    const { joinRef } = await desk.join(this.topic);
    await desk.push(joinRef, this.topic, "typing", { typing: true });
    desk.close();
    await this.answer("seen", this.channel.push("messages:seen", {}));
    await this.settled();
  }

  async change(): Promise<void> {
    const { token } = this.agent;
    const message = await reply(this.agent, this.conversation.id, "between us", { private: true });
    await data(200, "PUT", `/api/messages/${message.id}`, { token, body: { message: { body: "still between us" } } });
    const [first, second] = await thread(this.agent, this.conversation.id);
    await data(200, "PUT", `/api/messages/${second?.id}`, { token, body: { message: { body: "2" } } });
    await send("DELETE", `/api/messages/${first?.id}`, { token });
    await data(200, "PUT", `/api/conversations/${this.conversation.id}`, {
      token,
      body: { conversation: { priority: "priority" } },
    });
    await this.settled();
  }

  async refuse(): Promise<void> {
    await this.answer("unknown event", this.channel.push("no such event", {}));
    await this.answer("shout of nothing", this.channel.push("shout", {}));
    await this.answer("a team's topic", this.socket.channel(`notification:${this.agent.accountId}`, {}).join());
    await this.answer("no topic", this.socket.channel("nothing:here", {}).join());
    await this.settled();
  }

  /** The network resets everything and refuses for a while; what is written meanwhile goes out when it is back. */
  async loseTheLine(): Promise<void> {
    const before = this.joins;
    this.proxy.refuse();
    await until("the client notices", () => !this.socket.isConnected());
    const written = this.shout("written while away");
    this.proxy.heal();
    await this.answer("shout while away", written);
    expect(this.joins).toBeGreaterThan(before);
    await this.settled();
  }

  /** The server closes a connection that sends what is no frame. */
  async sendGarbage(): Promise<void> {
    const before = this.joins;
    this.socket.conn?.send("no frame of any version");
    await until("the client is back after garbage", () => this.joins > before);
    await this.answer("shout", this.shout("after garbage"));
    await this.settled();
  }

  async endQuietly(): Promise<void> {
    const before = this.joins;
    this.proxy.cutAll("end");
    await until("the client is back after a quiet end", () => this.joins > before);
    await this.answer("shout", this.shout("after a quiet end"));
    await this.settled();
    const bodies = (await thread(this.agent, this.conversation.id)).map((message) => message.body);
    this.transcript.note(`stored ${bodies.join(", ")}`);
  }

  async leave(): Promise<void> {
    await this.answer("leave", this.channel.leave());
    await reply(this.agent, this.conversation.id, "gone already?");
    await this.answer("room", this.socket.channel(`room:${this.agent.accountId}`, {}).join());
  }

  /** An agent whose session ends is closed and not let in again. */
  async signOut(): Promise<void> {
    const desk = await connect(this.client, { token: this.agent.token }, {}, this.endpoint);
    let joins = 0;
    const all = desk.channel(`notification:${this.agent.accountId}`, {});
    await this.answer(
      "notification",
      all.join().receive("ok", () => {
        joins += 1;
      }),
    );
    await this.answer("read", all.push("read", { conversation_id: this.conversation.id }));
    await send("DELETE", "/api/session", { token: this.agent.token });
    await until("the desk is closed", () => !desk.isConnected());
    desk.disconnect();
    this.transcript.note(`signed out after ${joins} join`);
  }

  end(): void {
    this.socket?.disconnect();
  }

  private joined(): void {
    this.joins += 1;
  }

  private shout(body: string): PhoenixPush {
    this.sent += 1;
    return this.channel.push("shout", {
      body,
      customer_id: this.visitor.customerId,
      sent_at: new Date(Date.UTC(2030, 0, 1, 0, 0, this.sent)).toISOString(),
    });
  }

  private async answer(what: string, push: PhoenixPush): Promise<void> {
    const answered = new Promise<void>((resolve) => {
      let isFirst = true;
      // A join is answered again after each reconnect.
      const note = (status: string) => (response: Payload) => {
        if (isFirst) this.transcript.note(`${what}: ${status}`, response);
        isFirst = false;
        resolve();
      };
      push.receive("ok", note("ok")).receive("error", note("error")).receive("timeout", note("timeout"));
    });
    await within(soon * 2, `an answer to ${what}`, answered);
  }

  /** Everything announced so far has been received: it was on its way before this answer. */
  private async settled(): Promise<void> {
    await ok(this.channel.push("ping", {}));
  }
}
