import { beforeAll, describe, expect, test } from "vitest";
import { type Answer, send } from "./support/http";
import { logIn, password } from "./support/people";
import { nameOf, pathFor, type Route, routes } from "./support/routes";
import { type Ids, idsOfNothing, newTenant, newThings, type Tenant, withTeammate } from "./support/tenant";
import { until } from "./support/waiting";

type Named = { data: { company_name: string } };

let own: Tenant;
let foreign: Tenant;
/** The token of a session that was ended. */
let left: string;

beforeAll(async () => {
  [own, foreign] = await Promise.all([newTenant(), newTenant()]);
  left = (await logIn(own.lesser)).token;
  await send("DELETE", "/api/session", { token: left });
  await until("the session has ended", async () => (await send("GET", "/api/me", { token: left })).status === 401);
});

function call(route: Route, ids: Ids, token?: string): Promise<Answer> {
  return send(route.method, pathFor(route, ids), { token, body: route.body?.(ids) });
}

async function thingsFor(route: Route): Promise<Ids> {
  const ids = await newThings(own.admin);
  return route.teammate ? withTeammate(own.admin, ids) : ids;
}

/** What a caller could distinguish two answers by, without what differs in every answer. */
function withoutRequestId(answer: Answer) {
  const body = answer.text.replace(/"request_id":"[^"]*"/, '"request_id":"…"');
  return { status: answer.status, type: answer.headers["content-type"], body };
}

function errorOf(answer: Answer) {
  return (answer.json as { error: { status: number; message: string } }).error;
}

describe.each(routes.filter((route) => route.access !== "public").map((route) => [nameOf(route), route] as const))(
  "%s",
  (_name, route) => {
    test("answers 401 to somebody without a session, in both error families", async () => {
      const ids = await thingsFor(route);
      for (const token of [undefined, "", "made.up.token"]) {
        const answer = await call(route, ids, token);
        expect(answer.status).toBe(401);
        expect(answer.json).toMatchObject({
          error: { status: 401, message: expect.any(String) },
          errors: { detail: expect.any(String) },
        });
      }
    });

    test("does for its own people what it is there for", async () => {
      const ids = await thingsFor(route);
      const answer = await call(route, ids, own.admin.token);
      expect(answer.status, answer.text).toBe(route.ok);
    });

    if (route.access === "admin-only") {
      test("refuses a plain agent with 403 and changes nothing", async () => {
        const before = await send("GET", "/api/accounts/me", { token: own.admin.token });
        const answer = await call(route, await thingsFor(route), own.lesser.token);
        expect(answer.status, answer.text).toBe(403);
        const after = await send("GET", "/api/accounts/me", { token: own.admin.token });
        expect((after.json as Named).data.company_name).toBe((before.json as Named).data.company_name);
      });
    } else if (route.access === "admin") {
      test("refuses somebody who is not an administrator and changes nothing", async () => {
        const answer = await call(route, await thingsFor(route), own.lesser.token);
        expect(answer.status, answer.text).toBe(401);
        expect(errorOf(answer).message).toBe("Unauthorized access");
      });
    } else if (route.ok < 300) {
      test("serves people without the administrator's role", async () => {
        const answer = await call(route, await thingsFor(route), own.lesser.token);
        expect(answer.status, answer.text).toBe(route.ok);
      });
    }

    if (route.scoped) {
      test("answers another account exactly what it answers for rows that do not exist", async () => {
        const ids = await thingsFor(route);
        const theirs = withoutRequestId(await call(route, ids, foreign.admin.token));
        const nothing = withoutRequestId(await call(route, idsOfNothing(), foreign.admin.token));
        expect(theirs).toEqual(nothing);
        expect(theirs.status === 404 || theirs.body === '{"data":null}', `${theirs.status} ${theirs.body}`).toBe(true);
        const afterwards = await call(route, ids, own.admin.token);
        expect(afterwards.status, afterwards.text).toBe(route.ok);
      });
    }
  },
);

describe.each(routes.filter((route) => route.access === "public").map((route) => [nameOf(route), route] as const))(
  "%s",
  (_name, route) => {
    test("serves everybody", async () => {
      const answer = await call(route, own.ids);
      expect(answer.status, answer.text).toBe(route.ok);
    });

    test("takes a token that this server never made for none", async () => {
      for (const token of ["undefined", "a.b.c", "x".repeat(5000)]) {
        const answer = await call(route, own.ids, token);
        expect(answer.status, answer.text).toBe(route.ok);
      }
    });

    test("does not serve a teammate who has left as a stranger", async () => {
      const answer = await call(route, own.ids, left);
      expect(answer.status, answer.text).toBe(route.ignoresToken === true ? route.ok : 401);
    });
  },
);

