import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { databaseSettings, isDatabaseKnown } from "./support/database";
import { send } from "./support/http";
import { newAccount, newTeammate, newVisitor, openConversation } from "./support/people";
import { WireSocket } from "./support/phoenix-wire";
import type { FeedPage } from "./support/shapes";
import { until, within } from "./support/waiting";

const archive = process.env["NETIA_KIND"] === "micro" ? "netia.jar" : "netia.ear";

/** Runs the operator's command out of the archive, on the database of the server under test. */
async function admin(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  const path = join(import.meta.dirname, "../../../target", archive);
  try {
    const { stdout, stderr } = await promisify(execFile)("java", ["-jar", path, "admin", ...words], {
      env: { ...process.env, ...(await databaseSettings()) },
    });
    return { code: 0, out: stdout, err: stderr };
  } catch (failed) {
    const { code, stdout, stderr } = failed as { code: number; stdout: string; stderr: string };
    return { code, out: stdout, err: stderr };
  }
}

function logIn(email: string, password: string): Promise<number> {
  return send("POST", "/api/session", { body: { user: { email, password } } }).then((answer) => answer.status);
}

function newCustomerOf(account: string): Promise<{ status: number; text: string }> {
  return send("POST", "/api/customers", { body: { customer: { account_id: account, name: "Ann" } } });
}

describe.skipIf(!isDatabaseKnown)("the operator's command, out of the archive", () => {
  test("makes an account whose administrator signs in", async () => {
    const email = `${randomUUID()}@example.com`;
    const done = await admin("create-account", "Acme", email);
    expect(done).toMatchObject({ code: 0, err: "" });
    const password = /^Password: (\S+)$/m.exec(done.out)?.[1] ?? "";
    expect(await logIn(email, password)).toBe(200);
  });

  test("explains in one sentence what it cannot do", async () => {
    const done = await admin("reset-password", "nobody@example.com");
    expect(done).toEqual({ code: 1, out: "", err: "There is no user nobody@example.com.\n" });
  });

  test("ends what a disabled user waits for", { timeout: 60_000 }, async () => {
    const agent = await newAccount();
    const mate = await newTeammate(agent);
    const { cursor } = (await send("GET", "/api/feed", { token: mate.token })).json as FeedPage;
    const waiting = send("GET", `/api/feed?after=${encodeURIComponent(cursor)}&wait=20`, { token: mate.token });
    expect(await admin("disable-user", mate.email)).toMatchObject({ code: 0, err: "" });
    await until(
      "the token is refused",
      async () => (await send("GET", "/api/me", { token: mate.token })).status === 401,
    );
    await openConversation(await newVisitor(agent.accountId), "Not for those who have left");
    const answer = await waiting;
    expect(answer.status, answer.text).toBe(401);
  });

  test("disables an account at once, for its team and for its widgets, and enables it again", async () => {
    const agent = await newAccount();
    const visitor = await newVisitor(agent.accountId);
    const conversation = await openConversation(visitor, "hello");
    const desk = await WireSocket.open({ token: agent.token });
    await desk.join(`notification:${agent.accountId}`);
    const widget = await WireSocket.open({});
    await widget.join(`conversation:${conversation.id}`, { customer_id: visitor.customerId });

    expect(await admin("disable-account", agent.accountId)).toMatchObject({ code: 0, err: "" });

    await within(10_000, "the team's socket is closed", desk.closed);
    await within(10_000, "the visitor's socket is closed", widget.closed);
    await until(
      "the token is refused",
      async () => (await send("GET", "/api/me", { token: agent.token })).status === 401,
    );
    const nobody = await newCustomerOf(randomUUID());
    await until(
      "there is no such account",
      async () => (await newCustomerOf(agent.accountId)).status === nobody.status,
    );
    const again = await WireSocket.open({});
    const refused = await again.join(`conversation:${conversation.id}`, { customer_id: visitor.customerId });
    again.close();
    expect(refused.status).toBe("error");
    expect((await send("GET", `/api/widget_settings?account_id=${agent.accountId}`)).status).toBe(
      (await send("GET", `/api/widget_settings?account_id=${randomUUID()}`)).status,
    );
    expect((await send("GET", `/api/customers/${visitor.customerId}/exists`)).json).toEqual({ data: false });

    expect((await admin("enable-account", agent.accountId)).code).toBe(0);
    await until("it is there again", async () => (await newCustomerOf(agent.accountId)).status === 201);
  });
});
