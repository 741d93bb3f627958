import { randomUUID } from "node:crypto";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { data, send } from "./support/http";
import {
  type Agent,
  logIn,
  newAccount,
  newTeammate,
  newVisitor,
  openConversation,
  password,
  type SignedIn,
} from "./support/people";
import { WireSocket } from "./support/phoenix-wire";
import { within } from "./support/waiting";

let admin: Agent;
let person: Agent;
const sockets: WireSocket[] = [];

beforeAll(async () => {
  admin = await newAccount();
});

beforeEach(async () => {
  person = await newTeammate(admin);
});

afterEach(() => {
  for (const socket of sockets.splice(0)) socket.close();
});

async function aJoinedDesk(token: string): Promise<WireSocket> {
  const socket = await WireSocket.open({ token });
  sockets.push(socket);
  expect(await socket.join(`notification:${admin.accountId}`)).toMatchObject({ status: "ok" });
  return socket;
}

function statusWith(token: string): Promise<number> {
  return send("GET", "/api/me", { token }).then((answer) => answer.status);
}

async function closeOf(socket: WireSocket): Promise<number> {
  return (await within(5_000, "the server closes the socket", socket.closed)).code;
}

/** Revocation may take a second on REST, because a token's state may be remembered that long. */
async function refusedSoon(token: string): Promise<void> {
  await within(
    2_500,
    "the token is refused",
    (async () => {
      while ((await statusWith(token)) !== 401) await new Promise((resolve) => setTimeout(resolve, 50));
    })(),
  );
}

describe("logging in", () => {
  test("answers both families' shape and a token that works", async () => {
    const answer = await send("POST", "/api/session", {
      body: { user: { email: `  ${person.email.toUpperCase()} `, password } },
    });
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({
      data: { user_id: person.userId, email: person.email, account_id: admin.accountId },
      user: { id: person.userId, email: person.email, account_id: admin.accountId, role: "user" },
    });
    const body = answer.json as { token: string; renew_token: string; data: SignedIn };
    expect(body.token).toBe(body.data.token);
    expect(body.renew_token).toBe(body.data.renew_token);
    expect(await statusWith(body.token)).toBe(200);
  });

  test("answers an unknown address and a wrong password the same", async () => {
    const wrong = await send("POST", "/api/session", { body: { user: { email: person.email, password: "wrong" } } });
    const unknown = await send("POST", "/api/session", {
      body: { user: { email: `nobody-${randomUUID()}@example.com`, password: "wrong" } },
    });
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    const message = (answer: typeof wrong) => (answer.json as { error: { message: string } }).error.message;
    expect([message(wrong), message(unknown)]).toEqual(["Invalid email or password", "Invalid email or password"]);
  });

  test("gives a renewal that is repeated at once the same answer, since the first may have been lost", async () => {
    const first = await logIn(person);
    const renew = async (token: string) => {
      const answer = await send("POST", "/api/session/renew", { headers: { authorization: token } });
      expect(answer.status).toBe(200);
      return (answer.json as { data: SignedIn }).data;
    };
    const tabs = await Promise.all([1, 2, 3, 4].map(() => renew(first.renew_token)));
    expect(new Set(tabs.map((tab) => tab.renew_token)).size).toBe(1);
    for (const tab of tabs) expect(await statusWith(tab.token)).toBe(200);
    const next = await renew((tabs[0] as SignedIn).renew_token);
    const again = await send("POST", "/api/session/renew", { headers: { authorization: first.renew_token } });
    expect(again.status).toBe(401);
    expect(again.json).toMatchObject({ error: { message: "Invalid token" } });
    expect(await statusWith(next.token)).toBe(200);
  });

  test("lets a tab renew with the token that it began with, in the browser where somebody signed in", async () => {
    const answer = await send("POST", "/api/session", { body: { user: { email: person.email, password } } });
    const cookie = String(answer.headers["set-cookie"]).split(";")[0] as string;
    const renew = (authorization: string, headers = {}) =>
      send("POST", "/api/session/renew", { headers: { authorization, ...headers } });
    const first = (answer.json as { data: SignedIn }).data.renew_token;
    const second = ((await renew(first, { cookie })).json as { data: SignedIn }).data.renew_token;
    const third = ((await renew(second, { cookie })).json as { data: SignedIn }).data.renew_token;
    expect((await renew(first)).status).toBe(401);
    const other = String(
      (await send("POST", "/api/session", { body: { user: { email: admin.email, password } } })).headers["set-cookie"],
    );
    expect((await renew(first, { cookie: other.split(";")[0] })).status).toBe(401);
    expect((await renew(first, { cookie })).json).toMatchObject({ data: { renew_token: third } });
    expect((await renew(third)).status).toBe(200);
  });

  test("makes the browser known by a cookie that scripts and other sites do not see", async () => {
    const answer = await send("POST", "/api/session", { body: { user: { email: person.email, password } } });
    const cookie = String(answer.headers["set-cookie"]);
    expect(cookie).toMatch(/^netia_device=[^;]+;/);
    for (const part of ["HttpOnly", "SameSite=Strict", "Path=/api/session"]) {
      expect(cookie.toLowerCase()).toContain(part.toLowerCase());
    }
  });
});

