import { beforeEach, expect, test } from "vitest";
import { data, send } from "./support/http";
import { type Agent, newAccount } from "./support/people";

interface Inbox {
  id: string;
  name: string;
  description: string | null;
  is_primary: boolean;
}

let admin: Agent;

beforeEach(async () => {
  admin = await newAccount();
});

const get = <T>(path: string) => data<T>(200, "GET", path, { token: admin.token });
const put = <T>(path: string, body: unknown) => data<T>(200, "PUT", path, { token: admin.token, body });

async function newInbox(name: string): Promise<Inbox> {
  return data<Inbox>(201, "POST", "/api/inboxes", { token: admin.token, body: { inbox: { name } } });
}

test("an account has one primary inbox from the beginning, and lists it first", async () => {
  const [only] = await get<Inbox[]>("/api/inboxes");
  expect(only).toMatchObject({ is_primary: true });
  const second = await newInbox("Second");
  expect((await get<Inbox[]>("/api/inboxes")).map(({ id }) => id)).toEqual([only?.id, second.id]);
  expect(await get("/api/inboxes/primary")).toMatchObject({ id: only?.id });
});

test("an inbox becomes the primary one, and the one before it can then be deleted", async () => {
  const [first] = await get<Inbox[]>("/api/inboxes");
  const second = await newInbox("Second");
  await put(`/api/inboxes/${second.id}`, { inbox: { is_primary: true } });
  expect(await get("/api/inboxes/primary")).toMatchObject({ id: second.id, name: "Second" });
  expect((await send("DELETE", `/api/inboxes/${first?.id}`, { token: admin.token })).status).toBe(204);
  expect((await get<Inbox[]>("/api/inboxes")).map(({ id }) => id)).toEqual([second.id]);
});

test("only what is sent of an inbox changes, and null takes a description away", async () => {
  const { id } = await newInbox("Second");
  await put(`/api/inboxes/${id}`, { inbox: { description: "Questions" } });
  await put(`/api/inboxes/${id}`, { inbox: { name: "Third" } });
  expect(await get(`/api/inboxes/${id}`)).toMatchObject({ name: "Third", description: "Questions" });
  await put(`/api/inboxes/${id}`, { inbox: { description: null } });
  expect(await get(`/api/inboxes/${id}`)).toMatchObject({ name: "Third", description: null });
});

test("another account's inbox is as good as none", async () => {
  const { id } = await newInbox("Second");
  const stranger = await newAccount();
  expect((await send("GET", `/api/inboxes/${id}`, { token: stranger.token })).status).toBe(404);
  const foreign = await data<Inbox[]>(200, "GET", "/api/inboxes", { token: stranger.token });
  expect(foreign).toHaveLength(1);
  expect(foreign[0]?.id).not.toBe(id);
});

test("a profile and the settings of a user are there before anybody wrote them, and keep what is written", async () => {
  expect(await get("/api/profile")).toMatchObject({ email: admin.email });
  expect(await get("/api/user_settings")).toMatchObject({ email_alert_on_new_message: false });
  await put("/api/profile", { user_profile: { full_name: "Ann Lee", display_name: "Ann" } });
  await put("/api/user_settings", { user_settings: { email_alert_on_new_message: true } });
  expect(await get("/api/profile")).toMatchObject({ full_name: "Ann Lee", display_name: "Ann" });
  expect(await get("/api/user_settings")).toMatchObject({ email_alert_on_new_message: true });
});

test("a widget's settings change by field, and anybody's page reads them", async () => {
  const page = `/api/widget_settings?account_id=${admin.accountId}`;
  await put("/api/widget_settings", { widget_settings: { title: "Hello", away_message: "Back at nine" } });
  await put("/api/widget_settings", { widget_settings: { title: null, show_agent_availability: true } });
  expect(await data(200, "GET", page)).toMatchObject({
    title: null,
    away_message: "Back at nine",
    show_agent_availability: true,
  });
  const wrong = { widget_settings: { icon_variant: "round" } };
  expect((await send("PUT", "/api/widget_settings", { token: admin.token, body: wrong })).status).toBe(422);
  const metadata = { host: "shop.example", title: "Mine" };
  const report = { account_id: admin.accountId, metadata };
  expect((await send("PUT", "/api/widget_settings/metadata", { body: report })).status).toBe(200);
  expect(await data(200, "GET", page)).toMatchObject({ title: null });
});
