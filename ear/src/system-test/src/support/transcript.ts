import type { Payload } from "./phoenix-wire";

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const TIME = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z?|\d{4}-\d\d-\d\d/g;
const NUMBERED = /"(user_id|assignee_id|id)":\d+/g;
const EMAIL = /[\w.+-]+@example\.com/g;
const OPAQUE = /"(phx_ref|online_at|cursor)":"[^"]*"/g;

/** What one client received and was answered, in its order, without ids and times: the same for every client. */
export class Transcript {
  readonly lines: string[] = [];
  private readonly ids = new Map<string, string>();

  note(what: string, payload?: Payload): void {
    this.lines.push(payload === undefined ? what : `${what} ${this.neutral(payload)}`);
  }

  /** The same, unless it was the last thing noted. */
  noteOnce(what: string, payload: Payload): void {
    const line = `${what} ${this.neutral(payload)}`;
    if (this.lines.at(-1) !== line) this.lines.push(line);
  }

  private neutral(payload: Payload): string {
    return JSON.stringify(sorted(payload))
      .replace(UUID, (id) => this.named(id))
      .replace(TIME, "<time>")
      .replace(NUMBERED, '"$1":<number>')
      .replace(EMAIL, "<address>")
      .replace(OPAQUE, '"$1":<opaque>');
  }

  private named(id: string): string {
    const known = this.ids.get(id) ?? `<id ${this.ids.size + 1}>`;
    this.ids.set(id, known);
    return known;
  }
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => one.localeCompare(other))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
