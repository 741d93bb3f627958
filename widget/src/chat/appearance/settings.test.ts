import { expect, test } from "vitest";
import { readParameters } from "./parameters";
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
