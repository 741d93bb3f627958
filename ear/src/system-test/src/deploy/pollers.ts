import { request } from "node:http";

/** One thing that a client asks for, again and again. */
export interface Question {
  method: string;
  path: string;
  headers?: Record<string, string>;
  body?: () => unknown;
}

/** Clients that ask without a pause and write down what they are answered. */
export class Pollers {
  /** How often each answer came, such as `200` or `503, later`; what is neither has its question and its first words with it. */
  readonly answers = new Map<string, number>();
  private goesOn = true;
  private readonly running: Promise<void>[];

  private constructor(
    private readonly server: string,
    count: number,
    questions: Question[],
  ) {
    this.running = Array.from({ length: count }, (_, client) => this.ask(questions, client));
  }

  static asking(server: string, count: number, questions: Question[]): Pollers {
    return new Pollers(server, count, questions);
  }

  /** Returns when the last answer has come. */
  async stop(): Promise<void> {
    this.goesOn = false;
    await Promise.all(this.running);
  }

  private async ask(questions: Question[], client: number): Promise<void> {
    for (let turn = client; this.goesOn; turn += 1) {
      const question = questions[turn % questions.length];
      if (question) this.write(await answer(this.server, question));
      // As fast as a page that tries again, and not as fast as it goes.
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  private write(what: string): void {
    this.answers.set(what, (this.answers.get(what) ?? 0) + 1);
  }
}

/** A connection of its own for each, as from ever new clients, by way of a proxy that has ended TLS. */
function answer(server: string, { method, path, headers, body }: Question): Promise<string> {
  const { hostname, port, host } = new URL(server);
  return new Promise((resolve) => {
    const sent = body === undefined ? undefined : JSON.stringify(body());
    const ours = {
      host,
      "x-forwarded-proto": "https",
      "x-forwarded-for": "127.0.0.1",
      ...(sent === undefined ? {} : { "content-type": "application/json", "content-length": Buffer.byteLength(sent) }),
    };
    const asked = request(
      { hostname, port, method, path, agent: false, headers: { ...ours, ...headers } },
      (incoming) => {
        let text = "";
        incoming.on("data", (chunk: Buffer) => {
          text += chunk.toString("utf8");
        });
        incoming.on("error", (error) => resolve(`${method} ${path}: ${error.message} in the answer`));
        incoming.on("end", () => {
          const { statusCode = 0, headers: given } = incoming;
          if (text.includes("Payara")) resolve(`${method} ${path}: ${statusCode} by Payara itself`);
          else if (statusCode === 200 || statusCode === 201) resolve(String(statusCode));
          else if (statusCode === 503 && Number(given["retry-after"]) > 0) resolve("503, later");
          else resolve(`${method} ${path}: ${statusCode} ${text.slice(0, 120)}`);
        });
      },
    );
    asked.on("error", (error) => resolve(`${method} ${path}: ${error.message}`));
    asked.end(sent);
  });
}
