import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { type Answer, data, send } from "./support/http";
import { type Agent, newAccount } from "./support/people";

/* Whose request it is: the address that connects, whatever it writes about itself. No proxy is trusted here. */

let agent: Agent;

beforeAll(async () => {
  agent = await newAccount();
});

test.each(["9.9.9.9", "9.9.9.9, 10.0.0.1", "1.2.3.4:8000", ":", "999.9.9.9", "[::1]:80", "x".repeat(2_000)])(
  "an address that the caller writes is not kept as the visitor's: %.20s",
  async (written) => {
    const body = { customer: { account_id: agent.accountId } };
    const headers = { "x-forwarded-for": written, forwarded: `for=${written}`, "x-real-ip": written };
    const { id } = await data<{ id: string }>(201, "POST", "/api/customers", { headers, body, address: "127.0.0.41" });
    const kept = await data<{ ip: string }>(200, "GET", `/api/customers/${id}`, { token: agent.token });
    expect(kept.ip).toBe("127.0.0.41");
  },
);

test("whoever writes another address each time is counted as one", async () => {
  const most = Number(process.env["NETIA_LIMIT_LOGIN_ADDRESS"] ?? 0);
  expect(most, "the limit under test is on").toBeGreaterThan(0);
  const renew = (n: number) =>
    send("POST", "/api/session/renew", {
      address: "127.0.0.42",
      headers: { authorization: randomUUID(), "x-forwarded-for": `9.9.${n >> 8}.${n & 255}` },
    });
  let refused: Answer | undefined;
  for (let n = 0; refused === undefined && n <= most + 50; n += 50) {
    const answers = await Promise.all(Array.from({ length: 50 }, (_, more) => renew(n + more)));
    refused = answers.find(({ status }) => status !== 401);
  }
  expect(refused?.status).toBe(429);
  expect(Number(refused?.headers["retry-after"])).toBeGreaterThan(0);
  const other = await send("POST", "/api/session/renew", {
    address: "127.0.0.43",
    headers: { authorization: randomUUID() },
  });
  expect(other.status, "others have their own").toBe(401);
});

test("a long beginning of a conversation counts as many", async () => {
  const most = Number(process.env["NETIA_LIMIT_CONVERSATION"] ?? 0);
  expect(most, "the limit under test is on").toBeGreaterThan(0);
  const length = 250_000;
  // It is counted before anybody looks at what is in it.
  const begin = (address: string) =>
    send("POST", "/api/conversations", { address, body: { conversation: { subject: "x".repeat(length) } } });
  let begun = 0;
  while ((await begin("127.0.0.44")).status === 422) begun++;
  expect((await begin("127.0.0.44")).status).toBe(429);
  expect((await begin("127.0.0.45")).status, "others have their own").toBe(422);
  const expected = most / (length / 4096);
  expect(begun).toBeGreaterThan(expected / 2);
  expect(begun).toBeLessThan(expected * 2);
});

test("one address gets so many pages in a minute, and others have their own", async () => {
  const most = Number(process.env["NETIA_LIMIT_PAGE"] ?? 0);
  expect(most, "the limit under test is on").toBeGreaterThan(0);
  const page = (address: string) => send("GET", "/widget.js", { address });
  let served = 0;
  let refused: Answer | undefined;
  while (refused === undefined && served <= most) {
    const answers = await Promise.all(Array.from({ length: 50 }, () => page("127.0.0.46")));
    served += answers.filter(({ status }) => status === 200).length;
    refused = answers.find(({ status }) => status !== 200);
  }
  expect(served).toBeGreaterThanOrEqual(most / 12);
  expect(refused?.status).toBe(429);
  expect(Number(refused?.headers["retry-after"])).toBeGreaterThan(0);
  expect((await page("127.0.0.47")).status).toBe(200);
});