describe("an ended session on routes that are open to everybody", () => {
  test("is refused and never taken for a visitor", async () => {
    const ended = await logIn(person);
    await send("DELETE", "/api/session", { token: ended.token });
    await refusedSoon(ended.token);
    const visitor = await newVisitor(admin.accountId);
    const conversation = { account_id: visitor.accountId, customer_id: visitor.customerId };
    const open = await openConversation(visitor);
    const attempts: [string, string, unknown][] = [
      ["POST", "/api/conversations", { conversation }],
      ["POST", "/api/customers", { customer: { account_id: admin.accountId } }],
      ["POST", "/api/customers/identify", { external_id: "x", account_id: admin.accountId }],
      ["GET", `/api/conversations/${open.id}/messages?customer_id=${visitor.customerId}`, undefined],
    ];
    for (const [method, path, body] of attempts) {
      expect([path, (await send(method, path, { token: ended.token, body })).status]).toEqual([path, 401]);
    }
  });

  test("a token that this server never made is the same as none", async () => {
    const visitor = await newVisitor(admin.accountId);
    const body = { conversation: { account_id: visitor.accountId, customer_id: visitor.customerId } };
    for (const token of ["undefined", "null", "eyJhbGciOiJIUzI1NiJ9.e30.c2ln", "x".repeat(5000)]) {
      expect((await send("POST", "/api/conversations", { token, body })).status).toBe(201);
    }
  });
});

test("nobody was last seen in the future, whatever a page or an agent sends", async () => {
  const last_seen_at = "9999-12-31T00:00:00Z";
  type Seen = { id: string; last_seen_at: string };
  const isPast = (row: Seen) => Date.parse(row.last_seen_at) <= Date.now() + 60_000;
  const stored = (id: string) => data<Seen>(200, "GET", `/api/customers/${id}`, { token: admin.token });
  const body = { customer: { account_id: admin.accountId, last_seen_at } };
  const { id } = await data<Seen>(201, "POST", "/api/customers", { body });
  const imported = await data<Seen>(201, "POST", "/api/customers", { token: admin.token, body });
  expect([await stored(id), await stored(imported.id)].map(isPast)).toEqual([true, true]);
  await data(200, "PUT", `/api/customers/${id}/metadata`, { body: { metadata: { last_seen_at } } });
  expect(isPast(await stored(id))).toBe(true);
  await data(200, "PUT", `/api/customers/${id}`, { token: admin.token, body });
  expect(isPast(await stored(id))).toBe(true);
});

test("an invitation is good for one person", async () => {
  const invitation = await data<{ id: string }>(201, "POST", "/api/user_invitations", { token: admin.token, body: {} });
  const join = (name: string) => {
    const email = `${name}-${randomUUID()}@example.com`;
    const user = { invite_token: invitation.id, email, password, password_confirmation: password };
    return send("POST", "/api/registration", { body: { user } });
  };
  expect((await join("first")).status).toBe(200);
  const again = await join("second");
  expect([again.status, again.json]).toMatchObject([403, { error: { message: "Invalid invitation token" } }]);
});

