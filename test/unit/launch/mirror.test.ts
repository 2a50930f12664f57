import { appendFile, mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { PassThrough } from "node:stream";
import { afterEach, describe, expect, it, vi } from "vitest";
import { mirrorRuns } from "../../../extension/launch/mirror.js";
import type { RunEvent } from "../../../model/run/events.js";
import { temporaryFolder } from "./temporaryFolder.js";

const step: RunEvent = {
  ...{ kind: "step", time: 0, step: 1, epoch: 1, loss: 2.25, accuracy: 0.125 },
  ...{ learningRate: 0.1, examplesPerSecond: 138.4, secondsLeft: 61 },
};
const log = (message: string): RunEvent => ({ kind: "log", time: 0, level: "info", message });

const statistics: RunEvent = { kind: "statistics", time: 0, step: 1, nodes: {} };
const finished: RunEvent = {
  ...{ kind: "finished", time: 0, reason: "maxSteps" },
  summary: {
    ...{ steps: 1, epochs: 1, loss: 2.25, trainAccuracy: 0.125, testAccuracy: null, seconds: 1 },
    ...{ examplesPerSecond: 138, examplesPerSecondOverall: 90 },
  },
};

interface Mirrored {
  readonly directory: string;
  readonly text: () => string;
  /** Adds to the run's record; to that of the run which began first, without a name. */
  add(text: string, run?: string): Promise<void>;
  /** Says whose run is at work now. */
  follow(run: string): Promise<void>;
  end(): Promise<void>;
}

const lines = (...events: readonly RunEvent[]): string =>
  events.map((event) => `${JSON.stringify(event)}\n`).join("");

/** The wait between two looks at the record. */
const looks = (count: number): Promise<unknown> =>
  new Promise((resolve) => setTimeout(resolve, 300 * count));

async function startMirror(terminal: Partial<NodeJS.WriteStream> = {}): Promise<Mirrored> {
  const root = await temporaryFolder();
  const statusFile = path.join(root, "status");
  const stream = new PassThrough();
  let text = "";
  stream.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
  const stop = new AbortController();
  const shown = Object.assign(stream, terminal) as unknown as NodeJS.WriteStream;
  const ended = mirrorRuns(statusFile, shown, stop.signal);
  const follow = async (run: string): Promise<void> => {
    await mkdir(path.join(root, run), { recursive: true });
    await writeFile(statusFile, `${path.join(root, run)}\n`);
  };
  const directory = path.join(root, "run");
  await follow("run");
  return {
    directory,
    text: () => text,
    add: (more, run = "run") => appendFile(path.join(root, run, "events.ndjson"), more),
    follow,
    end: async () => {
      stop.abort();
      await ended;
    },
  };
}

describe("mirrorRuns", () => {
  it("shows phase, step, loss, accuracy, speed and time left of the run that began", async () => {
    const mirror = await startMirror();
    await mirror.add(`${JSON.stringify(step)}\n`);
    await expect.poll(mirror.text).toContain("Training");
    for (const part of [
      "step 1",
      "loss 2.250",
      "accuracy 0.125",
      "138 examples/s",
      "1 min 1 s left",
    ]) {
      expect(mirror.text()).toContain(part);
    }
    await mirror.end();
  });

  it("waits for the rest of a line, and of a character, that is written by half", async () => {
    const mirror = await startMirror();
    const bytes = Buffer.from(`${JSON.stringify(log("warming up – slowly"))}\n`);
    const file = path.join(mirror.directory, "events.ndjson");
    const half = bytes.indexOf("–") + 1;
    await writeFile(file, bytes.subarray(0, half));
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(mirror.text()).toBe("");
    await appendFile(file, bytes.subarray(half));
    await expect.poll(mirror.text).toContain("warming up – slowly\n");
    await mirror.end();
  });

  it("passes over a line it does not know", async () => {
    const mirror = await startMirror();
    await mirror.add(`{"kind":"later"}\nnot JSON\n${JSON.stringify(log("known"))}\n`);
    await expect.poll(mirror.text).toMatch(/^known\n/u);
    await mirror.end();
  });

  it("tells a step once, however much else is written after it", async () => {
    vi.spyOn(performance, "now").mockImplementation(() => (clock += 10_000));
    let clock = 0;
    const mirror = await startMirror();
    await mirror.add(lines(step));
    await expect.poll(mirror.text).toContain("step 1");
    for (let time = 0; time < 3; time += 1) {
      await mirror.add(lines(statistics));
      await looks(1);
    }
    expect(mirror.text().match(/step 1/gu)).toHaveLength(1);
    await mirror.add(lines({ ...step, step: 2 }));
    await expect.poll(mirror.text).toContain("step 2");
    await mirror.end();
  });

  it("tells of a run that is gone on with after another from where it was left", async () => {
    const mirror = await startMirror();
    await mirror.add(lines(log("the first begins")));
    await expect.poll(mirror.text).toContain("the first begins");
    await mirror.follow("second");
    await mirror.add(lines(log("the second begins")), "second");
    await expect.poll(mirror.text).toContain("the second begins");
    await mirror.follow("run");
    await mirror.add(lines(log("the first goes on")));
    await expect.poll(mirror.text).toContain("the first goes on");
    expect(mirror.text().match(/the first begins/gu)).toHaveLength(1);
    await mirror.end();
  });

  it("rewrites a terminal's last line, and leaves none of a run that has ended", async () => {
    let line = "";
    const kept: string[] = [];
    const write = (text: string): boolean => {
      const parts = `${line}${text}`.split("\n");
      line = parts.pop() ?? "";
      kept.push(...parts);
      return true;
    };
    const clear = (): boolean => {
      line = "";
      return true;
    };
    const terminal = { isTTY: true as const, columns: 60, write, cursorTo: () => true };
    const mirror = await startMirror({ ...terminal, clearLine: clear });
    await mirror.add(lines(step, log("between")));
    await expect.poll(() => line).toMatch(/^Training · step 1/u);
    expect(line).toHaveLength(59);
    await mirror.add(lines(finished));
    await expect.poll(() => kept.at(-1)).toMatch(/^Ended at --max-steps {2}1 step\b/u);
    await expect.poll(() => line).toBe("");
    expect(kept).toHaveLength(2);
    await mirror.end();
  });
});

afterEach(() => {
  vi.restoreAllMocks();
});