test("somebody signs in, and registers with the token of an ended session in a header", async () => {
  const user = { email: own.admin.email, password };
  expect((await send("POST", "/api/session", { token: left, body: { user } })).status).toBe(200);
  const registered = { ...user, email: `new-${crypto.randomUUID()}@example.com`, company_name: "New" };
  const body = { user: { ...registered, password_confirmation: password } };
  expect((await send("POST", "/api/registration", { token: left, body })).status).toBe(200);
});

test("a session token is taken with and without the word Bearer", async () => {
  for (const authorization of [own.admin.token, `Bearer ${own.admin.token}`]) {
    const answer = await send("GET", "/api/me", { headers: { authorization } });
    expect(answer.status).toBe(200);
  }
});

test("nobody can use another account's rows as the target of what they write", async () => {
  const { conversation, customer, inbox } = await newThings(own.admin);
  const token = foreign.admin.token;
  const attempts: [string, string, unknown][] = [
    ["PUT", `/api/conversations/${foreign.ids.conversation}`, { conversation: { customer_id: customer } }],
    ["PUT", `/api/conversations/${foreign.ids.conversation}`, { conversation: { inbox_id: inbox } }],
    ["PUT", `/api/conversations/${foreign.ids.conversation}`, { conversation: { assignee_id: own.admin.userId } }],
    ["POST", "/api/conversations", { conversation: { customer_id: customer } }],
    [
      "POST",
      "/api/messages",
      { message: { conversation_id: foreign.ids.conversation, customer_id: customer, body: "x" } },
    ],
    ["PUT", `/api/messages/${foreign.ids.message}`, { message: { conversation_id: conversation } }],
    ["PUT", "/api/widget_settings", { widget_settings: { inbox_id: inbox, title: "mine now" } }],
  ];
  for (const [method, path, body] of attempts) {
    const answer = await send(method, path, { token, body });
    expect(answer.text, `${method} ${path} ${JSON.stringify(body)}`).not.toContain(customer);
    expect(answer.text).not.toContain(inbox);
    expect(answer.status, `${method} ${path} ${JSON.stringify(body)}`).toBeLessThan(500);
  }
  const untouched = await send("GET", `/api/conversations/${conversation}`, { token: own.admin.token });
  expect(untouched.status).toBe(200);
  expect((untouched.json as { data: { messages: unknown[] } }).data.messages).toHaveLength(2);
});

test("a stranger who registers cannot choose an account or a role", async () => {
  const user = {
    company_name: "Intruders",
    account_id: own.admin.accountId,
    role: "admin",
    email: `intruder-${crypto.randomUUID()}@example.com`,
    password: "a long enough password",
    password_confirmation: "a long enough password",
  };
  const answer = await send("POST", "/api/registration", { body: { user } });
  expect(answer.status).toBe(200);
  expect((answer.json as { data: { account_id: string } }).data.account_id).not.toBe(own.admin.accountId);
});

test("every GET answers HEAD with the same status and no body", async () => {
  for (const route of routes.filter((one) => one.method === "GET" && one.path.startsWith("/api"))) {
    const answer = await send("HEAD", pathFor(route, own.ids), { token: own.admin.token });
    expect(answer.text, nameOf(route)).toBe("");
    if (!route.teammate) expect(answer.status, nameOf(route)).toBe(route.ok);
  }
});

test("the account itself can be deleted by its administrators alone, and takes nothing else with it", async () => {
  const doomed = await newTenant();
  const path = `/api/accounts/${own.ids.account}`;
  expect((await send("DELETE", path)).status).toBe(401);
  expect((await send("DELETE", path, { token: doomed.lesser.token })).status).toBe(401);
  expect((await send("DELETE", path, { token: doomed.admin.token })).status).toBe(204);
  expect((await send("GET", "/api/me", { token: own.admin.token })).status).toBe(200);
  const login = { user: { email: doomed.admin.email, password } };
  expect((await send("POST", "/api/session", { body: login })).status).toBe(401);
});

test("every route that the server documents is walked here", async () => {
  const answer = await send("GET", "/openapi?format=JSON", { token: process.env["NETIA_METRICS_TOKEN"] });
  expect(answer.status).toBe(200);
  const { paths } = answer.json as { paths: Record<string, Record<string, unknown>> };
  const documented = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${shapeOf(path)}`),
  );
  const elsewhere = [
    "POST /api/registration",
    "POST /api/session",
    "POST /api/session/renew",
    "DELETE /api/accounts/{}",
  ];
  const walked = new Set([...routes.map((route) => `${route.method} ${shapeOf(route.path)}`), ...elsewhere]);
  expect(documented.length).toBeGreaterThan(40);
  expect(documented.filter((route) => route.includes(" /api/") && !walked.has(route))).toEqual([]);
});

function shapeOf(path: string): string {
  return path.replace(/\?.*/, "").replace(/\{[^}]*\}/g, "{}");
}
