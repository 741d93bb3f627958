import { expect, test } from "vitest";
import { isDatabaseKnown } from "./support/database";
import { send } from "./support/http";
import { newAccount, newVisitor, openConversation } from "./support/people";
import { probe } from "./support/probe";
import { serverUrl } from "./support/server";
import { TableLock } from "./support/table-lock";
import { until } from "./support/waiting";

const connections = 32;
/** Half of the time after which the database gives up a statement that waits for a lock. */
const heldMs = 2_500;

function threadsThatWait(): Promise<number> {
  return send("GET", "/metrics", { token: process.env["NETIA_METRICS_TOKEN"] }).then(({ text }) =>
    Number(/^netia_pool_connections\{state="waiting"\} (\S+)$/m.exec(text)?.[1]),
  );
}

test.runIf(isDatabaseKnown)(
  "a node whose serving connections are all in use is ready",
  { timeout: 60_000 },
  async () => {
    const agent = await newAccount();
    const { id } = await openConversation(await newVisitor(agent.accountId));
    const lock = await TableLock.take("conversations");
    const began = performance.now();
    const sending = Array.from({ length: connections + 8 }, (_, index) =>
      send("POST", "/api/messages", {
        token: agent.token,
        body: { message: { conversation_id: id, body: `message ${index}` } },
      }),
    );
    try {
      await until("requests wait for a connection", async () => (await threadsThatWait()) > 0, heldMs);
      const answers = [];
      while (performance.now() - began < heldMs) answers.push(await probe(serverUrl, "/health/ready"));
      expect(await threadsThatWait()).toBeGreaterThan(0);
      expect(answers.length).toBeGreaterThan(0);
      expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
    } finally {
      lock.release();
    }
    expect((await Promise.all(sending)).map(({ status }) => status)).toEqual(sending.map(() => 201));
  },
);
