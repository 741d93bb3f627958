import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { send } from "./support/http";
import { Ledger } from "./support/ledger";
import { type Agent, newAccount, newVisitor, openConversation, thread, type Visitor } from "./support/people";
import { WireSocket } from "./support/phoenix-wire";
import { randomFrom } from "./support/random";
import { canControlServer, killServer, startServer } from "./support/server";
import type { Conversation } from "./support/shapes";
import { until, within } from "./support/waiting";

/** Somebody who sends as fast as answers come, until the server is gone. */
interface Writer {
  conversation: Conversation;
  /** Sends once and resolves when it is answered well. */
  write: (words: string, clientId: string) => Promise<void>;
}

describe.runIf(canControlServer)("M1: a server that is killed while twelve people write", () => {
  test("has every answered message afterwards, none twice, and takes repeated ones as the same", async () => {
    const seed = Number(process.env["NETIA_SEED"] ?? Date.now() % 1_000_000);
    const random = randomFrom(seed);
    const agent = await newAccount();
    const visitors = await Promise.all(Array.from({ length: 8 }, () => newVisitor(agent.accountId)));
    const conversations = await Promise.all(visitors.map((visitor) => openConversation(visitor)));
    const writers = await Promise.all([
      ...visitors.map((visitor, index) => atTheWidget(visitor, at(conversations, index))),
      ...[0, 1].map((index) => atTheDesk(agent, at(conversations, index))),
      ...[2, 3].map((index) => overRest(agent, at(conversations, index))),
    ]);

    const ledger = new Ledger();
    const unanswered: { writer: Writer; words: string; clientId: string }[] = [];
    let killed = false;
    const writing = writers.map(async (writer, who) => {
      for (let turn = 1; !killed; turn += 1) {
        const words = `${who}/${turn}`;
        const clientId = randomUUID();
        ledger.trying(words);
        try {
          await writer.write(words, clientId);
          ledger.answered(words);
        } catch {
          unanswered.push({ writer, words, clientId });
          return;
        }
      }
    });
    const enough = 200 + Math.floor(random() * 200);
    await until(`${enough} messages are answered`, () => ledger.answers >= enough, 30_000);
    await killServer();
    killed = true;
    await Promise.all(writing);
    await startServer();

    const stored = () => Promise.all(conversations.map((conversation) => thread(agent, conversation.id)));
    const before = (await stored()).flat().map((message) => message.body ?? "");
    expect(ledger.reckon(before), `seed ${seed}`).toMatchObject({ lost: [], invented: [], doubled: [] });

    for (const { writer, words, clientId } of unanswered) {
      const message = { conversation_id: writer.conversation.id, body: words, client_id: clientId };
      const author = words.startsWith("8/") || words.startsWith("9/") || /^1[01]\//.test(words);
      const customer = author ? {} : { customer_id: writer.conversation.customer_id };
      const answer = await send("POST", "/api/messages", {
        token: agent.token,
        body: { message: { ...message, ...customer } },
      });
      expect(answer.status, answer.text).toBe(201);
      ledger.answered(words);
    }
    for (const one of await stored()) {
      expect(one.map((message) => message.seq)).toEqual(one.map((_, index) => index + 1));
    }
    const after = (await stored()).flat().map((message) => message.body ?? "");
    expect(ledger.reckon(after), `seed ${seed}`).toEqual({ lost: [], invented: [], doubled: [], recovered: [] });
    expect(after).toHaveLength(ledger.attempts.length);
  }, 120_000);
});

function at<T>(list: T[], index: number): T {
  const one = list[index];
  if (one === undefined) throw new Error(`nothing at ${index}`);
  return one;
}

async function atTheWidget(visitor: Visitor, conversation: Conversation): Promise<Writer> {
  const socket = await WireSocket.open();
  const topic = `conversation:${conversation.id}`;
  const { joinRef } = await socket.join(topic, { customer_id: visitor.customerId });
  return writerOn(socket, conversation, (words, clientId) =>
    socket.push(joinRef, topic, "shout", {
      body: words,
      client_id: clientId,
      customer_id: visitor.customerId,
      sent_at: new Date().toISOString(),
    }),
  );
}

async function atTheDesk(agent: Agent, conversation: Conversation): Promise<Writer> {
  const socket = await WireSocket.open({ token: agent.token });
  const topic = `notification:${agent.accountId}`;
  const { joinRef } = await socket.join(topic);
  return writerOn(socket, conversation, (words, clientId) =>
    socket.push(joinRef, topic, "shout", { conversation_id: conversation.id, body: words, client_id: clientId }),
  );
}

function writerOn(
  socket: WireSocket,
  conversation: Conversation,
  push: (words: string, clientId: string) => Promise<{ status: string }>,
): Writer {
  const gone = socket.closed.then(() => {
    throw new Error("the connection is gone");
  });
  gone.catch(() => undefined);
  return {
    conversation,
    write: async (words, clientId) => {
      const reply = await within(20_000, `an answer to ${words}`, Promise.race([push(words, clientId), gone]));
      if (reply.status !== "ok") throw new Error(JSON.stringify(reply));
    },
  };
}

async function overRest(agent: Agent, conversation: Conversation): Promise<Writer> {
  return {
    conversation,
    write: async (words, clientId) => {
      const message = { conversation_id: conversation.id, body: words, client_id: clientId };
      const answer = await send("POST", "/api/messages", { token: agent.token, body: { message } });
      if (answer.status !== 201) throw new Error(`${answer.status} ${answer.text}`);
    },
  };
}
