import { describe, expect, test } from "vitest";
import { Machines } from "./chaos/faults";
import { type Means, planOf } from "./chaos/plan";
import { type Finding, run } from "./chaos/run";
import { canControlServer, canCutBus, nodeCount } from "./support/server";

const means: Means = {
  nodes: nodeCount,
  canCutBus,
  isLong: process.env["NETIA_CHAOS_LONG"] === "yes",
};
const seeds = chosenSeeds();

/** As many as `NETIA_CHAOS_SEEDS` sets, from `NETIA_SEED` or from one that nobody has chosen. */
function chosenSeeds(): number[] {
  const first = Number(process.env["NETIA_SEED"] ?? Date.now() % 1_000_000);
  return Array.from({ length: Number(process.env["NETIA_CHAOS_SEEDS"] ?? 0) }, (_, index) => first + index);
}

describe.runIf(canControlServer && seeds.length > 0)(
  "M1, M6: while things break nothing is lost, invented, doubled or reordered",
  () => {
    const machines = new Machines();

    test.each(seeds)(
      "seed %i",
      async (seed) => {
        const finding = await run(planOf(seed, means), machines);
        // At once: the runner reports failures at the end of all runs only.
        process.stdout.write(`${finding.violations.length === 0 ? summary(finding) : report(finding)}\n`);
        expect([...new Set(finding.violations)].slice(0, 20), report(finding)).toEqual([]);
      },
      300_000,
    );

    test("and every node serves in the end", async () => {
      await machines.allUp();
    }, 300_000);
  },
);

function summary({ plan, attempted, repeated, answeredAfter, completeAfter, violations }: Finding): string {
  return [
    `seed ${plan.seed}: ${plan.upheaval}${plan.upheaval === "bus" ? ` ${plan.busIs}` : ""}, ${plan.breaks.length} lines broken, ${attempted} messages`,
    `${repeated} tries repeated`,
    `answered ${answeredAfter} ms and complete ${completeAfter} ms after healing`,
    `${violations.length} violations`,
  ].join(", ");
}

/** What a failure prints: the faults, and what surrounds the first broken promises. */
function report(finding: Finding): string {
  const words = finding.violations.slice(0, 3).flatMap((line) => line.match(/\b[a-z]+\d\/\d+/g)?.slice(0, 2) ?? []);
  return [
    summary(finding),
    ...finding.violations.slice(0, 20),
    `again: ./dev.sh chaos --seed ${finding.plan.seed}`,
    ...finding.history.of("fault"),
    ...words.flatMap((one) => [`--- ${one}`, ...finding.history.around(one)]),
  ].join("\n");
}
