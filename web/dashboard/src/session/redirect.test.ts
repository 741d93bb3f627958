import { expect, it } from "vitest";
import { safeRedirect } from "./redirect";

it("goes back to a path of this origin only", () => {
  expect(safeRedirect("/conversations/me/1?q=a#b", "/home")).toBe("/conversations/me/1?q=a#b");
  for (const evil of [
    "//evil.example",
    "https://evil.example",
    "/\\evil.example",
    "/.//evil.example",
    "/a/..//evil.example",
    "javascript:alert(1)",
    "/login?redirect=/login",
    null,
  ]) {
    expect(safeRedirect(evil, "/home")).toBe("/home");
  }
});
