import { vi } from "vitest";

type Frame = [
  joinRef: string | null,
  ref: string | null,
  topic: string,
  event: string,
  payload: Record<string, unknown>,
];
type Answer = { status: number; body: unknown; headers?: Record<string, string> };

const missing: Answer = { status: 404, body: { error: { status: 404, message: "Not found" } } };

/** One end of a socket that a test holds in its hand. */
class FakeSocket {
  static readonly OPEN = 1;
  readyState = 0;
  bufferedAmount = 0;
  binaryType = "arraybuffer";
  onopen: () => void = () => undefined;
  onclose: (event: { code: number }) => void = () => undefined;
  onerror: () => void = () => undefined;
  onmessage: (event: { data: string }) => void = () => undefined;

  constructor(readonly server: FakeServer) {
    queueMicrotask(() => server.connecting(this));
  }

  send(data: string): void {
    this.server.received(this, JSON.parse(data) as Frame);
  }

  close(): void {
    this.readyState = 3;
  }

  deliver(frame: Frame): void {
    this.onmessage({ data: JSON.stringify(frame) });
  }
}

/** A server of a few lines for tests: REST answers by path, and the Phoenix protocol on a socket that can be cut. */
export class FakeServer {
  readonly routes = new Map<string, (url: URL, body: unknown) => Answer | Promise<Answer>>();
  readonly joins: { topic: string; payload: Record<string, unknown> }[] = [];
  readonly pushes: { topic: string; event: string; payload: Record<string, unknown> }[] = [];
  readonly requests: string[] = [];
  /** With which token each socket was opened. */
  readonly tokens: (string | null)[] = [];
  joinReply: Record<string, unknown> = {};
  /** Refuses joins that name a cursor. */
  refusesCursors = false;
  /** Takes what sockets send and answers nothing, as on a line that is half dead. */
  isMute = false;
  /** Pushes of these names are answered with an error for that reason. */
  readonly refusals = new Map<string, string>();
  isReachable = true;
  /** Takes requests, does what they ask and answers none, as a frozen node may. */
  isStandingStill = false;
  #sockets = new Set<FakeSocket>();

  install(): void {
    vi.stubGlobal("fetch", (path: string, init: RequestInit) => this.#answer(path, init));
    const connect = (address: string): FakeSocket => {
      this.tokens.push(new URL(address, "ws://netia.test").searchParams.get("token"));
      return new FakeSocket(this);
    };
    class Connected {
      static readonly OPEN = 1;
      constructor(address: string) {
        // biome-ignore lint/correctness/noConstructorReturn: the client calls `new WebSocket(…)`.
        return connect(address);
      }
    }
    vi.stubGlobal("WebSocket", Connected);
  }

  route(methodAndPath: string, answer: (url: URL, body: unknown) => unknown): void {
    this.routes.set(methodAndPath, (url, body) => ({ status: 200, body: answer(url, body) }));
  }

  /** Answers with what is true when the request comes, but only when the returned function is called. */
  holdBack(methodAndPath: string): () => void {
    const held: (() => void)[] = [];
    const answer = this.routes.get(methodAndPath);
    this.routes.set(methodAndPath, async (url, body) => {
      const early = structuredClone(await (answer?.(url, body) ?? missing));
      await new Promise<void>((resolve) => held.push(resolve));
      return early;
    });
    return () => {
      if (answer !== undefined) this.routes.set(methodAndPath, answer);
      for (const release of held) release();
    };
  }

  /** Sends an event to everybody who joined the topic. */
  broadcast(topic: string, event: string, payload: Record<string, unknown>): void {
    for (const socket of this.#sockets) socket.deliver([null, null, topic, event, payload]);
  }

  /** Cuts every line, as a restart of the server would. */
  cut(): void {
    for (const socket of this.#sockets) {
      socket.readyState = 3;
      socket.onclose({ code: 1001 });
    }
    this.#sockets.clear();
  }

  connecting(socket: FakeSocket): void {
    if (!this.isReachable) {
      socket.readyState = 3;
      socket.onerror();
      socket.onclose({ code: 1006 });
      return;
    }
    socket.readyState = FakeSocket.OPEN;
    this.#sockets.add(socket);
    socket.onopen();
  }

  received(socket: FakeSocket, [joinRef, ref, topic, event, payload]: Frame): void {
    if (event === "phx_join") this.joins.push({ topic, payload });
    else this.pushes.push({ topic, event, payload });
    if (this.isMute) return;
    const isAccount = event === "phx_join" && topic.startsWith("notification:");
    const isStale = isAccount && this.refusesCursors && "after" in payload;
    const reason = isStale ? "unreadable" : this.refusals.get(event);
    const answer =
      reason === undefined
        ? { status: "ok", response: isAccount ? this.joinReply : {} }
        : { status: "error", response: { reason } };
    socket.deliver([joinRef, ref, topic, "phx_reply", answer]);
  }

  async #answer(path: string, init: RequestInit): Promise<Response> {
    if (!this.isReachable) throw new TypeError("unreachable");
    const url = new URL(path, "http://netia.test");
    const request = `${init.method ?? "GET"} ${url.pathname}`;
    this.requests.push(request);
    const body: unknown = typeof init.body === "string" ? JSON.parse(init.body) : null;
    const answer = await (this.routes.get(request)?.(url, body) ?? missing);
    if (this.isStandingStill) return new Promise(() => undefined);
    return new Response(JSON.stringify(answer.body), { status: answer.status, headers: answer.headers ?? {} });
  }
}
