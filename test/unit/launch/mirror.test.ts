import { appendFile, mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { mirrorRuns } from "../../../extension/launch/mirror.js";
import type { RunEvent } from "../../../model/run/events.js";
import { temporaryFolder } from "./temporaryFolder.js";

const step: RunEvent = {
  ...{ kind: "step", time: 0, step: 1, epoch: 1, loss: 2.25, accuracy: 0.125 },
  ...{ learningRate: 0.1, examplesPerSecond: 138.4, secondsLeft: 61 },
};
const log = (message: string): RunEvent => ({ kind: "log", time: 0, level: "info", message });

interface Mirrored {
  readonly directory: string;
  readonly text: () => string;
  add(text: string): Promise<void>;
  end(): Promise<void>;
}

async function startMirror(): Promise<Mirrored> {
  const root = await temporaryFolder();
  const statusFile = path.join(root, "status");
  const stream = new PassThrough();
  let text = "";
  stream.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
  const stop = new AbortController();
  const ended = mirrorRuns(statusFile, stream as unknown as NodeJS.WriteStream, stop.signal);
  const directory = path.join(root, "run");
  await mkdir(directory);
  await writeFile(statusFile, `${directory}\n`);
  return {
    directory,
    text: () => text,
    add: (more) => appendFile(path.join(directory, "events.ndjson"), more),
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
    for (const part of ["step 1", "loss 2.250", "accuracy 0.125", "138 examples/s", "1:01 left"]) {
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
});
