import { expect, test } from "vitest";
import { isDatabaseKnown } from "./support/database";
import { send } from "./support/http";
import { newAccount, newVisitor, openConversation } from "./support/people";
import { probe } from "./support/probe";
import { serverUrl } from "./support/server";
import { TableLock } from "./support/table-lock";
import { until } from "./support/waiting";

const connections = 32;
/** The database gives up a statement that waits for a lock after 5 s: the requests may take 3 s to come, and are held for one more. */
const comingMs = 3_000;
const heldMs = 1_000;

/** How many connections are in use, and whether threads wait for one. */
async function pool(): Promise<{ inUse: number; isAwaited: boolean }> {
  const { text } = await send("GET", "/metrics", { token: process.env["NETIA_METRICS_TOKEN"] });
  const gauge = (state: string) =>
    Number(new RegExp(`^netia_pool_connections\\{state="${state}"\\} (\\S+)$`, "m").exec(text)?.[1]);
  return { inUse: gauge("in_use"), isAwaited: gauge("waiting") > 0 };
}

test.runIf(isDatabaseKnown)(
  "a node whose serving connections are all in use is ready",
  { timeout: 60_000 },
  async () => {
    const agent = await newAccount();
    const { id } = await openConversation(await newVisitor(agent.accountId));
    const lock = await TableLock.take("conversations");
    const sending = Array.from({ length: connections + 8 }, (_, index) =>
      send("POST", "/api/messages", {
        token: agent.token,
        body: { message: { conversation_id: id, body: `message ${index}` } },
      }),
    );
    try {
      const isFull = ({ inUse, isAwaited }: Awaited<ReturnType<typeof pool>>) => inUse === connections && isAwaited;
      await until("all connections are in use", async () => isFull(await pool()), comingMs);
      const since = performance.now();
      const answers = [];
      while (performance.now() - since < heldMs) answers.push(await probe(serverUrl, "/health/ready"));
      expect(await pool()).toEqual({ inUse: connections, isAwaited: true });
      expect(answers.length).toBeGreaterThan(0);
      expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
    } finally {
      lock.release();
    }
    expect((await Promise.all(sending)).map(({ status }) => status)).toEqual(sending.map(() => 201));
  },
);
