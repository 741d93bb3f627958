import { Validator } from "@seriousme/openapi-schema-validator";
import { beforeAll, describe, expect, test } from "vitest";
import {
  AnswerCheck,
  type ApiDocument,
  apiDocument,
  type Operation,
  operationFor,
  type Schema,
} from "./support/api-document";
import { type Answer, send } from "./support/http";
import { logIn, openConversation, password, reply } from "./support/people";
import { nameOf, pathFor, routes } from "./support/routes";
import { newTenant, newThings, type Tenant, withTeammate } from "./support/tenant";

let document: ApiDocument;
let check: AnswerCheck;
let own: Tenant;

beforeAll(async () => {
  document = await apiDocument();
  check = new AnswerCheck(document);
  own = await newTenant();
  await send("PUT", "/api/profile", {
    token: own.admin.token,
    body: { user_profile: { display_name: "Ada", full_name: "Ada Lovelace" } },
  });
});

function operations(): [string, Operation][] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]): [string, Operation] => [
      `${method.toUpperCase()} ${path}`,
      operation,
    ]),
  );
}

/** Operations for which something is missing, by name. */
function without(has: (operation: Operation, name: string) => unknown): string[] {
  return operations()
    .filter(([name, operation]) => !has(operation, name))
    .map(([name]) => name);
}

const served = routes.filter((route) => route.path.startsWith("/api"));

describe("the description of the API", () => {
  test("is a valid document of OpenAPI 3", async () => {
    // Payara adds a list of paths under a name of its own, which readers of such documents ignore.
    const { endpoints: _, ...standard } = structuredClone(document) as ApiDocument & { endpoints?: unknown };
    const { valid, errors } = await new Validator().validate(standard);
    expect(errors ?? []).toEqual([]);
    expect(valid).toBe(true);
    expect(document.openapi).toMatch(/^3\./);
  });

  test("begins with what a partner has to know", () => {
    expect(document.info.title).toBe("Netia");
    for (const word of ["Bearer", "renew_token", "Idempotency-Key", "Retry-After", "after"]) {
      expect(document.info.description).toContain(word);
    }
  });

  test("has every route that is served, and no other", () => {
    expect(served.filter(({ method, path }) => operationFor(document, method, path) === undefined).map(nameOf)).toEqual(
      [],
    );
    const elsewhere = [
      "POST /api/registration",
      "POST /api/session",
      "POST /api/session/renew",
      "DELETE /api/accounts/{id}",
    ];
    const walked = new Set(served.map(({ method, path }) => operationFor(document, method, path)));
    expect(without((operation, name) => walked.has(operation) || elsewhere.includes(name))).toEqual([]);
  });

  test("has for each operation a summary, a tag that is explained and an id of its own", () => {
    const tags = new Set(document.tags.filter((tag) => tag.description).map((tag) => tag.name));
    expect(without(({ summary }) => summary)).toEqual([]);
    expect(without((operation) => operation.tags?.length === 1 && tags.has(operation.tags[0] ?? ""))).toEqual([]);
    expect(without(({ operationId }) => operationId)).toEqual([]);
    expect(new Set(operations().map(([, { operationId }]) => operationId)).size).toBe(operations().length);
  });

  test("has for each operation an answer with a schema", () => {
    expect(
      without(({ responses }) =>
        Object.entries(responses).some(
          ([status, response]) =>
            status === "204" ||
            (/^20[01]$/.test(status) && response.content?.["application/json"]?.schema !== undefined),
        ),
      ),
    ).toEqual([]);
  });

  test("has for each operation the refusals that callers can meet", () => {
    expect(without(({ responses }) => responses["429"] && responses["503"])).toEqual([]);
    expect(without(({ responses, security }) => !security?.length || responses["401"])).toEqual([]);
    expect(without(({ responses, requestBody }) => !requestBody || (responses["413"] && responses["422"]))).toEqual([]);
    const ids = /\/\{id\}/;
    expect(
      without(({ responses }, name) => !ids.test(name) || name.includes("/accounts/") || responses["404"]),
    ).toEqual([]);
  });

  test.each(served.map((route) => [nameOf(route), route] as const))("says who may call %s", (name, route) => {
    const { security = [] } = operationFor(document, route.method, route.path) ?? {};
    const needsToken = security.length > 0 && security.every((one) => Object.keys(one).length > 0);
    // Without a token this one takes the ids of a visitor, which the walk over the routes does not send.
    const isForVisitorsToo = name === "GET /api/conversations/{conversation}/messages";
    expect(needsToken).toBe(route.access !== "public" && !isForVisitorsToo);
    expect(security.length === 0).toBe(route.ignoresToken === true);
  });

  test("describes each parameter and each field", () => {
    expect(without(({ parameters = [] }) => parameters.every(({ description }) => description))).toEqual([]);
    const fields = Object.entries(document.components.schemas).flatMap(([name, schema]) =>
      Object.entries(schema.properties ?? {}).map(([field, one]): [string, Schema] => [`${name}.${field}`, one]),
    );
    expect(fields.length).toBeGreaterThan(200);
    expect(fields.filter(([, { description }]) => !description).map(([name]) => name)).toEqual([]);
  });

  test("has the names of the wire", () => {
    const names = Object.values(document.components.schemas).flatMap(({ properties = {} }) => Object.keys(properties));
    expect(names.filter((name) => !/^[a-z][a-z_]*$/.test(name))).toEqual([]);
  });
});

