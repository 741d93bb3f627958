import { type Answer, send } from "./http";

/** The status in the body of an answer; its HTTP status is 200 whatever happened. */
export interface Polled {
  status: number;
  token: string;
  messages: string[];
}

/** Long-poll as it stands on the wire, request by request. */
export class RawPoll {
  private constructor(
    private readonly params: string,
    readonly token: string,
  ) {}

  static async begin(params = "vsn=2.0.0"): Promise<RawPoll> {
    const first = await RawPoll.ask("GET", params);
    if (first.status !== 410) throw new Error(`no session: ${JSON.stringify(first)}`);
    return new RawPoll(params, first.token);
  }

  /** One request with the given parameters; fails unless HTTP answers 200. */
  static async ask(method: string, params: string, body?: string, type = "application/json"): Promise<Polled> {
    const answer = await RawPoll.answer(method, params, body, { "content-type": type });
    if (answer.status !== 200) throw new Error(`HTTP ${answer.status}: ${answer.text.slice(0, 200)}`);
    return answer.json as Polled;
  }

  static answer(method: string, params: string, body?: string, headers: Record<string, string> = {}): Promise<Answer> {
    return send(method, `/socket/longpoll?${params}`, { body, headers });
  }

  poll(): Promise<Polled> {
    return RawPoll.ask("GET", this.address);
  }

  async push(body: string, type = "application/json"): Promise<number> {
    return (await RawPoll.ask("POST", this.address, body, type)).status;
  }

  private get address(): string {
    return `${this.params}&token=${this.token}`;
  }
}
