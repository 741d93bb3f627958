import { describe, expect, it } from "vitest";
import { chatAddress, embedCode } from "./embed";

const target = { origin: "https://chat.example", accountId: "account-1", inboxId: "inbox-1" };

describe("the embed code", () => {
  it("points to this server, account and inbox", () => {
    const code = embedCode(target, "#ff0000");
    expect(code).toContain("iframe.src = 'https://chat.example/chat?token=account-1&inbox=inbox-1'");
    expect(code).toContain("background: #ff0000");
  });

  it("does not let a colour break out of the snippet", () => {
    expect(embedCode(target, '"><script>')).toContain("background: #1677ff");
  });

  it("previews what is in the form, and leaves empty settings to the server", () => {
    const query = new URL(chatAddress(target, { title: "100 % you", greeting: "", show_agent_availability: true }))
      .searchParams;
    expect(Object.fromEntries(query)).toEqual({
      token: "account-1",
      inbox: "inbox-1",
      title: "100 % you",
      showAgentAvailability: "1",
    });
  });
});
