import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { describeEvent } from "../../model/cli/eventText.js";
import { isActive } from "../../model/run/phase.js";
import { preparingRunState, reduceAll, type RunState } from "../../model/run/state.js";
import { RunFollower } from "../runs/runFollower.js";
import { describeRun } from "./describeRun.js";

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
  let follower: RunFollower | undefined;
  let run = preparingRunState;
  while (!signal.aborted) {
    const directory = await readStatus(statusFile);
    if (directory !== "" && directory !== follower?.directory) {
      follower = new RunFollower(directory);
      run = preparingRunState;
    }
    if (follower !== undefined) run = await showNews(follower, run, display);
    await sleep(pollMs, undefined, { signal }).catch(() => undefined);
  }
  display.end();
}

/** Resolves to the run with its news. */
async function showNews(
  follower: RunFollower,
  before: RunState,
  display: Display,
): Promise<RunState> {
  // The folder is named before the run has written anything.
  const events = await follower.read().catch(() => []);
  const run = reduceAll(before, events);
  for (const event of events) {
    // Steps are told by the status line.
    const text = event.kind === "step" ? null : describeEvent(event, follower.directory);
    if (text !== null) display.line(text);
  }
  if (events.length > 0 && isActive(run.phase)) display.status(describeRun(run));
  return run;
}

async function readStatus(file: string): Promise<string> {
  const text = await readFile(file, "utf8").catch(() => "");
  return text.trim();
}

interface Display {
  /** Stays on the screen. */
  line(text: string): void;
  /** Is replaced by the next. */
  status(text: string): void;
  end(): void;
}

function createDisplay(stream: NodeJS.WriteStream): Display {
  return stream.isTTY ? terminalDisplay(stream) : plainDisplay(stream);
}

function plainDisplay(stream: NodeJS.WriteStream): Display {
  let shownAt = 0;
  const line = (text: string): void => {
    stream.write(`${text}\n`);
  };
  const status = (text: string): void => {
    if (Date.now() - shownAt < plainLineMs) return;
    shownAt = Date.now();
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
    current = text.slice(0, stream.columns - 1);
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
