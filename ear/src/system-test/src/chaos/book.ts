import { setTimeout as sleep } from "node:timers/promises";
import { Ledger, reordered } from "../support/ledger";
import { randomFrom } from "../support/random";
import type { Message } from "../support/shapes";
import type { History } from "./history";
import { notJoined, type Writer, words } from "./people";

/** Everything that was tried and answered in one run. */
export class Book {
  readonly ledger = new Ledger();
  readonly violations: string[] = [];
  repeated = 0;
  /** Until when whatever was begun must be answered. */
  lastCall = Number.POSITIVE_INFINITY;
  private readonly answers = new Map<string, string>();
  private readonly random: () => number;

  /**
   * @param seed of the pauses
   * @param thinking the longest pause between two messages of one writer, in milliseconds
   */
  constructor(
    seed: number,
    private readonly thinking: number,
    private readonly history: History,
  ) {
    this.random = randomFrom(seed);
  }

  /** Writes one message after the other, each until it is answered, as long as others do. */
  async fill(writer: Writer, goesOn: () => boolean): Promise<void> {
    for (let turn = 1; goesOn(); turn += 1) {
      await this.insist(writer, `${writer.name}/${turn}`);
      await sleep(this.random() * this.thinking);
    }
  }

  private async insist(writer: Writer, body: string): Promise<void> {
    const what = words(body);
    this.ledger.trying(body);
    this.history.note(writer.name, `begins ${body} `);
    const givesUpAt = Date.now() + (writer.patience ?? Number.POSITIVE_INFINITY);
    while (Date.now() < this.lastCall) {
      if (Date.now() > givesUpAt) return;
      const outcome = await writer.write(what);
      if (outcome.kind === "stored") {
        this.ledger.answered(body);
        this.answers.set(body, outcome.id);
        this.history.note(writer.name, `stored ${body} `);
        return;
      }
      if (outcome.why !== notJoined) {
        this.repeated += 1;
        this.history.note(writer.name, `${outcome.kind} ${body} ${outcome.why}`);
      }
      if (outcome.kind === "wrong") this.violations.push(`wrong answer to ${body} : ${outcome.why}`);
      await sleep(100);
    }
    this.violations.push(`never answered: ${body} `);
  }

  check(stored: Map<string, Message[]>): string[] {
    const found: string[] = [];
    const all = [...stored.values()];
    const bodies = all.flatMap((messages) => messages.map((message) => message.body ?? ""));
    const { lost, invented, doubled } = this.ledger.reckon(bodies);
    for (const [rule, broken] of Object.entries({ lost, invented, doubled }))
      found.push(...broken.map((body) => `${rule}: ${body} `));
    for (const messages of all) {
      found.push(...reordered(messages.map((message) => message.body ?? "")).map((pair) => `reordered: ${pair} `));
      messages.forEach((message, index) => {
        if (message.seq !== index + 1) found.push(`hole: ${message.body} has number ${message.seq}, not ${index + 1}`);
        const answered = this.answers.get(message.body ?? "");
        if (answered !== undefined && answered !== message.id) found.push(`another id was answered: ${message.body} `);
      });
    }
    return found;
  }
}
