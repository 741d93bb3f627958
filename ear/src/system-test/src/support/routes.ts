import type { Ids } from "./tenant";

/** Who may call: anybody, everybody who is logged in, or administrators alone; `admin-only` answers others 403, `admin` 401. */
export type Access = "public" | "agent" | "admin" | "admin-only";

export interface Route {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** With `{conversation}` and the like in the places of ids. */
  path: string;
  access: Access;
  /** Public, and whatever token comes with it changes nothing: 401 for one that is over elsewhere. */
  ignoresToken?: boolean;
  /** The status for somebody who may. */
  ok: number;
  body?: (ids: Ids) => Record<string, unknown>;
  /** Names an account's rows by id: for everybody else these rows do not exist. */
  scoped?: boolean;
  /** Needs a teammate of the caller. */
  teammate?: boolean;
}

/** The path with its placeholders filled in. */
export function pathFor(route: Route, ids: Ids): string {
  return route.path.replace(/\{(\w+)\}/g, (_all, name: string) => encodeURIComponent(ids[name as keyof Ids]));
}

export function nameOf(route: Route): string {
  return `${route.method} ${route.path}`;
}

const open: Route[] = [
  { method: "GET", path: "/health/live", access: "public", ignoresToken: true, ok: 200 },
  { method: "GET", path: "/health/ready", access: "public", ignoresToken: true, ok: 200 },
  { method: "GET", path: "/api/ping", access: "public", ignoresToken: true, ok: 200 },
  {
    method: "POST",
    path: "/api/ping",
    access: "public",
    ignoresToken: true,
    ok: 200,
    body: () => ({ hello: "there" }),
  },
  { method: "DELETE", path: "/api/session", access: "public", ignoresToken: true, ok: 200 },
  {
    method: "POST",
    path: "/api/customers",
    access: "public",
    ok: 201,
    body: (ids) => ({ customer: { account_id: ids.account, name: "Ada", email: "ada@example.com", metadata: {} } }),
  },
  {
    method: "GET",
    path: "/api/customers/identify?external_id=none&account_id={account}",
    access: "public",
    ok: 200,
  },
  {
    method: "POST",
    path: "/api/customers/identify",
    access: "public",
    ok: 200,
    body: (ids) => ({ external_id: "none", account_id: ids.account }),
  },
  { method: "GET", path: "/api/customers/{customer}/exists", access: "public", ok: 200 },
  {
    method: "PUT",
    path: "/api/customers/{customer}/metadata",
    access: "public",
    ok: 200,
    body: () => ({ metadata: { browser: "Firefox", screen_height: 900, metadata: { plan: "gold" } } }),
  },
  {
    method: "POST",
    path: "/api/conversations",
    access: "public",
    ok: 201,
    body: (ids) => ({
      conversation: { account_id: ids.account, customer_id: ids.customer, inbox_id: ids.inbox },
      message: { body: "hello", sent_at: "2026-01-01T10:00:00.000Z" },
    }),
  },
  {
    method: "GET",
    path: "/api/conversations/customer?customer_id={customer}&account_id={account}",
    access: "public",
    ok: 200,
  },
  {
    method: "GET",
    path: "/api/conversations/shared?conversation_id={conversation}&token={share}",
    access: "public",
    ignoresToken: true,
    ok: 200,
  },
  { method: "GET", path: "/api/widget_settings?account_id={account}", access: "public", ok: 200 },
  {
    method: "PUT",
    path: "/api/widget_settings/metadata",
    access: "public",
    ok: 200,
    body: (ids) => ({ account_id: ids.account, metadata: { host: "shop.example", pathname: "/cart" } }),
  },
];

const accountAndPeople: Route[] = [
  { method: "GET", path: "/api/me", access: "agent", ok: 200 },
  { method: "GET", path: "/api/accounts/me", access: "agent", ok: 200 },
  // The dashboard sends "me".
  ...["/api/accounts/{account}", "/api/accounts/me"]
    .flatMap((path) => updates(path, () => ({ account: { company_name: "Harbour", time_zone: "Europe/Berlin" } })))
    .map((route) => ({ ...route, access: "admin-only" as const, scoped: false })),
  { method: "GET", path: "/api/onboarding_status", access: "agent", ok: 200 },
  { method: "GET", path: "/api/users", access: "agent", ok: 200 },
  { method: "GET", path: "/api/users/{teammate}", access: "agent", ok: 200, scoped: true, teammate: true },
  { method: "POST", path: "/api/users/{teammate}/disable", access: "admin", ok: 200, scoped: true, teammate: true },
  { method: "POST", path: "/api/users/{teammate}/enable", access: "admin", ok: 200, scoped: true, teammate: true },
  { method: "POST", path: "/api/users/{teammate}/archive", access: "admin", ok: 200, scoped: true, teammate: true },
  {
    method: "PUT",
    path: "/api/users/{teammate}/role",
    access: "admin",
    ok: 200,
    scoped: true,
    teammate: true,
    body: () => ({ role: "admin" }),
  },
  { method: "DELETE", path: "/api/users/{teammate}", access: "agent", ok: 403, teammate: true },
  { method: "GET", path: "/api/profile", access: "agent", ok: 200 },
  {
    method: "PUT",
    path: "/api/profile",
    access: "agent",
    ok: 200,
    body: () => ({ user_profile: { display_name: "Ada", full_name: "Ada Lovelace" } }),
  },
  { method: "GET", path: "/api/user_settings", access: "agent", ok: 200 },
  {
    method: "PUT",
    path: "/api/user_settings",
    access: "agent",
    ok: 200,
    body: () => ({ user_settings: { email_alert_on_new_message: false } }),
  },
  { method: "GET", path: "/api/visitor_identity", access: "admin", ok: 200 },
  {
    method: "PUT",
    path: "/api/visitor_identity",
    access: "admin",
    ok: 200,
    body: () => ({ visitor_identity: { require_token: false } }),
  },
  { method: "POST", path: "/api/visitor_identity/secret", access: "admin", ok: 201 },
  { method: "GET", path: "/api/user_invitations", access: "admin", ok: 200 },
  { method: "POST", path: "/api/user_invitations", access: "admin", ok: 201, body: () => ({}) },
  { method: "GET", path: "/api/user_invitations/{invitation}", access: "agent", ok: 200, scoped: true },
  ...updates("/api/user_invitations/{invitation}", () => ({
    user_invitation: { expires_at: new Date(Date.now() + 86_400_000).toISOString() },
  })).map((route) => ({ ...route, access: "admin" as const })),
  { method: "DELETE", path: "/api/user_invitations/{invitation}", access: "admin", ok: 204, scoped: true },
];

