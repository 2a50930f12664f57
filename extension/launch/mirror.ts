import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { describeEvent } from "../../model/cli/runText/eventText.js";
import { isActive } from "../../model/run/phase.js";
import { preparingRunState, reduceAll, type RunState } from "../../model/run/state.js";
import { RunFollower } from "../runs/runFollower.js";
import { describeRun } from "./describeRun.js";
import { widthOf } from "./steps.js";

const pollMs = 250;
/** Between two lines where the terminal cannot rewrite one. */
const plainLineMs = 5_000;

/**
 * Shows in the terminal what a run does in VS Code, until the signal. The status file holds the
 * folder of the run; when it names another, that one is followed.
 */
export async function mirrorRuns(
  statusFile: string,
  stream: NodeJS.WriteStream,
  signal: AbortSignal,
): Promise<void> {
  const display = createDisplay(stream);
  const followed = new Map<string, Followed>();
  while (!signal.aborted) {
    const directory = await readStatus(statusFile);
    if (directory !== "") {
      const run = followed.get(directory) ?? begin(directory);
      // A run that is gone on with later is told from where it was left.
      followed.set(directory, run);
      await showNews(run, display);
    }
    await sleep(pollMs, undefined, { signal }).catch(() => undefined);
  }
  display.end();
}

interface Followed {
  readonly follower: RunFollower;
  state: RunState;
}

function begin(directory: string): Followed {
  return { follower: new RunFollower(directory), state: preparingRunState };
}

async function showNews(run: Followed, display: Display): Promise<void> {
  const { follower } = run;
  // The folder is named before the run has written anything.
  const events = await follower.read().catch(() => []);
  if (events.length === 0) return;
  run.state = reduceAll(run.state, events);
  for (const event of events) {
    // Steps are told by the status line.
    const text = describeEvent(event, follower.directory);
    if (text !== null) display.line(text);
  }
  display.status(isActive(run.state.phase) ? describeRun(run.state) : "");
}

async function readStatus(file: string): Promise<string> {
  const text = await readFile(file, "utf8").catch(() => "");
  return text.trim();
}

interface Display {
  /** Stays on the screen. */
  line(text: string): void;
  /** Is replaced by the next; empty where nothing goes on. */
  status(text: string): void;
  end(): void;
}

function createDisplay(stream: NodeJS.WriteStream): Display {
  return stream.isTTY ? terminalDisplay(stream) : plainDisplay(stream);
}

function plainDisplay(stream: NodeJS.WriteStream): Display {
  let shownAt = -plainLineMs;
  let shown = "";
  const line = (text: string): void => {
    stream.write(`${text}\n`);
  };
  const status = (text: string): void => {
    // Most events tell nothing that this line has: it would say the same step again.
    if (text === "" || text === shown || performance.now() - shownAt < plainLineMs) return;
    shownAt = performance.now();
    shown = text;
    line(text);
  };
  return { line, status, end: () => undefined };
}

function terminalDisplay(stream: NodeJS.WriteStream): Display {
  const clear = (): void => {
    stream.cursorTo(0);
    stream.clearLine(0);
  };
  let current = "";
  const status = (text: string): void => {
    current = text.slice(0, widthOf(stream) - 1);
    clear();
    stream.write(current);
  };
  return {
    status,
    line: (text) => {
      clear();
      stream.write(`${text}\n${current}`);
    },
    end: clear,
  };
}
