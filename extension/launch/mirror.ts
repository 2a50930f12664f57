import { open, readFile } from "node:fs/promises";
import path from "node:path";
import { StringDecoder } from "node:string_decoder";
import { setTimeout as sleep } from "node:timers/promises";
import { describeEvent } from "../../model/cli/eventText.js";
import { runEventSchema, type RunEvent } from "../../model/run/events.js";
import { isActive } from "../../model/run/phase.js";
import { preparingRunState, reduce, type RunState } from "../../model/run/state.js";
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
  while (!signal.aborted) {
    const directory = await readStatus(statusFile);
    if (directory !== "" && directory !== follower?.directory) {
      follower = new RunFollower(directory);
    }
    if (follower !== undefined) await showNews(follower, display);
    await sleep(pollMs, undefined, { signal }).catch(() => undefined);
  }
  display.end();
}

async function showNews(follower: RunFollower, display: Display): Promise<void> {
  const events = await follower.read();
  for (const event of events) {
    // Steps are told by the status line.
    const text = event.kind === "step" ? null : describeEvent(event, follower.directory);
    if (text !== null) display.line(text);
  }
  if (events.length > 0 && isActive(follower.state.phase)) {
    display.status(describeRun(follower.state));
  }
}

async function readStatus(file: string): Promise<string> {
  const text = await readFile(file, "utf8").catch(() => "");
  return text.trim();
}

/** Reads on in a run's file of events. */
class RunFollower {
  state: RunState = preparingRunState;
  private offset = 0;
  private rest = "";
  /** Keeps the bytes of a character that is written by half. */
  private readonly decoder = new StringDecoder("utf8");

  constructor(readonly directory: string) {}

  async read(): Promise<readonly RunEvent[]> {
    const lines = (this.rest + (await this.readText())).split("\n");
    this.rest = lines.pop() ?? "";
    const events = lines.flatMap(parseEvent);
    this.state = events.reduce(reduce, this.state);
    return events;
  }

  private async readText(): Promise<string> {
    const file = await open(path.join(this.directory, "events.ndjson")).catch(() => null);
    if (file === null) return "";
    try {
      const { size } = await file.stat();
      const { bytesRead, buffer } = await file.read({
        buffer: Buffer.alloc(Math.max(0, size - this.offset)),
        position: this.offset,
      });
      this.offset += bytesRead;
      return this.decoder.write(buffer.subarray(0, bytesRead));
    } finally {
      await file.close();
    }
  }
}

/** None for a line that is no event, such as one of a newer version. */
function parseEvent(line: string): RunEvent[] {
  try {
    const parsed = runEventSchema.safeParse(JSON.parse(line));
    return parsed.success ? [parsed.data] : [];
  } catch {
    return [];
  }
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
