import { describe, expect, test } from "vitest";
import { fromAnybody, readParameters, withConfig } from "./parameters";

const ACCOUNT = "0f4e5c9e-3c1d-4c1a-9b43-0a3f1f1f9c11";
const INBOX = "6b8e6e5a-7a52-4b7c-8f6d-9d2f2a3b4c5d";

function read(query: string, embedded = false) {
  return readParameters(new URL(`https://chat.example/chat?token=${ACCOUNT}${query}`), embedded);
}

describe("texts and switches", () => {
  test.each([
    ["&title=Support", "title", "Support"],
    ["&title=100%25+sure", "title", "100% sure"],
    ["&title=100%", "title", "100%"],
    ["&title=%E0%A4%A", "title", "\uFFFD%A"],
    ["&title=", "title", null],
    ["&subtitle=undefined", "subtitle", null],
    ["&greeting=null", "greeting", null],
    ["&greeting=a%26b%3Cc%3E", "greeting", "a&b<c>"],
    ["&showAgentAvailability=1", "showAgentAvailability", true],
    ["&showAgentAvailability=0", "showAgentAvailability", false],
    ["&showAgentAvailability=yes", "showAgentAvailability", null],
    ["&isBrandingHidden=true", "isBrandingHidden", true],
    ["&isBrandingHidden=false", "isBrandingHidden", false],
    ["&requireEmailUpfront=1", "requireEmailUpfront", true],
    [`&inbox=${INBOX}`, "inboxId", INBOX],
    ["&inbox=undefined", "inboxId", null],
    ["&inbox=7", "inboxId", null],
    ["&primaryColor=%231677ff", "primaryColor", "#1677ff"],
    ["&primaryColor=1677ff", "primaryColor", "1677ff"],
    ["&baseUrl=https://chat.example/", "baseUrl", "https://chat.example"],
    ["&baseUrl=https://chat.example/prefix/?x%23y", "baseUrl", "https://chat.example/prefix"],
    ["&baseUrl=https://other.example/", "baseUrl", "https://chat.example"],
    ["&baseUrl=//other.example", "baseUrl", "https://chat.example"],
    ["&baseUrl=http:other.example", "baseUrl", "https://chat.example"],
    ["&baseUrl=https:other.example", "baseUrl", "https://chat.example"],
    ["&baseUrl=http://chat.example", "baseUrl", "https://chat.example"],
    ["&baseUrl=https://chat.example:444", "baseUrl", "https://chat.example"],
    ["&baseUrl=https://chat.example@other.example", "baseUrl", "https://chat.example"],
    ["&baseUrl=https://chat.example.other.example", "baseUrl", "https://chat.example"],
    ["&baseUrl=https://me:secret@chat.example/a", "baseUrl", "https://chat.example/a"],
    ["&baseUrl=https://chat.example\\@other.example", "baseUrl", "https://chat.example/@other.example"],
    ["&baseUrl=%09https:%0A//other.example", "baseUrl", "https://chat.example"],
    ["&baseUrl=blob:https://chat.example/x", "baseUrl", "https://chat.example"],
    ["&baseUrl=https://chat.example&baseUrl=https://other.example", "baseUrl", "https://chat.example"],
    ["&baseUrl=https://other.example&baseUrl=https://chat.example", "baseUrl", "https://chat.example"],
    ["&baseUrl=javascript:alert(1)", "baseUrl", "https://chat.example"],
    ["", "baseUrl", "https://chat.example"],
    ["&customerId=01890a5d-ac96-774b-bcce-b302099a8057", "customerId", null],
  ] as const)("%s gives %s = %j", (query, key, value) => {
    expect(read(query)[key]).toEqual(value);
  });
});

test("accountId is another name for token", () => {
  const address = new URL(`https://chat.example/chat?token=undefined&accountId=${ACCOUNT}`);
  expect(readParameters(address, false).accountId).toBe(ACCOUNT);
});

test("no account, or something that is no id, is no account", () => {
  expect(readParameters(new URL("https://chat.example/chat"), false).accountId).toBeNull();
  expect(readParameters(new URL("https://chat.example/chat?token=ACCOUNT_ID"), false).accountId).toBeNull();
});

describe("a raw # in primaryColor", () => {
  test("is put back, with everything it cut off", () => {
    const parameters = read("&primaryColor=#ff8800&greeting=Hello!&showAgentAvailability=1&isBrandingHidden=true");
    expect(parameters).toMatchObject({
      primaryColor: "#ff8800",
      greeting: "Hello!",
      showAgentAvailability: true,
      isBrandingHidden: true,
    });
  });

  test("does not override the query", () => {
    expect(read("&title=A&primaryColor=#fff&title=B").title).toBe("A");
  });

  test("is no excuse for other fragments", () => {
    expect(read("&primaryColor=#section-2&title=B")).toMatchObject({ primaryColor: null, title: null });
    expect(read("#ff8800&title=B")).toMatchObject({ primaryColor: null, title: null });
  });
});

test("metadata and customer are JSON objects, metadata wins, anything else is nothing", () => {
  const encoded = (value: unknown) => encodeURIComponent(JSON.stringify(value));
  const query = `&customer=${encoded({ name: "Ada", email: "a@b.example" })}&metadata=${encoded({ name: "Ada L." })}`;
  expect(read(query).metadata).toEqual({ name: "Ada L.", email: "a@b.example" });
  expect(read("&metadata=%7Bbroken").metadata).toEqual({});
  expect(read("&metadata=[1]").metadata).toEqual({});
});

test("only a frame that names its widget is opened and closed from outside", () => {
  expect(read("&ts=17", true)).toMatchObject({ controlled: true, instance: "17" });
  expect(read("", true).controlled).toBe(false);
  expect(read("&ts=17", false).controlled).toBe(false);
});

test("a live preview changes only what it names", () => {
  const changed = withConfig(read("&title=A&subtitle=S"), {
    title: "B",
    greeting: "",
    showAgentAvailability: 1,
    token: "x",
  });
  expect(changed).toMatchObject({ title: "B", subtitle: "S", greeting: null, showAgentAvailability: true });
  expect(changed.accountId).toBe(ACCOUNT);
});

test("a link chooses no customer, and describes only a new one", () => {
  const known = encodeURIComponent(
    JSON.stringify({ external_id: "mallory", user_hash: "00", user_token: "a.b.c", email: "ann@example.com" }),
  );
  const link = readParameters(
    new URL(`https://chat.example/chat?token=${ACCOUNT}&title=Hi&customerId=${ACCOUNT}&metadata=${known}`),
    false,
  );
  expect(link.customerId).toBe(ACCOUNT);
  expect(fromAnybody(link, false)).toEqual({
    ...link,
    customerId: null,
    metadata: { email: "ann@example.com" },
  });
  expect(fromAnybody(link, true).metadata).toEqual({});
});
