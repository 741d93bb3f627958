import { expect, test } from "vitest";
import { readParameters } from "../chat/appearance/parameters";
import { ACCOUNT_TEXTS, frameQuery, frameUrl, type Loading, readConfig, readPlace, SWITCHES, TEXTS } from "./config";

const ACCOUNT = "0f4e5c9e-3c1d-4c1a-9b43-0a3f1f1f9c11";
const ORIGIN = "https://cdn.example";

function loading(config: Record<string, unknown> = {}): Loading {
  const read = readConfig({ Netia: { config: { token: ACCOUNT, ...config } } }, ORIGIN);
  if (read === null) throw new Error("no configuration");
  return read;
}

function query(config: Record<string, unknown>, settings: Record<string, unknown> = {}, customerId = "") {
  const context = { settings, customerId, metadata: { host: "shop.example" }, instance: "1700" };
  return Object.fromEntries(frameQuery(loading(config), context));
}

test("the configuration is Netia's, or Papercups', with token or accountId", () => {
  expect(readConfig({}, ORIGIN)).toBeNull();
  expect(readConfig({ Netia: { config: {} } }, ORIGIN)).toBeNull();
  expect(readConfig({ Papercups: { config: { accountId: ACCOUNT } } }, ORIGIN)).toMatchObject({
    accountId: ACCOUNT,
    baseUrl: ORIGIN,
  });
  expect(loading({ baseUrl: "https://self.example/", inbox: "i" })).toMatchObject({
    baseUrl: "https://self.example",
    inboxId: "i",
  });
});

test("what is empty is not sent", () => {
  expect(query({ title: "", greeting: null })).toEqual({
    baseUrl: ORIGIN,
    token: ACCOUNT,
    accountId: ACCOUNT,
    requireEmailUpfront: "0",
    showAgentAvailability: "0",
    closeable: "1",
    metadata: '{"host":"shop.example"}',
    version: "1.3.1",
    ts: "1700",
  });
});

test("the page wins over the account, except for the availability texts", () => {
  const settings = {
    title: "Account",
    subtitle: "Sub",
    color: "#123456",
    agent_available_text: "Here",
    show_agent_availability: true,
    is_branding_hidden: false,
    account: { company_name: "Acme", is_outside_working_hours: true },
  };
  expect(query({ title: "Page", agentAvailableText: "Hi", greeting: "50% off & more" }, settings, "c-1")).toMatchObject(
    {
      title: "Page",
      subtitle: "Sub",
      primaryColor: "#123456",
      greeting: "50% off & more",
      agentAvailableText: "Here",
      showAgentAvailability: "1",
      companyName: "Acme",
      isOutsideWorkingHours: "true",
      customerId: "c-1",
    },
  );
  expect(query({}, settings)).not.toHaveProperty("isBrandingHidden");
});

// Key of the page, wire name of the account.
const PAGE_FIRST = [
  ["title", "title"],
  ["subtitle", "subtitle"],
  ["greeting", "greeting"],
  ["awayMessage", "away_message"],
  ["newMessagePlaceholder", "new_message_placeholder"],
  ["emailInputPlaceholder", "email_input_placeholder"],
  ["newMessagesNotificationText", "new_messages_notification_text"],
  ["primaryColor", "color"],
] as const;
const ACCOUNT_FIRST = [
  ["agentAvailableText", "agent_available_text"],
  ["agentUnavailableText", "agent_unavailable_text"],
] as const;
const EITHER = [
  ["requireEmailUpfront", "require_email_upfront"],
  ["showAgentAvailability", "show_agent_availability"],
  ["isBrandingHidden", "is_branding_hidden"],
] as const;

/** What the frame reads of the address that the loader gives it. */
function parameters(config: Record<string, unknown>, settings: Record<string, unknown>) {
  const context = { settings, customerId: "", metadata: {}, instance: "1700" };
  return readParameters(new URL(`${ORIGIN}/chat?${frameQuery(loading(config), context)}`), true);
}

test.each(PAGE_FIRST)("the frame gets %s of the page, else %s of the account", (key, name) => {
  expect(parameters({ [key]: "page" }, { [name]: "account" })[key]).toBe("page");
  expect(parameters({ [key]: "" }, { [name]: "account" })[key]).toBe("account");
  expect(parameters({ [key]: "page" }, { [name]: null })[key]).toBe("page");
  expect(parameters({}, {})[key]).toBeNull();
});

test.each(ACCOUNT_FIRST)("the frame gets %s of the page only when the account has no %s", (key, name) => {
  expect(parameters({ [key]: "page" }, { [name]: "account" })[key]).toBe("account");
  expect(parameters({}, { [name]: "account" })[key]).toBe("account");
  expect(parameters({ [key]: "page" }, { [name]: null })[key]).toBe("page");
});

test.each(EITHER)("the frame gets %s when the page or, as %s, the account has it on", (key, name) => {
  expect(parameters({ [key]: true }, { [name]: false })[key]).toBe(true);
  expect(parameters({ [key]: false }, { [name]: true })[key]).toBe(true);
  expect(parameters({}, {})[key]).not.toBe(true);
});

test("every text and switch that the loader passes on is in these tables", () => {
  const keys = [...PAGE_FIRST, ...ACCOUNT_FIRST, ...EITHER].map(([key]) => key);
  expect(keys).toEqual(expect.arrayContaining([...TEXTS, ...ACCOUNT_TEXTS, ...SWITCHES]));
});

test.each([
  [{}, {}, "https://cdn.example/chat"],
  [{ baseUrl: "https://self.example" }, {}, "https://self.example/chat"],
  [{}, { iframe_url_override: "https://a.example/c" }, "https://a.example/c"],
  [{ iframeUrlOverride: "https://b.example/c" }, { iframe_url_override: "https://a.example/c" }, "https://b.example/c"],
  [{ iframeUrlOverride: "javascript:alert(1)" }, {}, undefined],
  [{ iframeUrlOverride: "not an address" }, {}, undefined],
])("%j and %j load %s", (config, settings, address) => {
  expect(frameUrl(loading(config), settings)?.href).toBe(address);
});

test.each([
  [undefined, { side: "right", offset: 20 }],
  ["left", { side: "left", offset: 20 }],
  [
    { side: "left", offset: 40 },
    { side: "left", offset: 40 },
  ],
  [
    { side: "};*{color:red", offset: "9px;x" },
    { side: "right", offset: 20 },
  ],
])("position %j is %j", (position, place) => {
  expect(readPlace(position)).toEqual(place);
});
