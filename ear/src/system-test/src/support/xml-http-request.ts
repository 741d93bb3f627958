import { Agent, type ClientRequest, request } from "node:http";

const DONE = 4;
const connections = new Agent({ keepAlive: true });

/** As much of a browser's XMLHttpRequest as the long-poll of the npm package `phoenix` uses, over Node's own HTTP. */
export class XmlHttpRequest {
  timeout = 0;
  readyState = 0;
  status = 0;
  responseText = "";
  onreadystatechange: (() => void) | null = null;
  onerror: (() => void) | null = null;
  ontimeout: (() => void) | null = null;
  private method = "GET";
  private url = "";
  private readonly headers: Record<string, string> = {};
  private outgoing: ClientRequest | null = null;
  private isOver = false;

  open(method: string, url: string): void {
    this.method = method;
    this.url = url;
    this.readyState = 1;
  }

  setRequestHeader(name: string, value: string): void {
    this.headers[name] = value;
  }

  send(body: string | ArrayBuffer | null): void {
    const options = { method: this.method, headers: this.headers, agent: connections };
    this.outgoing = request(this.url, options, (incoming) => {
      incoming.setEncoding("utf8");
      incoming.on("data", (chunk: string) => {
        this.responseText += chunk;
      });
      incoming.on("end", () => this.over(incoming.statusCode ?? 0));
      incoming.on("error", () => this.failed());
    });
    if (this.timeout > 0) {
      this.outgoing.setTimeout(this.timeout, () => {
        if (this.isOver) return;
        this.isOver = true;
        this.outgoing?.destroy();
        this.ontimeout?.();
      });
    }
    this.outgoing.on("error", () => this.failed());
    this.outgoing.end(body === null ? undefined : typeof body === "string" ? body : new Uint8Array(body));
  }

  abort(): void {
    this.isOver = true;
    this.outgoing?.destroy();
  }

  private over(status: number): void {
    if (this.isOver) return;
    this.isOver = true;
    this.status = status;
    this.readyState = DONE;
    this.onreadystatechange?.();
  }

  /** A browser sends both. */
  private failed(): void {
    if (this.isOver) return;
    this.responseText = "";
    this.over(0);
    this.onerror?.();
  }
}
