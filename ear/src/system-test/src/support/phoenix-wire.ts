import { WebSocket } from "ws";
import { socketEndpoint } from "./server";
import { soon, within } from "./waiting";

export type Payload = Record<string, unknown>;

/** One frame of protocol version 2, as it stood on the wire. */
export interface Frame {
  joinRef: string | null;
  ref: string | null;
  topic: string;
  event: string;
  payload: Payload;
}

export interface Reply {
  status: "ok" | "error";
  response: Payload;
}

interface Waiter {
  wants: (frame: Frame) => boolean;
  resolve: (frame: Frame) => void;
}

/**
 * A socket seen frame by frame, for tests that look at the wire or send what no client would. It answers no
 * heartbeats and never reconnects.
 */
export class WireSocket {
  /** Everything received, oldest first. */
  readonly frames: Frame[] = [];
  /** Resolves with the close code and reason. */
  readonly closed: Promise<{ code: number; reason: string }>;
  /** The close code and reason once it is closed. */
  ending: { code: number; reason: string } | null = null;
  private readonly waiters = new Set<Waiter>();
  /** Above those that tests write themselves: two answers with one reference cannot be distinguished. */
  private lastRef = 1000;

  private constructor(private readonly socket: WebSocket) {
    socket.on("message", (data, binary) => {
      if (!binary) this.received(data.toString());
    });
    this.closed = new Promise((resolve) => {
      socket.on("close", (code, reason) => {
        this.ending = { code, reason: reason.toString() };
        resolve(this.ending);
      });
    });
  }

  /** Connects with the given parameters; refused upgrades fail with `HTTP <status>`. */
  static open(
    params: Record<string, string> = {},
    query = "vsn=2.0.0",
    endpoint = socketEndpoint,
  ): Promise<WireSocket> {
    const own = new URLSearchParams(params).toString();
    const socket = new WebSocket(`${endpoint}/websocket?${[own, query].filter(Boolean).join("&")}`);
    const opened = new Promise<WireSocket>((resolve, reject) => {
      const wire = new WireSocket(socket);
      socket.on("open", () => resolve(wire));
      socket.on("unexpected-response", (_request, response) => {
        response.resume();
        reject(new Error(`HTTP ${response.statusCode}`));
      });
      socket.on("error", reject);
    });
    return within(soon, "a socket opens", opened);
  }

  nextRef(): string {
    this.lastRef += 1;
    return String(this.lastRef);
  }

  sendRaw(data: string | Uint8Array): void {
    this.socket.send(data);
  }

  send(joinRef: string | null, ref: string | null, topic: string, event: string, payload: unknown): void {
    this.sendRaw(JSON.stringify([joinRef, ref, topic, event, payload]));
  }

  /** Joins and returns the reply; the topic's join reference is the reply's reference. */
  async join(topic: string, params: unknown = {}): Promise<Reply & { joinRef: string }> {
    const ref = this.nextRef();
    this.send(ref, ref, topic, "phx_join", params);
    return { ...(await this.replyTo(ref)), joinRef: ref };
  }

  async push(joinRef: string | null, topic: string, event: string, payload: unknown): Promise<Reply> {
    const ref = this.nextRef();
    this.send(joinRef, ref, topic, event, payload);
    return this.replyTo(ref);
  }

  async heartbeat(): Promise<Reply> {
    return this.push(null, "phoenix", "heartbeat", {});
  }

  async replyTo(ref: string): Promise<Reply> {
    const frame = await this.frame(`the reply to ${ref}`, (one) => one.event === "phx_reply" && one.ref === ref);
    return frame.payload as unknown as Reply;
  }

  /** The first frame, received already or still to come, that the condition wants. */
  frame(what: string, wants: (frame: Frame) => boolean, limit = soon): Promise<Frame> {
    const known = this.frames.find(wants);
    if (known) return Promise.resolve(known);
    const coming = new Promise<Frame>((resolve) => this.waiters.add({ wants, resolve }));
    return within(limit, what, coming);
  }

  /** The first broadcast of an event on a topic, optionally with a payload of the given kind. */
  event(topic: string, event: string, wants: (payload: Payload) => boolean = () => true): Promise<Frame> {
    return this.frame(
      `${event} on ${topic}`,
      (one) => one.topic === topic && one.event === event && wants(one.payload),
    );
  }

  eventsOf(topic: string, event: string): Payload[] {
    return this.frames.filter((one) => one.topic === topic && one.event === event).map((one) => one.payload);
  }

  close(): void {
    this.socket.close(1000);
  }

  /** Drops the connection without a closing handshake, as a lost network does. */
  drop(): void {
    this.socket.terminate();
  }

  private received(text: string): void {
    const [joinRef, ref, topic, event, payload] = JSON.parse(text) as [
      string | null,
      string | null,
      string,
      string,
      Payload,
    ];
    const frame = { joinRef, ref, topic, event, payload };
    this.frames.push(frame);
    for (const waiter of this.waiters) {
      if (!waiter.wants(frame)) continue;
      this.waiters.delete(waiter);
      waiter.resolve(frame);
    }
  }
}
