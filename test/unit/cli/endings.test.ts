import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { describe, expect, it } from "vitest";
import type { RunEvent } from "../../../model/run/events.js";
import { cliUnderTest, eventsOf } from "../../support/cliUnderTest.js";

const cli = cliUnderTest("endings");
/** Of the engine that starts at once; `cli.test.ts` ends one with TensorFlow's threads. */
const small = ["--engine", "wasm", "--batch-size", "4", "--input-size", "8", "--json"];

async function recordOf(run: string): Promise<readonly RunEvent[]> {
  return eventsOf(await readFile(path.join(cli.directory, run, "events.ndjson"), "utf8"));
}

/** Resolves when the process has ended; `act` is called at the run's first step. */
async function trainUntil(run: string, act: (process: ReturnType<typeof start>) => void) {
  const trainer = start(run);
  let hasActed = false;
  trainer.stdout.on("data", (chunk: Buffer) => {
    if (hasActed || !chunk.toString().includes('"kind":"step"')) return;
    hasActed = true;
    act(trainer);
  });
  return trainer;
}

function start(run: string) {
  return execa("node", [cli.file, "train", "--run-dir", run, ...small], {
    cwd: cli.directory,
    reject: false,
    // On a busy machine a checkpoint may take longer than a request to end is waited for.
    forceKillAfterDelay: false,
  });
}

async function expectStopped(run: string): Promise<void> {
  expect((await recordOf(run)).slice(-2)).toMatchObject([
    { kind: "checkpoint" },
    { kind: "finished", reason: "stopped" },
  ]);
  expect((await readdir(path.join(cli.directory, run))).toSorted()).toEqual([
    "checkpoints",
    "events.ndjson",
    "run.json",
  ]);
}

describe("a run whose process is to end", () => {
  it.each(["SIGHUP", "SIGQUIT"] as const)(
    "writes a checkpoint and its last event on %s",
    async (signal) => {
      const { exitCode, stdout } = await trainUntil(signal, (trainer) => {
        trainer.kill(signal);
      });
      expect(exitCode).toBe(130);
      expect(eventsOf(stdout).at(-1)).toMatchObject({ kind: "finished", reason: "stopped" });
      await expectStopped(signal);
    },
  );

  it("does so when its terminal closes, and ends with the same code", async () => {
    const program = fileURLToPath(new URL("../../support/closingTerminal.py", import.meta.url));
    const train = ["node", cli.file, "train", "--run-dir", "closed", ...small.slice(0, -1)];
    const { stdout } = await execa("python3", [program, "examples/s", ...train], {
      cwd: cli.directory,
    });
    expect(stdout).toBe("130");
    await expectStopped("closed");
  });

  it("hears the same wish more than once", async () => {
    const { exitCode } = await trainUntil("again", (trainer) => {
      trainer.kill("SIGTERM");
      setTimeout(() => trainer.kill("SIGHUP"), 5);
      setTimeout(() => trainer.kill("SIGTERM"), 10);
    });
    expect(exitCode).toBe(130);
    await expectStopped("again");
  });

  it("takes the Ctrl-C that npm passes on for the one that was pressed", async () => {
    const { exitCode, stderr } = await trainUntil("echo", (trainer) => {
      trainer.kill("SIGINT");
      setTimeout(() => trainer.kill("SIGINT"), 20);
    });
    expect(exitCode).toBe(130);
    expect(stderr).toContain("Stopping after this step and a checkpoint;");
    await expectStopped("echo");
  });
});

describe("an output that is gone", () => {
  it.each([
    ["reader of the events", "2> /dev/null | head -n 1 > /dev/null"],
    ["reader of both outputs", "2>&1 | head -n 1 > /dev/null"],
  ])("does not end a run: the %s", async (reader, pipe) => {
    const run = reader.replaceAll(" ", "-");
    const { exitCode } = await cli.shell(
      `googlenet train --run-dir ${run} --max-steps 3 ${small.join(" ")} ${pipe}`,
    );
    expect(exitCode).toBe(0);
    const record = await recordOf(run);
    expect(record.filter(({ kind }) => kind === "step")).toHaveLength(3);
    expect(record.slice(-2)).toMatchObject([
      { kind: "checkpoint" },
      { kind: "finished", reason: "maxSteps" },
    ]);
  });

  it("does not call a run done that has failed", async () => {
    // Its loss is lost at once.
    const { exitCode } = await cli.shell(
      `googlenet train --run-dir failing --learning-rate 1000 ${small.join(" ")} 2>&1 | true`,
    );
    expect(exitCode).toBe(1);
    expect((await recordOf("failing")).at(-1)).toMatchObject({ kind: "failed" });
  });

  it("does not make a failure of a command that has nothing more to do", async () => {
    const { exitCode, stderr } = await cli.shell("googlenet describe --json | true");
    expect([exitCode, stderr]).toEqual([0, ""]);
  });

  it("is a failure where the data did not fit on the disk", async () => {
    const { exitCode, stderr } = await cli.shell("googlenet describe --json > /dev/full");
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^The output could not be written: .*\.$/u);
  });
});
