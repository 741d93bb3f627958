import { randomFrom } from "../support/random";

/** What is broken in one run, beside sockets that are cut at random all the time. */
export type Upheaval = "none" | "kill" | "freeze" | "database" | "bus" | "restart";

/** How the network of one client breaks; `half` ends the server's direction only. */
export type Break = "reset" | "end" | "silence" | "half" | "delay";

export interface Plan {
  seed: number;
  upheaval: Upheaval;
  /** Which node it befalls, from 1. */
  node: number;
  /** Milliseconds from the begin of the writing. */
  upheavalAt: number;
  upheavalLasts: number;
  /** How the bus fails, when it does. */
  busIs: "cut" | "silent";
  breaks: { at: number; how: Break; line: number }[];
  /** How long people write at least. */
  lasts: number;
  isLong: boolean;
}

export interface Means {
  nodes: number;
  canCutBus: boolean;
  /** By hand: pauses of up to 20 s and the bus cut for 20 s; else short ones. */
  isLong: boolean;
}

const ways: Break[] = ["reset", "reset", "end", "silence", "half", "delay"];

/** The same seed and means give the same plan; neighbouring seeds take the upheavals in turn. */
export function planOf(seed: number, means: Means): Plan {
  const random = randomFrom(seed);
  const between = (least: number, most: number) => Math.floor(least + random() * (most - least));
  const turns: Upheaval[] = ["kill", "none", "database", "freeze", ...(means.canCutBus ? (["bus"] as const) : [])];
  const upheaval = turns[seed % turns.length] ?? "none";
  const lasts = 4_000;
  const breaks: Plan["breaks"] = [];
  for (let at = 200; at < lasts; at += between(200, 800)) {
    breaks.push({ at, how: ways[between(0, ways.length)] ?? "reset", line: random() });
  }
  return {
    seed,
    upheaval,
    node: between(1, means.nodes + 1),
    upheavalAt: between(300, 2_000),
    upheavalLasts: lengthOf(upheaval, means.isLong, between),
    busIs: random() < 0.7 ? "cut" : "silent",
    breaks,
    lasts,
    isLong: means.isLong,
  };
}

function lengthOf(upheaval: Upheaval, isLong: boolean, between: (least: number, most: number) => number): number {
  if (upheaval === "freeze") return isLong ? between(5_000, 20_000) : between(2_500, 4_500);
  if (upheaval === "bus") return isLong ? 20_000 : 4_000;
  return 0;
}

/** Every node is stopped as an operator does and started again, one after the other, while people write; nothing else breaks. */
export const rollingRestart: Plan = {
  seed: 1,
  upheaval: "restart",
  node: 1,
  upheavalAt: 1_000,
  upheavalLasts: 0,
  busIs: "cut",
  breaks: [],
  lasts: 0,
  isLong: true,
};
