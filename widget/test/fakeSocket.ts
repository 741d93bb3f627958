/** What the page sent on a topic. */
export interface Sent {
  joinRef: string | null;
  ref: string;
  topic: string;
  event: string;
  payload: Record<string, unknown>;
}

/** A WebSocket whose other end is the test. It has version 2 of the Phoenix protocol. */
export class FakeSocket {
  static opened: FakeSocket[] = [];

  static get newest(): FakeSocket {
    const socket = FakeSocket.opened.at(-1);
    if (socket === undefined) throw new Error("no socket was opened");
    return socket;
  }

  readonly sent: Sent[] = [];
  readyState = 0;
  bufferedAmount = 0;
  binaryType = "arraybuffer";
  onopen: () => void = () => {};
  onclose: (event: object) => void = () => {};
  onerror: (event: object) => void = () => {};
  onmessage: (event: { data: string }) => void = () => {};

  constructor(readonly url: string) {
    FakeSocket.opened.push(this);
  }

  open(): void {
    this.readyState = 1;
    this.onopen();
  }

  send(data: string): void {
    const [joinRef, ref, topic, event, payload] = JSON.parse(data);
    this.sent.push({ joinRef, ref, topic, event, payload });
  }

  /** Ends as a killed server ends it. */
  close(): void {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.onclose({ code: 1006, wasClean: false });
  }

  last(topic: string, event: string): Sent {
    const found = this.sent.findLast((sent) => sent.topic === topic && sent.event === event);
    if (found === undefined) throw new Error(`nothing sent: ${topic} ${event}`);
    return found;
  }

  answer({ joinRef, ref, topic }: Sent, status: "ok" | "error", response: object = {}): void {
    this.onmessage({ data: JSON.stringify([joinRef, ref, topic, "phx_reply", { status, response }]) });
  }

  push(topic: string, event: string, payload: object): void {
    this.onmessage({ data: JSON.stringify([null, null, topic, event, payload]) });
  }
}
