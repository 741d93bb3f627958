import { expect, test } from "vitest";
import { fromTeam, message } from "../../../test/examples";
import { previewBodies } from "../ui/words";
import { authorName, instant, quickReplies, readMessage } from "./message";

test("what a message must have, it has, or it is none", () => {
  expect(readMessage(message(1))).toEqual(message(1));
  expect(readMessage({ ...message(1), seq: "1" })).toBeNull();
  expect(readMessage({ ...message(1), id: 1 })).toBeNull();
  expect(readMessage({ ...message(1), body: null, attachments: null, metadata: 3 })).toMatchObject({
    body: "",
    attachments: [],
    metadata: {},
  });
  expect(readMessage("shout")).toBeNull();
});

test("attachments lead to files and nothing else", () => {
  const file = (file_url: string) => ({ id: file_url, file_url, filename: "a.pdf", content_type: "application/pdf" });
  const attachments = ["https://files.example/a.pdf", "/api/upload/1", "javascript:alert(1)", "data:text/html,x"].map(
    file,
  );
  expect(readMessage({ ...message(1), attachments })?.attachments).toEqual(attachments.slice(0, 2));
});

test("a private note never reaches a visitor's screen", () => {
  expect(readMessage({ ...fromTeam(1), private: true })).toBeNull();
});

test("times without a zone are UTC", () => {
  expect(instant("2026-01-01T10:00:00")).toEqual(instant("2026-01-01T10:00:00Z"));
  expect(instant("2026-01-01T12:00:00+02:00")).toEqual(instant("2026-01-01T10:00:00Z"));
});

test("quick replies are those of the team's last message", () => {
  const metadata = { quick_replies: [{ text: "Yes", action: "y" }, { text: 3 }, { text: "No" }] };
  expect(quickReplies(fromTeam(1, { metadata }))).toEqual([
    { text: "Yes", action: "y" },
    { text: "No", action: "" },
  ]);
  expect(quickReplies(message(1, { metadata }))).toEqual([]);
  expect(quickReplies(undefined)).toEqual([]);
});

test.each([
  [{ display_name: "Gracie", full_name: "Grace Hopper" }, "Gracie"],
  [{ display_name: "", full_name: "Grace Hopper" }, "Grace Hopper"],
  [{}, "Support"],
])("%j is called %s", (profile, name) => {
  expect(authorName({ id: 7, ...profile }, "Support")).toBe(name);
});

test("previews are the newest two, one when they are long, never much", () => {
  expect(previewBodies(["a", "b", "c"])).toEqual(["b", "c"]);
  expect(previewBodies(["a".repeat(60), "b".repeat(60)])).toEqual(["b".repeat(60)]);
  expect(previewBodies(["x".repeat(200)])[0]).toHaveLength(140);
});