test("an invitation ends with the right of the admin who made it", async () => {
  const mate = await newTeammate(admin);
  await data(200, "PUT", `/api/users/${mate.userId}/role`, { token: admin.token, body: { role: "admin" } });
  const { token } = await logIn(mate);
  const invitation = await data<{ id: string; user_id: number }>(201, "POST", "/api/user_invitations", {
    token,
    body: {},
  });
  expect(invitation.user_id).toBe(mate.userId);

  await data(200, "PUT", `/api/users/${mate.userId}/role`, { token: admin.token, body: { role: "user" } });
  const email = `late-${randomUUID()}@example.com`;
  const user = { invite_token: invitation.id, email, password, password_confirmation: password };
  const late = await send("POST", "/api/registration", { body: { user } });
  expect([late.status, late.json]).toMatchObject([403, { error: { message: "Invalid invitation token" } }]);
});

describe("ending a session", () => {
  test("logout closes its sockets with 1001 and refuses its tokens, and leaves other sessions alone", async () => {
    const ending = await logIn(person);
    const staying = await logIn(person);
    const socket = await aJoinedDesk(ending.token);
    const other = await aJoinedDesk(staying.token);
    const answer = await send("DELETE", "/api/session", { token: ending.token });
    expect(answer.status).toBe(200);
    expect(answer.json).toEqual({ data: {} });
    expect(await closeOf(socket)).toBe(1001);
    await refusedSoon(ending.token);
    await expect(WireSocket.open({ token: ending.token })).rejects.toThrow("HTTP 403");
    const renewed = await send("POST", "/api/session/renew", { headers: { authorization: ending.renew_token } });
    expect(renewed.status).toBe(401);
    expect(await other.heartbeat()).toMatchObject({ status: "ok" });
    expect(await statusWith(staying.token)).toBe(200);
  });

  test("logout without a token is answered 200, as old dashboards need", async () => {
    const answer = await send("DELETE", "/api/session");
    expect([answer.status, answer.json]).toEqual([200, { data: {} }]);
  });

  test("disabling somebody closes every socket with 1001, refuses tokens, and enabling lets them in again", async () => {
    const socket = await aJoinedDesk(person.token);
    await data(200, "POST", `/api/users/${person.userId}/disable`, { token: admin.token });
    expect(await closeOf(socket)).toBe(1001);
    await refusedSoon(person.token);
    const login = await send("POST", "/api/session", { body: { user: { email: person.email, password } } });
    expect(login.status).toBe(401);
    expect((login.json as { error: { message: string } }).error.message).toMatch(/^Your account is disabled/);
    await data(200, "POST", `/api/users/${person.userId}/enable`, { token: admin.token });
    expect(await statusWith((await logIn(person)).token)).toBe(200);
  });

  test("nobody can disable themselves or change a role to one that is none", async () => {
    const self = await send("POST", `/api/users/${admin.userId}/disable`, { token: admin.token });
    expect(self.status).toBe(400);
    const role = await send("PUT", `/api/users/${person.userId}/role`, {
      token: admin.token,
      body: { role: "emperor" },
    });
    expect(role.status).toBe(400);
    const own = await send("PUT", `/api/users/${person.userId}/role`, { token: person.token, body: { role: "admin" } });
    expect(own.status).toBe(401);
  });
});

describe("connecting", () => {
  test("a token that is none is refused with 403 before the socket opens", async () => {
    for (const token of ["", "garbage", `${person.token}x`]) {
      await expect(WireSocket.open({ token })).rejects.toThrow("HTTP 403");
    }
  });

  test("protocol versions that do not exist are refused with 403, a missing one is 1.0.0", async () => {
    for (const vsn of ["3.0.0", "x", ""]) {
      await expect(WireSocket.open({}, `vsn=${vsn}`), `vsn=${vsn}`).rejects.toThrow("HTTP 403");
    }
    const socket = await WireSocket.open({}, "");
    sockets.push(socket);
    expect(socket.frames).toEqual([]);
  });

  test("the parameters that real clients send by accident do no harm", async () => {
    for (const query of ["&vsn=2.0.0", "inbox_id=undefined&account_id=null&vsn=2.0.0", "a[b]=c&vsn=2.0.0"]) {
      const socket = await WireSocket.open({}, query);
      sockets.push(socket);
      expect(await socket.heartbeat()).toMatchObject({ status: "ok" });
    }
    expect(await (await WireSocket.open({ token: `Bearer ${person.token}` })).heartbeat()).toMatchObject({
      status: "ok",
    });
  });
});
