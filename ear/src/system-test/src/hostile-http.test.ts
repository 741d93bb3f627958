import { beforeAll, describe, expect, test } from "vitest";
import { complaint, otherContentTypes, wrongBodies, wrongIds, wrongQueries, wrongValues } from "./support/hostile";
import { type Answer, send } from "./support/http";
import { nameOf, pathFor, type Route, routes } from "./support/routes";
import { newTenant, type Tenant, withTeammate } from "./support/tenant";

let tenant: Tenant;
const origin = "https://shop.example";

beforeAll(async () => {
  tenant = await newTenant();
  tenant.ids = await withTeammate(tenant.admin, tenant.ids);
});

const registration: Route = {
  method: "POST",
  path: "/api/registration",
  access: "public",
  ok: 200,
  body: () => ({
    user: { company_name: "X", email: "x@example.com", password: "12345678", password_confirmation: "12345678" },
  }),
};
const session: Route = {
  method: "POST",
  path: "/api/session",
  access: "public",
  ok: 200,
  body: () => ({ user: { email: "x@example.com", password: "12345678" } }),
};

const api = [...routes.filter((route) => route.path.startsWith("/api")), registration, session];
const writing = api.filter((route) => route.body !== undefined);

function hostile(route: Route, path: string, body?: unknown, contentType?: string): Promise<Answer> {
  return send(route.method, path, {
    token: route.access === "public" ? undefined : tenant.admin.token,
    body,
    headers: { origin, ...(contentType === undefined ? {} : { "content-type": contentType }) },
  });
}

/** Collects all complaints of a route, so that one run shows every hole and not only the first. */
async function complaints(cases: [string, () => Promise<Answer>][]): Promise<string[]> {
  const found: string[] = [];
  for (const [what, call] of cases) {
    const answer = await call().catch((error: Error) => error);
    const wrong = answer instanceof Error ? `no answer: ${answer.message}` : complaint(answer);
    if (wrong) found.push(`${what} -> ${wrong}`);
  }
  return found;
}

describe.each(writing.map((route) => [nameOf(route), route] as const))("%s", (_name, route) => {
  const path = () => pathFor(route, tenant.ids);
  const sample = () => route.body?.(tenant.ids) ?? {};

  test("answers every malformed body with an error of the API", async () => {
    const cases = wrongBodies.map(([what, body]): [string, () => Promise<Answer>] => [
      what,
      () => hostile(route, path(), body),
    ]);
    expect(await complaints(cases)).toEqual([]);
  });

  test("answers every wrong type in every field with an error of the API or takes it as plain data", async () => {
    const cases: [string, () => Promise<Answer>][] = [];
    for (const [wrapper, inner] of Object.entries(sample())) {
      for (const [what, value] of wrongValues) {
        cases.push([`${wrapper} is ${what}`, () => hostile(route, path(), { ...sample(), [wrapper]: value })]);
        if (typeof inner !== "object" || inner === null) continue;
        for (const field of Object.keys(inner)) {
          const body = { ...sample(), [wrapper]: { ...inner, [field]: value } };
          cases.push([`${wrapper}.${field} is ${what}`, () => hostile(route, path(), body)]);
        }
      }
    }
    expect(await complaints(cases)).toEqual([]);
  });

  test("answers other content types with an error of the API", async () => {
    const body = JSON.stringify(sample());
    const cases = otherContentTypes.map((type): [string, () => Promise<Answer>] => [
      type,
      () => hostile(route, path(), body, type),
    ]);
    expect(await complaints(cases)).toEqual([]);
  });

  test("answers 413 to a body of 9 MB, readable for a page of another origin", async () => {
    const huge = Buffer.from(JSON.stringify({ ...sample(), padding: "x".repeat(9_000_000) }));
    const answer = await hostile(route, path(), huge);
    expect(answer.status).toBe(413);
    expect(answer.headers["access-control-allow-origin"]).toBeDefined();
    expect(answer.json).toMatchObject({
      error: { status: 413 },
      errors: { detail: "Request Entity Too Large" },
    });
  });
});

describe.each(api.filter((route) => route.path.includes("{")).map((route) => [nameOf(route), route] as const))(
  "%s",
  (_name, route) => {
    test("answers ids that are none with an error of the API", async () => {
      const cases = wrongIds.map((id): [string, () => Promise<Answer>] => [
        id.slice(0, 60),
        () => hostile(route, route.path.replace(/\{\w+\}/g, id), route.body?.(tenant.ids)),
      ]);
      expect(await complaints(cases)).toEqual([]);
    });
  },
);

describe.each(api.filter((route) => route.method === "GET").map((route) => [nameOf(route), route] as const))(
  "%s",
  (_name, route) => {
    test("answers query strings that fit nothing with an error of the API or ignores them", async () => {
      const join = route.path.includes("?") ? "&" : "?";
      const cases = wrongQueries.map((query): [string, () => Promise<Answer>] => [
        query,
        () => hostile(route, `${pathFor(route, tenant.ids)}${join}${query}`),
      ]);
      expect(await complaints(cases)).toEqual([]);
    });
  },
);

test("errors carry CORS headers, a request id and a type that is JSON", async () => {
  for (const [method, path, status] of [
    ["GET", "/api/me", 401],
    ["GET", "/api/no/such/thing", 404],
    ["POST", "/api/no/such/thing", 404],
    ["POST", "/api/session", 400],
  ] as const) {
    const answer = await send(method, path, { headers: { origin } });
    expect(answer.status, `${method} ${path}`).toBe(status);
    expect(answer.headers["access-control-allow-origin"], `${method} ${path}`).toBeDefined();
    expect(answer.headers["x-request-id"], `${method} ${path}`).toMatch(/\S{8,}/);
    expect(answer.headers["content-type"]).toMatch(/^application\/json/);
  }
});

test("a preflight of any origin is allowed to send JSON and a session token", async () => {
  const answer = await send("OPTIONS", "/api/conversations", {
    headers: {
      origin,
      "access-control-request-method": "POST",
      "access-control-request-headers": "authorization,content-type",
    },
  });
  expect(answer.status).toBeGreaterThanOrEqual(200);
  expect(answer.status).toBeLessThan(300);
  expect(String(answer.headers["access-control-allow-headers"]).toLowerCase()).toContain("authorization");
  expect(String(answer.headers["access-control-allow-headers"]).toLowerCase()).toContain("content-type");
  expect(answer.headers["access-control-allow-methods"]).toContain("POST");
});

test("after all this the product still does its work", async () => {
  const answer = await send("GET", "/api/conversations", { token: tenant.admin.token });
  expect(answer.status).toBe(200);
});
