import type { Agent } from "../support/people";
import { serverUrl } from "../support/server";
import type { Message } from "../support/shapes";

/** A partner system that reads one conversation as it grows, and asks once only. */
export class Reader {
  readonly failures: string[] = [];
  private goesOn = true;
  private readonly running: Promise<void>;

  constructor(
    private readonly agent: Agent,
    private readonly conversationId: string,
  ) {
    this.running = this.read();
  }

  /** Returns when the last answer has come. */
  async stop(): Promise<void> {
    this.goesOn = false;
    await this.running;
  }

  /** A reload of nginx closes idle connections; one that was just to be used again is replaced, as browsers do it. */
  private ask(url: string): Promise<Response> {
    const once = () => fetch(url, { headers: { authorization: `Bearer ${this.agent.token}` } });
    return once().catch(once);
  }

  private async read(): Promise<void> {
    for (let after = 0; this.goesOn; ) {
      const path = `/api/conversations/${this.conversationId}/messages?after_seq=${after}&wait=5`;
      try {
        const answer = await this.ask(serverUrl + path);
        if (answer.status !== 200) throw new Error(`${answer.status} ${(await answer.text()).slice(0, 200)}`);
        after = ((await answer.json()) as { data: Message[] }).data.at(-1)?.seq ?? after;
      } catch (error) {
        this.failures.push(`${path}: ${String(error)}`);
        return;
      }
    }
  }
}
