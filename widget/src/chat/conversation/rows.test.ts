import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fromTeam, message, outgoing } from "../../../test/examples";
import { faces, type Row, rows } from "./rows";

beforeEach(() => {
  vi.useFakeTimers({ now: new Date(2026, 0, 1, 18) });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Local noon-ish times keep the day separators independent of the machine's time zone. */
const at = (day: number, minute: number) => new Date(2026, 0, day, 12, minute).toISOString();
const outline = (list: Row[]) =>
  list.map((row) => {
    if (row.kind === "message") return `${row.message.seq}${row.first ? "(" : ""}${row.last ? ")" : ""}`;
    return row.kind === "outgoing" ? row.outgoing.client_id : row.kind;
  });

test("one author within five minutes is a group", () => {
  const list = rows(
    [
      message(1, { created_at: at(1, 0) }),
      message(2, { created_at: at(1, 4) }),
      message(3, { created_at: at(1, 10) }),
      fromTeam(4, { created_at: at(1, 10) }),
      fromTeam(5, { created_at: at(1, 11), user_id: 8 }),
    ],
    [],
    "",
  );
  expect(outline(list)).toEqual(["1(", "2)", "3()", "4()", "5()"]);
});

test("each new day is marked; a conversation of today alone is not", () => {
  const days = [message(1, { created_at: at(1, 0) }), message(2, { created_at: at(2, 0) })];
  expect(outline(rows(days, [], ""))).toEqual(["1()", "day", "2()"]);
  vi.setSystemTime(new Date(2026, 0, 5));
  expect(outline(rows(days, [], ""))).toEqual(["day", "1()", "day", "2()"]);
});

test("the greeting comes first and what waits last, with keys that survive confirmation", () => {
  const waiting = outgoing("a", 1, { sent_at: at(1, 1) });
  const before = rows([message(1, { created_at: at(1, 0) })], [waiting], "Hello");
  expect(before.map(({ kind }) => kind)).toEqual(["greeting", "message", "outgoing"]);
  const confirmed = message(2, { created_at: at(1, 1), client_id: "a" });
  expect(rows([message(1, { created_at: at(1, 0) }), confirmed], [], "Hello").map(({ key }) => key)).toEqual(
    before.map(({ key }) => key),
  );
});

test("the faces are those who answered, the latest first", () => {
  const ben = { id: 8 };
  expect(
    faces([fromTeam(1), message(2), fromTeam(3, { user_id: 8, user: ben }), fromTeam(4)]).map(({ id }) => id),
  ).toEqual([7, 8]);
});