function expectAsDocumented(method: string, answer: Answer) {
  expect(check.errorsOf(method, answer), `${method} ${answer.path}: ${answer.text.slice(0, 1000)}`).toEqual([]);
}

describe("the server answers as described", () => {
  test.each(served.map((route) => [nameOf(route), route] as const))("to %s", async (_name, route) => {
    const things = await newThings(own.admin);
    const ids = route.teammate ? await withTeammate(own.admin, things) : things;
    // A session of its own, since one of the routes ends it.
    const { token } = await logIn(own.admin);
    const answer = await send(route.method, pathFor(route, ids), { token, body: route.body?.(ids) });
    expect(answer.status, answer.text).toBe(route.ok);
    expectAsDocumented(route.method, answer);
  });

  test("to somebody who signs in, renews and registers", async () => {
    const user = { email: own.admin.email, password };
    expectAsDocumented("POST", await send("POST", "/api/session", { body: { user } }));
    const { renew_token } = await logIn(own.admin);
    expectAsDocumented("POST", await send("POST", "/api/session/renew", { token: renew_token }));
    const email = `new-${crypto.randomUUID()}@example.com`;
    const body = { user: { company_name: "New", email, password, password_confirmation: password } };
    expectAsDocumented("POST", await send("POST", "/api/registration", { body }));
  });

  test("with messages of all kinds, mentions and what belongs to a customer", async () => {
    const token = own.admin.token;
    const visitor = { accountId: own.ids.account, customerId: own.ids.customer };
    const { id } = await openConversation(visitor, "hello");
    await reply(own.admin, id, "for the team", { private: true, mentioned_user_ids: [own.lesser.userId] });
    const feed = await send("GET", "/api/feed", { token });
    await reply(own.admin, id, "with a note of ours", { metadata: { order: 7 } });
    const { cursor } = feed.json as { cursor: string };
    const expand = ["company", "tags", "notes", "issues", "conversations", "messages"].map(
      (name) => `expand[]=${name}`,
    );
    for (const path of [
      `/api/conversations/${id}`,
      `/api/conversations/${id}/messages`,
      `/api/conversations/${id}/messages?before_seq=3`,
      `/api/conversations/${id}/related`,
      `/api/conversations/${id}/previous`,
      "/api/conversations?limit=1",
      "/api/messages?limit=10",
      `/api/customers/${own.ids.customer}?${expand.join("&")}`,
      "/api/customers?page_size=1",
      `/api/feed?after=${encodeURIComponent(cursor)}`,
    ]) {
      const answer = await send("GET", path, { token });
      expect(answer.status, path).toBe(200);
      expectAsDocumented("GET", answer);
    }
    const seen = `/api/conversations/customer?customer_id=${own.ids.customer}&account_id=${own.ids.account}`;
    expectAsDocumented("GET", await send("GET", seen));
  });

  test("to an administrator who makes a secret and works with widgets", async () => {
    const token = own.admin.token;
    expectAsDocumented("POST", await send("POST", "/api/visitor_identity/secret", { token }));
    expectAsDocumented("GET", await send("GET", "/api/visitor_identity", { token }));
    expectAsDocumented("GET", await send("GET", `/api/widget_settings?account_id=${own.ids.account}`));
    expectAsDocumented("GET", await send("GET", "/api/accounts/me", { token }));
  });

  test("to what it refuses", async () => {
    const token = own.admin.token;
    const refused: [number, string, string, Parameters<typeof send>[2]][] = [
      [401, "GET", "/api/me", {}],
      [401, "POST", "/api/session", { body: { user: { email: own.admin.email, password: "wrong" } } }],
      [400, "GET", "/api/inboxes/none", { token }],
      [400, "POST", "/api/inboxes", { token, body: {} }],
      [403, "POST", "/api/inboxes", { token: own.lesser.token, body: { inbox: { name: "Mine" } } }],
      [404, "GET", `/api/inboxes/${crypto.randomUUID()}`, { token }],
      [422, "POST", "/api/inboxes", { token, body: { inbox: { name: "" } } }],
      [422, "GET", "/api/widget_settings", {}],
      [404, "GET", `/api/widget_settings?account_id=${crypto.randomUUID()}`, {}],
      [422, "POST", "/api/conversations", { body: { conversation: {} } }],
      [413, "POST", "/api/session", { body: { user: { email: "x".repeat(70_000) } } }],
    ];
    for (const [status, method, path, sending] of refused) {
      const answer = await send(method, path, sending);
      expect(answer.status, `${method} ${path}: ${answer.text}`).toBe(status);
      const errors = check.errorsOf(method, answer).filter((error) => !isMore(error));
      expect(errors, `${method} ${path}: ${answer.text}`).toEqual([]);
    }
  });
});

/** Some refusals say more, such as what was received. */
function isMore(error: string): boolean {
  return error.startsWith("/error must NOT have additional properties");
}
