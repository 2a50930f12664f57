import { mkdir } from "node:fs/promises";
import path from "node:path";
import { setUpTraining } from "../../extension/launch/setUpTraining.js";
import { createSteps } from "../../extension/launch/steps.js";
import { ensureCodeServer } from "../support/servedVsCode.js";
import { checks } from "./checks.js";
import { inVsCode } from "./inVsCode.js";
import { long } from "./long.js";
import { runPlaywright } from "./playwright.js";
import { runNode } from "./program.js";
import {
  choose,
  failedOnce,
  lineOf,
  oneTest,
  verdictOf,
  type Outcome,
  type Stage,
  type StageContext,
} from "./stage.js";
import { unit } from "./unit.js";

const browser: Stage = {
  id: "browser",
  title: "Pages in Chromium",
  givesWay: 15,
  run: (context) => runPlaywright(context, "playwright.config.ts"),
};

const packaging: Stage = {
  id: "package",
  title: "VSIX of this platform",
  run: async (context) =>
    oneTest("VSIX of this platform", await runNode(context, ["extension/launch/package.mjs"])),
};

const fromPackage: Stage = {
  id: "vsix",
  title: "The VSIX in an untouched VS Code",
  run: (context) => runPlaywright(context, "test/integration/vsix/playwright.config.ts"),
};

const rebuild: Stage = {
  id: "build",
  title: "Build that the tests use, after that of the package",
  run: async (context) => oneTest("Build", await runNode(context, ["esbuild.mjs"])),
};

/**
 * What runs one after the other; lanes of a round run at once, so that two processors are used: a lane that
 * waits for a window leaves them to the other. The package is made first, beside checks that need no build: its
 * own, without source maps, takes the place of the other until that is made anew. Pages come after windows and
 * not beside them: what trains in a window takes a processor as long as it is open, however little it gets done.
 */
const rounds: readonly (readonly (readonly Stage[])[])[] = [
  [[packaging, rebuild], checks],
  [[unit], [fromPackage, inVsCode, browser]],
  [[long]],
];
const stages = rounds.flat(2);

/** Runs every stage but the long one, or those named; the last line counts all tests. Resolves to the exit code. */
export async function runStages(repository: string, names: readonly string[]): Promise<number> {
  const known = [...stages.map(({ id }) => id), "all"];
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    log(`There is no stage ${unknown}; there are ${known.join(", ")}.`);
    return 2;
  }
  const chosen = choose(stages, names);
  const reports = path.join(repository, "dist", "test", "reports");
  await mkdir(reports, { recursive: true });
  if (chosen.some(needsEngine)) await setUp(repository);
  const ended: Ended[] = [];
  for (const round of rounds) {
    const lanes = round
      .map((lane) => lane.filter((stage) => chosen.includes(stage)))
      .filter((lane) => lane.length > 0);
    const run = (lane: readonly Stage[]): Promise<readonly Ended[]> =>
      runLane(lane, { repository, reports }, lanes.length > 1);
    ended.push(...(await Promise.all(lanes.map(run))).flat());
  }
  const { lines, exitCode } = verdictOf(ended.map(({ outcome }) => outcome));
  log(`\n${[...ended.map(({ line }) => line), ...lines].join("\n")}`);
  return exitCode;
}

/** A stage that was run, and what is said of it. */
interface Ended {
  readonly outcome: Outcome;
  readonly line: string;
}

function needsEngine({ id }: Stage): boolean {
  return [unit, inVsCode, fromPackage, long].some((stage) => stage.id === id);
}

/** What fails here fails again, with its own words, in the tests that need it. */
async function setUp(repository: string): Promise<void> {
  log("\n=== Set-up");
  try {
    await setUpTraining(repository, createSteps(process.stdout), new AbortController().signal);
    const { version } = await ensureCodeServer(repository, log);
    log(`VS Code: ${version}`);
  } catch (error) {
    log(error instanceof Error ? error.message : String(error));
  }
}

async function runLane(
  lane: readonly Stage[],
  place: Pick<StageContext, "repository" | "reports">,
  isMarked: boolean,
): Promise<readonly Ended[]> {
  const ended: Ended[] = [];
  for (const stage of lane) {
    const prefix = isMarked ? `${stage.id} | ` : "";
    const marked = (text: string): void => {
      log(text.replaceAll(/^/gmu, prefix));
    };
    ended.push(await runStage(stage, { ...place, prefix, log: marked }));
  }
  return ended;
}

async function runStage(stage: Stage, context: Omit<StageContext, "givesWay">): Promise<Ended> {
  context.log(`\n=== ${stage.title}`);
  const began = performance.now();
  const { givesWay = 0 } = stage;
  const outcome = await stage.run({ ...context, givesWay }).catch((error: unknown) => {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    context.log(reason);
    return failedOnce(stage.title, reason);
  });
  const line = lineOf(stage, outcome, (performance.now() - began) / 1000);
  context.log(`--- ${line}`);
  return { outcome, line };
}

function log(line: string): void {
  process.stdout.write(`${line}\n`);
}
