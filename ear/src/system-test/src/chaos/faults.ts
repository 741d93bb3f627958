import { setTimeout as sleep } from "node:timers/promises";
import type { FaultyProxy, Line } from "../support/faulty-proxy";
import {
  cutBus,
  healBus,
  killServer,
  nodeCount,
  pauseServer,
  restartDatabase,
  restartNode,
  resumeServer,
  silenceBus,
  startServer,
} from "../support/server";
import type { History } from "./history";
import type { Break, Plan } from "./plan";

/** The server's processes as the faults see them, over all runs of one programme. */
export class Machines {
  private returning: Promise<void> = Promise.resolve();

  /** Kills a node. With others left it comes back while they serve; alone, this waits for it. */
  async kill(node: number, history: History): Promise<void> {
    await this.allUp();
    history.note("fault", `kill -9 of node ${node}`);
    await killServer(node);
    this.returning = startServer(node).then(() => history.note("fault", `node ${node} is back`));
    if (nodeCount === 1) await this.returning;
  }

  async freeze(node: number, milliseconds: number, history: History): Promise<void> {
    await this.allUp();
    history.note("fault", `node ${node} freezes for ${milliseconds} ms`);
    await pauseServer(node);
    try {
      await sleep(milliseconds);
    } finally {
      await resumeServer(node);
    }
    history.note("fault", `node ${node} goes on`);
  }

  /** Stops and starts every node, each when the one before it serves again. */
  async restartEach(history: History): Promise<void> {
    await this.allUp();
    for (let node = 1; node <= nodeCount; node += 1) {
      history.note("fault", `node ${node} is restarted`);
      await restartNode(node);
      history.note("fault", `node ${node} is back`);
    }
  }

  /** Cuts the nodes off from each other: their lines are ended, or swallow everything. */
  async cutBus(how: "cut" | "silent", milliseconds: number, history: History): Promise<void> {
    await this.allUp();
    history.note("fault", `the bus is ${how} for ${milliseconds} ms`);
    await (how === "cut" ? cutBus() : silenceBus());
    try {
      await sleep(milliseconds);
    } finally {
      await healBus();
    }
    history.note("fault", "the bus is back");
  }

  async restartDatabase(history: History): Promise<void> {
    history.note("fault", "the database restarts");
    await restartDatabase();
    history.note("fault", "the database is back");
  }

  /** Every node that was killed serves again. */
  allUp(): Promise<void> {
    return this.returning;
  }
}

/** Cuts, slows and silences lines as planned, beside the one upheaval; returns when all of it is over. */
export async function breakThings(plan: Plan, proxy: FaultyProxy, machines: Machines, history: History): Promise<void> {
  await Promise.all([breakLines(plan, proxy, history), upheaval(plan, machines, history)]);
}

async function breakLines(plan: Plan, proxy: FaultyProxy, history: History): Promise<void> {
  let now = 0;
  for (const one of plan.breaks) {
    await sleep(one.at - now);
    now = one.at;
    const lines = [...proxy.lines].filter((line) => !line.isSilent);
    const line = lines[Math.floor(one.line * lines.length)];
    if (!line) continue;
    history.note("fault", `a line: ${one.how}`);
    breakLine(line, one.how);
  }
  await sleep(plan.lasts - now);
}

function breakLine(line: Line, how: Break): void {
  if (how === "half") line.halfClose();
  else if (how === "delay") line.delay(120);
  else line.cut(how);
}

async function upheaval(plan: Plan, machines: Machines, history: History): Promise<void> {
  await sleep(plan.upheavalAt);
  if (plan.upheaval === "kill") await machines.kill(plan.node, history);
  else if (plan.upheaval === "freeze") await machines.freeze(plan.node, plan.upheavalLasts, history);
  else if (plan.upheaval === "bus") await machines.cutBus(plan.busIs, plan.upheavalLasts, history);
  else if (plan.upheaval === "restart") await machines.restartEach(history);
  else if (plan.upheaval === "database") await machines.restartDatabase(history);
}
