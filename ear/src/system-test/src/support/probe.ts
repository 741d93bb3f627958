import { type OutgoingHttpHeaders, request } from "node:http";

/** What a balancer learns from one question. */
export interface Probed {
  /** 0 when nobody took the connection or it broke. */
  status: number;
  text: string;
  tookMs: number;
}

/** Asks on a connection of its own, as a balancer does: it waits behind nobody. */
export function probe(server: string, path: string, headers: OutgoingHttpHeaders = {}): Promise<Probed> {
  const { hostname, port } = new URL(server);
  const began = performance.now();
  return new Promise((resolve) => {
    const end = (status: number, text: string) => resolve({ status, text, tookMs: performance.now() - began });
    const asking = request({ hostname, port, path, headers, agent: false }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("error", () => end(0, ""));
      answer.on("end", () => end(answer.statusCode ?? 0, Buffer.concat(chunks).toString("utf8")));
    });
    asking.on("error", () => end(0, ""));
    asking.end();
  });
}
