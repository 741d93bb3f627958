import { describe, expect, it } from "vitest";
import { conversation } from "../../test/data";
import type { Bucket } from "./buckets";
import { visibleRows } from "./list";
import type { Conversation } from "./types";

const me = 7;
const at = (minute: number) => new Date(Date.UTC(2026, 0, 5, 12, minute)).toISOString();

function rows(
  bucket: Bucket,
  known: Conversation[],
  listed: string[],
  next: string | null = null,
  search = "",
): string[] {
  const byId = Object.fromEntries(known.map((c) => [c.id, c]));
  const filter = { bucket, inboxId: null, search };
  return visibleRows({ ids: listed, next, total: listed.length }, byId, filter, me).map((c) => c.id);
}

describe("the rows of a list", () => {
  it("are ordered by their last activity, the newest first", () => {
    const known = [
      conversation({ id: "old", last_activity_at: at(1) }),
      conversation({ id: "new", last_activity_at: at(2) }),
    ];
    expect(rows("all", known, ["old", "new"])).toEqual(["new", "old"]);
  });

  it("lose a conversation that no longer fits", () => {
    const known = [
      conversation({ id: "closed", status: "closed" }),
      conversation({ id: "archived", archived_at: at(1) }),
    ];
    expect(rows("all", known, ["closed", "archived"])).toEqual([]);
    expect(rows("closed", known, [])).toEqual(["closed"]);
  });

  it("gain a conversation that fits now", () => {
    const known = [conversation({ id: "mine", assignee_id: me }), conversation({ id: "hers", assignee_id: 8 })];
    expect(rows("me", known, [])).toEqual(["mine"]);
    expect(rows("unassigned", known, [])).toEqual([]);
  });

  it("keep what was read in the unread list until it is loaded again, but add only unread ones", () => {
    const known = [
      conversation({ id: "read-meanwhile" }),
      conversation({ id: "read" }),
      conversation({ id: "unread", read: false }),
    ];
    expect(rows("unread", known, ["read-meanwhile"]).toSorted()).toEqual(["read-meanwhile", "unread"]);
  });

  it("do not show what belongs behind the loaded part", () => {
    const known = [
      conversation({ id: "end", last_activity_at: at(10) }),
      conversation({ id: "behind", last_activity_at: at(5) }),
    ];
    expect(rows("all", known, ["end"], "cursor")).toEqual(["end"]);
    expect(rows("all", known, ["end"], null)).toEqual(["end", "behind"]);
  });

  it("leave a search to the server", () => {
    expect(rows("all", [conversation({ id: "other" })], [], null, "refund")).toEqual([]);
  });

  it("count an unseen mention of me as unread", () => {
    const mentioned = conversation({ id: "mentioned", mentions: [{ user_id: me, seen_at: null }] });
    expect(rows("unread", [mentioned], [])).toEqual(["mentioned"]);
    expect(rows("mentions", [mentioned], [])).toEqual(["mentioned"]);
  });
});