const customersAndInboxes: Route[] = [
  { method: "GET", path: "/api/customers", access: "agent", ok: 200 },
  { method: "GET", path: "/api/customers/{customer}", access: "agent", ok: 200, scoped: true },
  ...updates("/api/customers/{customer}", () => ({ customer: { name: "Grace", email: "grace@example.com" } })),
  { method: "DELETE", path: "/api/customers/{customer}", access: "agent", ok: 204, scoped: true },
  { method: "GET", path: "/api/inboxes", access: "agent", ok: 200 },
  { method: "POST", path: "/api/inboxes", access: "admin-only", ok: 201, body: () => ({ inbox: { name: "Sales" } }) },
  { method: "GET", path: "/api/inboxes/primary", access: "agent", ok: 200 },
  { method: "GET", path: "/api/inboxes/{inbox}", access: "agent", ok: 200, scoped: true },
  ...updates("/api/inboxes/{inbox}", () => ({ inbox: { name: "Sales", description: "for those who buy" } })).map(
    (route) => ({ ...route, access: "admin-only" as const }),
  ),
  { method: "DELETE", path: "/api/inboxes/{inbox}", access: "admin", ok: 204, scoped: true },
  {
    method: "PUT",
    path: "/api/widget_settings",
    access: "admin-only",
    ok: 200,
    body: () => ({ widget_settings: { title: "Talk to us", color: "#1677ff", show_agent_availability: true } }),
  },
];

const conversations: Route[] = [
  { method: "GET", path: "/api/conversations", access: "agent", ok: 200 },
  { method: "GET", path: "/api/conversations/count", access: "agent", ok: 200 },
  { method: "GET", path: "/api/conversations/unread", access: "agent", ok: 200 },
  { method: "GET", path: "/api/feed", access: "agent", ok: 200 },
  { method: "GET", path: "/api/conversations/{conversation}", access: "agent", ok: 200, scoped: true },
  { method: "GET", path: "/api/conversations/{conversation}/messages", access: "agent", ok: 200, scoped: true },
  ...updates("/api/conversations/{conversation}", () => ({ conversation: { status: "closed", priority: "priority" } })),
  { method: "POST", path: "/api/conversations/{conversation}/archive", access: "agent", ok: 200, scoped: true },
  { method: "POST", path: "/api/conversations/{conversation}/share", access: "agent", ok: 200, scoped: true },
  { method: "DELETE", path: "/api/conversations/{conversation}/share", access: "agent", ok: 200, scoped: true },
  { method: "GET", path: "/api/conversations/{conversation}/previous", access: "agent", ok: 200, scoped: true },
  { method: "GET", path: "/api/conversations/{conversation}/related", access: "agent", ok: 200, scoped: true },
  { method: "DELETE", path: "/api/conversations/{conversation}", access: "agent", ok: 204, scoped: true },
];

const messages: Route[] = [
  { method: "GET", path: "/api/messages", access: "agent", ok: 200 },
  { method: "GET", path: "/api/messages/count", access: "agent", ok: 200 },
  {
    method: "POST",
    path: "/api/messages",
    access: "agent",
    ok: 201,
    scoped: true,
    body: (ids) => ({ message: { conversation_id: ids.conversation, body: "hello", private: false } }),
  },
  { method: "GET", path: "/api/messages/{message}", access: "agent", ok: 200, scoped: true },
  ...updates("/api/messages/{message}", () => ({ message: { body: "hello again" } })),
  { method: "DELETE", path: "/api/messages/{message}", access: "agent", ok: 204, scoped: true },
];

function updates(path: string, body: () => Record<string, unknown>): Route[] {
  return (["PUT", "PATCH"] as const).map((method) => ({ method, path, access: "agent", ok: 200, scoped: true, body }));
}

/** Every route of the product with who may call it. A route that is served and not listed here fails the walk. */
export const routes: Route[] = [...open, ...accountAndPeople, ...customersAndInboxes, ...conversations, ...messages];
