import { expect, test } from "vitest";
import { readParameters, SWITCHES, TEXTS } from "./parameters";
import { appearance, openingLine, readSettings } from "./settings";

const page = (query = "") => readParameters(new URL(`https://chat.example/chat?${query}`), false);
const account = (settings: object) => readSettings({ id: "w", account: {}, ...settings });

test("the address wins over the account's settings, which win over our words", () => {
  const look = appearance(page("title=Page"), account({ title: "Account", subtitle: "Sub", color: "#222" }));
  expect(look).toMatchObject({
    title: "Page",
    subtitle: "Sub",
    color: "#222",
    newMessagePlaceholder: "Type your message...",
  });
  expect(appearance(page(), null)).toMatchObject({
    title: "Chat",
    color: "#1677ff",
    showAvailability: false,
    showBranding: true,
  });
});

// Parameter of the address, wire name of the account, what the page has of both.
const LOOK_TEXTS = [
  ["title", "title", "title"],
  ["subtitle", "subtitle", "subtitle"],
  ["primaryColor", "color", "color"],
  ["greeting", "greeting", "greeting"],
  ["awayMessage", "away_message", "awayMessage"],
  ["newMessagePlaceholder", "new_message_placeholder", "newMessagePlaceholder"],
  ["emailInputPlaceholder", "email_input_placeholder", "emailPlaceholder"],
  ["newMessagesNotificationText", "new_messages_notification_text", "newMessagesText"],
  ["agentAvailableText", "agent_available_text", "availableText"],
  ["agentUnavailableText", "agent_unavailable_text", "unavailableText"],
  ["companyName", "company_name", "botName"],
] as const;
const LOOK_SWITCHES = [
  ["showAgentAvailability", "show_agent_availability", "showAvailability"],
  ["requireEmailUpfront", "require_email_upfront", "requireEmail"],
  ["isOutsideWorkingHours", "is_outside_working_hours", "outsideWorkingHours"],
] as const;
/** These are answered as fields of the account itself. */
const OF_ACCOUNT: readonly string[] = ["company_name", "is_outside_working_hours"];

const answered = (name: string, value: unknown) =>
  account(OF_ACCOUNT.includes(name) ? { account: { [name]: value } } : { [name]: value });

test.each(LOOK_TEXTS)("%s of the address wins over %s of the account, as %s", (key, name, look) => {
  expect(appearance(page(`${key}=page`), answered(name, "account"))[look]).toBe("page");
  expect(appearance(page(), answered(name, "account"))[look]).toBe("account");
  expect(appearance(page(), answered(name, ""))).toEqual(appearance(page(), null));
});

test.each(LOOK_SWITCHES)("%s of the address wins over %s of the account, as %s", (key, name, look) => {
  expect(appearance(page(`${key}=0`), answered(name, true))[look]).toBe(false);
  expect(appearance(page(`${key}=1`), answered(name, false))[look]).toBe(true);
  expect(appearance(page(), answered(name, true))[look]).toBe(true);
  expect(appearance(page(), null)[look]).toBe(false);
});

test("every parameter, setting and part of the look is in these tables", () => {
  const rows = [...LOOK_TEXTS, ...LOOK_SWITCHES, ["isBrandingHidden", "is_branding_hidden", "showBranding"]];
  const column = (index: number) => rows.map((row) => row[index]).sort();
  // Whether the header has a cross to close it is the host page's alone.
  expect(column(0)).toEqual([...TEXTS, ...SWITCHES].filter((key) => key !== "closeable").sort());
  expect(column(1)).toEqual(Object.keys(account({}) ?? {}).sort());
  expect(column(2)).toEqual(Object.keys(appearance(page(), null)).sort());
});

test("either side may hide the branding; only the page may switch availability off again", () => {
  expect(appearance(page("isBrandingHidden=false"), account({ is_branding_hidden: true })).showBranding).toBe(false);
  expect(appearance(page("isBrandingHidden=true"), account({})).showBranding).toBe(false);
  expect(appearance(page("showAgentAvailability=0"), account({ show_agent_availability: true })).showAvailability).toBe(
    false,
  );
});

test.each([
  [true, "Away", 0, "Away"],
  [true, "Away", null, "Away"],
  [true, "Away", 1, "Hello"],
  [true, "", 0, "Hello"],
  [false, "Away", 0, "Hello"],
])("outside hours %s, away message %j, %s online: %s", (outside, away, online, line) => {
  const settings = account({ greeting: "Hello", away_message: away, account: { is_outside_working_hours: outside } });
  expect(openingLine(appearance(page(), settings), online)).toBe(line);
});
