import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { beforeAll, describe, expect, test } from "vitest";
import { send } from "./support/http";
import { type Agent, newAccount, newVisitor, openConversation } from "./support/people";
import { WireSocket } from "./support/phoenix-wire";
import { connection, head } from "./support/raw-http";
import { canControlServer, readLog, watchLog } from "./support/server";
import { until } from "./support/waiting";

let agent: Agent;

beforeAll(async () => {
  agent = await newAccount();
});

/** Deletes a conversation, which is logged, and returns the id that the answer calls the request by. */
async function remove(conversation: string, requestId: string): Promise<string> {
  const answer = await send("DELETE", `/api/conversations/${conversation}`, {
    token: agent.token,
    headers: { "x-request-id": requestId },
  });
  expect(answer.status).toBe(204);
  return String(answer.headers["x-request-id"]);
}

/** Sends what is the beginning of more, and is gone without waiting for an answer. */
async function hangUp(sent: string): Promise<void> {
  const socket = connection();
  await once(socket, "connect");
  await new Promise((resolve) => socket.write(sent, resolve));
  await new Promise((resolve) => setTimeout(resolve, 10));
  socket.resetAndDestroy();
}

describe.skipIf(!canControlServer)("the log", () => {
  test("names the request and the account of a line", async () => {
    const conversation = await openConversation(await newVisitor(agent.accountId), "hello");
    const requestId = `request-${randomUUID()}`;
    const logged = await readLog();
    expect(await remove(conversation.id, requestId)).toBe(requestId);
    const line = await until("the line is written", async () =>
      (await logged())
        .split("\n")
        .find((one) => one.includes(`conversation:${conversation.id}`) && one.includes(requestId)),
    );
    expect(line).toMatch(new RegExp(` \\| request_id=${requestId} account_id=${agent.accountId} node=\\w+$`));
  });

  test("takes over no request id that could be anything but one", async () => {
    const logged = await readLog();
    const wrong = ["a b c d e f g h", "x".repeat(129), "short", "<script>alert(1)</script>"];
    for (const id of wrong) {
      const conversation = await openConversation(await newVisitor(agent.accountId), "hello");
      expect(await remove(conversation.id, id)).toMatch(/^[A-Za-z0-9._:=+/-]{8,128}$/);
    }
    const text = await logged();
    for (const id of wrong.map((one) => one.trim()).filter((one) => one !== "short")) expect(text).not.toContain(id);
  });

  test("has not a line about clients that hang up", async () => {
    const warnings = await watchLog();
    const post = head("POST", "/api/session", "content-type: application/json", "content-length: 1000");
    const pages = head("GET", "/").repeat(20);
    for (let turn = 0; turn < 15; turn += 1) {
      await Promise.all(Array.from({ length: 20 }, (_, at) => hangUp(at % 2 === 0 ? `${post}{"user":` : pages)));
    }
    const marker = await readLog();
    const conversation = await openConversation(await newVisitor(agent.accountId), "hello");
    await remove(conversation.id, `request-${randomUUID()}`);
    await until("a later line is written", async () => (await marker()).includes(conversation.id));
    expect(await warnings()).toEqual([]);
  });

  test("holds no words, passwords or tokens", async () => {
    const logged = await readLog();
    const words = `words-${randomUUID()}`;
    const password = `password-${randomUUID()}`;
    const visitor = await newVisitor(agent.accountId);
    const conversation = await openConversation(visitor, words);
    await send("POST", "/api/session", { body: { user: { email: "nobody@example.com", password } } });
    await send("POST", `/api/messages?token=${words}`, {
      token: `${agent.token}x`,
      body: { message: { body: words } },
    });
    const socket = await WireSocket.open({ token: agent.token });
    await socket.join(`conversation:${conversation.id}`);
    await socket.push(null, `conversation:${conversation.id}`, "shout", { body: words, sent_at: 7, file_ids: words });
    socket.close();
    await WireSocket.open({ token: `${agent.token}x` }).catch(() => undefined);
    await remove(conversation.id, `request-${randomUUID()}`);
    const text = await logged();
    for (const secret of [words, password, agent.token]) expect(text).not.toContain(secret);
  });
});
