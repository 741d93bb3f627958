import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { type Answer, data, send } from "./support/http";
import { type Agent, newAccount, newVisitor, openConversation, reply } from "./support/people";
import { probe } from "./support/probe";
import { serverUrl } from "./support/server";
import type { Conversation } from "./support/shapes";

/** More than the heap of the server under test could hold at a time. */
const atOnce = 60;
const rounds = 3;
const messages = 42;
const stranger = "127.0.77.1";

let agent: Agent;
let conversation: Conversation;

beforeAll(async () => {
  agent = await newAccount();
  conversation = await openConversation(await newVisitor(agent.accountId));
  for (let count = 0; count < messages; count += 1) {
    await reply(agent, conversation.id, "\u00fc\u4f60 ".repeat(33_333));
  }
});

test("4 MB asked for on 60 connections: each is answered or asked to come back, and others are served meanwhile", {
  timeout: 120_000,
}, async () => {
  const other = await newAccount();
  await openConversation(await newVisitor(other.accountId), "Is anybody there?");
  let isOver = false;
  const ask = async (): Promise<Answer[]> => {
    const answers: Answer[] = [];
    for (let round = 0; round < rounds; round += 1) {
      answers.push(
        await send("GET", `/api/conversations/${conversation.id}`, { token: agent.token, address: stranger }),
      );
    }
    return answers;
  };
  const asking = Promise.all(Array.from({ length: atOnce }, ask)).finally(() => {
    isOver = true;
  });
  let served = 0;
  while (!isOver) {
    const list = await data<Conversation[]>(200, "GET", "/api/conversations", { token: other.token });
    expect(list).toHaveLength(1);
    served += 1;
  }
  const answers = (await asking).flat();

  expect(served).toBeGreaterThan(0);
  expect(answers.filter(({ status }) => status !== 200 && status !== 429 && status !== 503)).toEqual([]);
  const refused = answers.filter(({ status }) => status !== 200);
  expect(refused.filter(({ headers }) => headers["retry-after"] === undefined)).toEqual([]);
  const made = answers.filter(({ status }) => status === 200);
  expect(made.length).toBeGreaterThan(0);
  expect(made.filter(({ text }) => text.length < 1_500_000)).toEqual([]);
  expect((await probe(serverUrl, "/health/ready")).status).toBe(200);
});

test("a message with very many control characters, which JSON writes as six each, is refused by name", async () => {
  const body = { message: { conversation_id: conversation.id, client_id: randomUUID(), body: "\u0001".repeat(1_001) } };
  const answer = await send("POST", "/api/messages", { token: agent.token, body });
  expect(answer.status, answer.text).toBe(422);
  expect(answer.json).toMatchObject({ error: { errors: { body: [expect.any(String)] } } });
});
