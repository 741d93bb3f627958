import { once } from "node:events";
import { type AddressInfo, createServer, type Server, Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** How a line ends: an RST, a FIN to both sides, or not at all: nothing passes any more, and no end is sent. */
export type Cut = "reset" | "end" | "silence";

/** What happens to somebody who connects. */
type Welcome = "pass" | "refuse" | "silence";

/**
 * A TCP proxy on 127.0.0.1 that a test stands between two parties to break their network. New lines are as the proxy
 * sets; each open line can be cut, slowed or half closed by itself.
 */
export class FaultyProxy {
  readonly lines = new Set<Line>();
  private welcome: Welcome = "pass";

  private constructor(
    private readonly server: Server,
    private target: number,
  ) {
    server.on("connection", (near) => this.accept(near));
  }

  /** Listens on the given or a free port and passes everything on to a port of 127.0.0.1. */
  static async before(target: number, port = 0): Promise<FaultyProxy> {
    const server = createServer({ allowHalfOpen: true, noDelay: true });
    const proxy = new FaultyProxy(server, target);
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
    return proxy;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** New lines lead to another port from now on. */
  leadTo(target: number): void {
    this.target = target;
  }

  /** New lines work again; open ones stay as they are. */
  heal(): void {
    this.welcome = "pass";
  }

  /** Ends all lines, and every new one at once, until healed: a peer whose machine is up and whose program is not. */
  refuse(): void {
    this.welcome = "refuse";
    this.cutAll("reset");
  }

  /** Open lines and new ones carry nothing, until healed: a network that swallows. */
  swallow(): void {
    this.welcome = "silence";
    this.cutAll("silence");
  }

  cutAll(how: Cut): void {
    for (const line of [...this.lines]) line.cut(how);
  }

  async close(): Promise<void> {
    const closed = once(this.server, "close");
    this.server.close();
    for (const line of [...this.lines]) line.reset();
    await closed;
  }

  private accept(near: Socket): void {
    if (this.welcome === "refuse") {
      near.resetAndDestroy();
      return;
    }
    const far = new Socket({ allowHalfOpen: true });
    far.setNoDelay(true);
    const line = new Line(near, far, () => this.lines.delete(line));
    this.lines.add(line);
    if (this.welcome === "silence") line.cut("silence");
    else far.connect(this.target, "127.0.0.1");
  }
}

/** One connection through the proxy: `near` is whoever connected, `far` what it wanted to reach. */
export class Line {
  private silent = false;
  private delayMs = 0;
  private bytesPerSecond = Number.POSITIVE_INFINITY;

  constructor(
    private readonly near: Socket,
    private readonly far: Socket,
    gone: () => void,
  ) {
    this.carry(near, far);
    this.carry(far, near);
    let open = 2;
    for (const end of [near, far]) {
      end.on("close", () => {
        open -= 1;
        if (open === 0) gone();
      });
    }
  }

  get isSilent(): boolean {
    return this.silent;
  }

  cut(how: Cut): void {
    if (how === "reset") this.reset();
    else if (how === "end") this.end();
    else this.silence();
  }

  reset(): void {
    this.near.resetAndDestroy();
    // A socket that never connected has nothing to reset.
    if (this.far.connecting || this.far.pending) this.far.destroy();
    else this.far.resetAndDestroy();
  }

  end(): void {
    this.near.end();
    this.far.end();
  }

  /** A FIN to whoever connected; its own words still reach the other side. */
  halfClose(): void {
    this.near.end();
  }

  /** Nothing passes any more, the end of either side included. */
  silence(): void {
    this.silent = true;
    this.near.pause();
    this.far.pause();
  }

  delay(milliseconds: number): void {
    this.delayMs = milliseconds;
  }

  drip(bytesPerSecond: number): void {
    this.bytesPerSecond = bytesPerSecond;
  }

  private carry(from: Socket, to: Socket): void {
    let carried = Promise.resolve();
    from.on("data", (chunk: Buffer) => {
      from.pause();
      carried = this.pass(chunk, to).then(() => {
        if (!this.silent) from.resume();
      });
    });
    from.on("end", () => {
      void carried.then(() => {
        if (!this.silent) to.end();
      });
    });
    // The error itself is what the test wanted; the other side is ended in the same manner.
    from.on("error", () => {
      if (!this.silent) to.resetAndDestroy();
    });
  }

  private async pass(chunk: Buffer, to: Socket): Promise<void> {
    if (this.delayMs > 0) await sleep(this.delayMs);
    if (Number.isFinite(this.bytesPerSecond)) {
      for (const byte of chunk) {
        await sleep(1000 / this.bytesPerSecond);
        await this.write(Buffer.of(byte), to);
      }
    } else {
      await this.write(chunk, to);
    }
  }

  private async write(bytes: Buffer, to: Socket): Promise<void> {
    if (this.silent || !to.writable) return;
    if (!to.write(bytes)) {
      await Promise.race([once(to, "drain"), once(to, "close")]).catch(() => undefined);
    }
  }
}
