import type { Answer } from "./http";

/** Values that fit no field of the product. */
export const wrongValues: [string, unknown][] = [
  ["an array", []],
  ["an array of objects", [{}]],
  ["an object", { a: { b: [] } }],
  ["a number", 1e308],
  ["a negative number", -1],
  ["a truth value", true],
  ["null", null],
  ["an empty string", ""],
  ["a NUL", "a\u0000b"],
  ["a lone surrogate", "\ud800"],
  ["70 000 characters", "x".repeat(70_000)],
  ["300 characters", "y".repeat(300)],
  ["markup", "<script>alert(1)</script>"],
  ["SQL", "'; drop table messages; --"],
  ["a date that is none", "2026-13-45T99:99:99Z"],
];

/** Whole bodies that are no request of any route. */
export const wrongBodies: [string, string | Uint8Array][] = [
  ["half an object", '{"message":'],
  ["an array", "[]"],
  ["a string", '"message"'],
  ["a number", "12"],
  ["null", "null"],
  ["nothing", ""],
  ["invalid UTF-8", Uint8Array.from([...Buffer.from('{"message":{"body":"'), 0xff, 0xfe, ...Buffer.from('"}}')])],
  ["a NUL byte", '{"message":\u0000}'],
  ["20 000 open brackets", "[".repeat(20_000)],
  ["20 000 nested objects", `${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}`],
  ["the same key twice", '{"message":{"body":"a"},"message":[]}'],
  ["a number of 5 000 digits", `{"message":{"conversation_id":${"9".repeat(5_000)}}}`],
];

export const otherContentTypes = [
  "text/plain",
  "application/xml",
  "application/x-www-form-urlencoded",
  "multipart/form-data",
  "multipart/form-data; boundary=x",
  "application/json; charset=utf-16",
  "application/json; charset=no-such-charset",
  "nonsense",
];

/** Things in the place of an id in a path, percent-encoded. */
export const wrongIds = [
  "abc",
  "0",
  "-1",
  "99999999999999999999",
  "00000000-0000-0000-0000-00000000000",
  "00000000-0000-7000-8000-000000000000",
  "%00",
  "%ff%fe",
  "%F0%9F%92%AC",
  "'%20or%201=1",
  "%3Cscript%3E",
  "x".repeat(3_000),
];

/** Query strings that fit no list. */
export const wrongQueries = [
  "limit=abc&after=not-a-cursor",
  "limit=-5&page=-1&page_size=99999999999999999999",
  "after_seq=minus&limit=[]",
  "after_seq=99999999999999999999",
  "status[]=open&assignee_id[]=1",
  "assignee_id=%00&customer_id=%ff",
  "inbox_id=undefined&conversation_id=null",
  "q=%25%5f%5c&body=%25",
  "expand[]=password&expand[]=&expand=x",
  "a[b][c][d]=e&a=1&a[]=2",
  "&&==&%",
];

const notText = /%00|%ff/i;

const leaks =
  /\bat [\w.$]+\([\w]+\.java|Exception|org\.(glassfish|postgresql|eclipse|hibernate|apache)|java\.(lang|util|sql)|jakarta\.|io\.netia|fasterxml|Payara|SQLSTATE|\bselect .+ from /i;

/**
 * What is wrong with an answer to hostile input, in words, or nothing. The one 500 that clients rely on is the refused
 * registration, whose status the first clients pinned.
 */
export function complaint(answer: Answer): string | undefined {
  const refusedRegistration = answer.status === 500 && answer.text.includes("Couldn't create user");
  if (answer.status >= 500 && !refusedRegistration) return `status ${answer.status}: ${answer.text.slice(0, 300)}`;
  const leak = leaks.exec(answer.text);
  if (leak) return `shows "${leak[0]}": ${answer.text.slice(0, 300)}`;
  if (answer.status < 400) return undefined;
  // A path that is not even text is refused by the server's own parser, before anything of ours is asked.
  if (answer.status === 400 && answer.text === "" && notText.test(answer.path)) return undefined;
  const body = answer.json as { error?: { status?: unknown; message?: unknown }; errors?: unknown } | undefined;
  if (body?.error?.status !== answer.status || typeof body.error.message !== "string" || body.errors === undefined) {
    return `status ${answer.status} without both error families: ${answer.text.slice(0, 300)}`;
  }
  return undefined;
}
