import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test, type Page } from "@playwright/test";
import { openSession } from "../support/servedVsCode.js";
import { frameWith, runCommand } from "../support/workbench.js";
import { repository, trainHeadless } from "./trainedHeadless.js";

/** An even number, so that each subject comes as early as late. */
const rounds = Number(process.env["GOOGLENET_BENCH_ROUNDS"] ?? 2);
/** Until VS Code's window has opened and is at rest. */
const warmUp = 50;
/** Six statistics, two of them with histograms. */
const measured = 60;
const train = { maxSteps: warmUp + measured, checkpointEvery: 0 };
const withoutStatistics = { statisticsEvery: 0, histogramsEvery: 0, timingsEvery: 0 };

/** What trains, and resolves to the text of the run's events. */
const subjects: Readonly<Record<string, () => Promise<string>>> = {
  "headless, without live statistics": () => trainHeadless({ ...train, ...withoutStatistics }),
  "headless, with them": () => trainHeadless(train),
  "in a real VS Code that shows nothing of it": () => trainInVsCode(closeAll),
  "the explorer and the metrics open in a real VS Code": () => trainInVsCode(),
};

test("what live statistics and the explorer cost a run on the same cores", async () => {
  test.setTimeout(Object.keys(subjects).length * rounds * 600_000);
  const found = new Map(Object.keys(subjects).map((name) => [name, [] as number[]]));
  for (let round = 0; round < rounds; round++) {
    const order = Object.entries(subjects);
    // There and back, so that a machine which becomes slower is not taken for a subject that is.
    if (round % 2 === 1) order.reverse();
    for (const [name, run] of order) {
      const seconds = secondsPerStep(await run());
      found.get(name)?.push(seconds);
      process.stdout.write(`${name}: ${(1000 * seconds).toFixed(1)} ms a step\n`);
    }
  }
  const mean = (times: readonly number[] = []): number =>
    times.reduce((sum, time) => sum + time, 0) / times.length;
  const [base] = [...found.values()].map(mean);
  for (const [name, times] of found) {
    const cost = (100 * (mean(times) / (base ?? NaN) - 1)).toFixed(1);
    process.stdout.write(`${name}: ${cost} % more than without\n`);
  }
});

/** The mean, since statistics come with a tenth of the steps only. */
function secondsPerStep(events: string): number {
  const times = events
    .split("\n")
    .filter((line) => line.startsWith('{"kind":"step"'))
    .map((line) => (JSON.parse(line) as { readonly time: number }).time)
    .slice(warmUp - 1);
  return ((times.at(-1) ?? NaN) - (times[0] ?? NaN)) / 1000 / (times.length - 1);
}

/** What VS Code itself costs: no editor, no side bar. */
async function closeAll(page: Page): Promise<void> {
  await runCommand(page, "View: Close All Editors");
  await runCommand(page, "View: Toggle Primary Side Bar Visibility");
}

async function trainInVsCode(
  prepare: (page: Page) => Promise<void> = () => Promise.resolve(),
): Promise<string> {
  const session = await openSession({ repository, train });
  try {
    await frameWith(session.page, ".strip .item");
    await prepare(session.page);
    const statusFile = session.workspace?.statusFile ?? "";
    let events = "";
    const read = async (): Promise<string> => {
      const folder = (await readFile(statusFile, "utf8").catch(() => "")).trim();
      events = await readFile(path.join(folder, "events.ndjson"), "utf8").catch(() => "");
      return events;
    };
    const rarely = { intervals: [2000], timeout: 0 };
    await expect.poll(read, rarely).toMatch(/^\{"kind":"(?:finished|failed)"/mu);
    return events;
  } finally {
    await session.close();
  }
}
