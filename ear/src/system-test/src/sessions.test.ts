import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { data, send } from "./support/http";
import { type Agent, logIn, newAccount, newTeammate, password, type SignedIn } from "./support/people";
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

  test("tells an unknown address and a wrong password the same", async () => {
    const wrong = await send("POST", "/api/session", { body: { user: { email: person.email, password: "wrong" } } });
    const unknown = await send("POST", "/api/session", {
      body: { user: { email: "nobody@example.com", password: "wrong" } },
    });
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    const message = (answer: typeof wrong) => (answer.json as { error: { message: string } }).error.message;
    expect([message(wrong), message(unknown)]).toEqual(["Invalid email or password", "Invalid email or password"]);
  });

  test("spends a renew token once", async () => {
    const first = await logIn(person);
    const renewed = await send("POST", "/api/session/renew", { headers: { authorization: first.renew_token } });
    expect(renewed.status).toBe(200);
    const fresh = (renewed.json as { data: SignedIn }).data;
    expect(await statusWith(fresh.token)).toBe(200);
    const again = await send("POST", "/api/session/renew", { headers: { authorization: first.renew_token } });
    expect(again.status).toBe(401);
    expect(again.json).toMatchObject({ error: { message: "Invalid token" } });
  });
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
