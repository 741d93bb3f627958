/** A generator of numbers from 0 to 1 that gives the same ones for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const odd: unknown[] = [
  null,
  true,
  -1,
  1e308,
  "",
  [],
  {},
  [[]],
  { a: null },
  "\u0000",
  "\ud800",
  "😀".repeat(100),
  "y".repeat(5_000),
  "phx_join",
  "phx_reply",
  "__proto__",
  "../..",
];

/** The frame with one or two things wrong: a part replaced, removed or doubled, or its text damaged. */
export function mutate(random: () => number, frame: unknown): string | Uint8Array {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const copy = structuredClone(frame) as unknown[];
  const place = Math.floor(random() * copy.length);
  const kind = random();
  if (kind < 0.35) {
    copy[place] = pick(odd);
    return JSON.stringify(copy);
  }
  if (kind < 0.65) {
    const payload = copy[4];
    if (typeof payload === "object" && payload !== null) {
      const keys = [...Object.keys(payload), "customer_id", "body", "after_seq"];
      (payload as Record<string, unknown>)[pick(keys)] = pick(odd);
    }
    return JSON.stringify(copy);
  }
  if (kind < 0.75) {
    copy.splice(place, 1);
    return JSON.stringify(copy);
  }
  const text = JSON.stringify(copy);
  const at = Math.floor(random() * text.length);
  if (kind < 0.85) return text.slice(0, at);
  if (kind < 0.95) return text.slice(0, at) + pick(["\u0000", '"', "{", "]", "\\u12", "é"]) + text.slice(at + 1);
  return Uint8Array.from({ length: 1 + Math.floor(random() * 60) }, () => Math.floor(random() * 256));
}

/** A frame of version 1 with one thing wrong: a key that is odd, missing or unknown, or its text damaged. */
export function mutateObject(random: () => number, frame: Record<string, unknown>): string {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const copy: Record<string, unknown> = { ...frame };
  const key = pick(Object.keys(copy));
  const kind = random();
  if (kind < 0.4) copy[key] = pick(odd);
  else if (kind < 0.6) delete copy[key];
  else if (kind < 0.7) copy[pick(["join_ref", "status", "__proto__", ""])] = pick(odd);
  const text = JSON.stringify(copy);
  return kind < 0.7 ? text : damaged(random, text);
}

/** A binary frame: of any kind, with lengths that fit or do not, cut or not. */
export function binaryFrame(random: () => number): Uint8Array {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const names = ["3", "7", pick(["phoenix", "room:1", "\u00e9", ""]), pick(["heartbeat", "phx_join", "bin", ""])];
  const bytes = names.map((name) => Buffer.from(name));
  if (random() < 0.3) bytes[Math.floor(random() * 4)] = Buffer.from([0xff, 0xfe, 0x80]);
  const lengths = bytes.map((name) => (random() < 0.2 ? Math.floor(random() * 256) : name.length));
  const frame = Buffer.concat([
    Buffer.from([pick([0, 0, 0, 1, 2, 3, 255]), ...lengths]),
    ...bytes,
    Buffer.from([1, 2]),
  ]);
  return random() < 0.3 ? frame.subarray(0, Math.floor(random() * frame.length)) : frame;
}

function damaged(random: () => number, text: string): string {
  const at = Math.floor(random() * text.length);
  const instead = ["\u0000", '"', "{", "]", "\\u12", "\u00e9"][Math.floor(random() * 6)] as string;
  return random() < 0.5 ? text.slice(0, at) : text.slice(0, at) + instead + text.slice(at + 1);
}
