import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { defaultRunConfig } from "../../../model/run/config.js";
import type { RunEvent } from "../../../model/run/events.js";
import { defaultMachine, type MachineSettings } from "../../../model/run/machine.js";
import { RunControl } from "../../../model/training/control.js";
import { runTraining } from "../../../model/training/runTraining.js";
import { environmentAt } from "../../support/environment.js";
import { buildWasm } from "../../support/wasm.js";

let root: string;
let runDirectory: string;
beforeAll(async () => {
  root = await buildWasm();
}, 120_000);
beforeEach(async () => {
  const directory = await mkdtemp(path.join(os.tmpdir(), "run-"));
  runDirectory = path.join(directory, "run");
  return () => rm(directory, { recursive: true });
});

interface Trial {
  readonly resume?: boolean;
  readonly rootDirectory?: string;
  readonly control?: RunControl;
  readonly machine?: MachineSettings;
  readonly engine?: string;
  readonly python?: string;
  readonly onEvent?: (event: RunEvent) => void;
}

/** The events of a run of two small steps. */
async function run({
  resume = false,
  rootDirectory = root,
  control = new RunControl(),
  machine = defaultMachine,
  engine = "wasm",
  python = "",
  onEvent,
}: Trial = {}): Promise<readonly RunEvent[]> {
  const events: RunEvent[] = [];
  const changes = { engine, batchSize: 4, inputSize: [28, 28] as [number, number] };
  await runTraining(
    {
      config: { ...defaultRunConfig(), ...changes, maxSteps: 2 },
      ...{ runId: "run", runDirectory, resume, dataDirectory: "" },
    },
    {
      environment: { ...environmentAt(rootDirectory), machine, python },
      control,
      onEvent: (event) => {
        events.push(event);
        onEvent?.(event);
      },
    },
  );
  return events;
}

function stopped(): RunControl {
  const control = new RunControl();
  control.stop();
  return control;
}

describe("the record of a run", { timeout: 60_000 }, () => {
  it("holds how the machine was used, and the workers that computed", async () => {
    const machine = { ...defaultMachine, threads: 3 };
    const [started] = (await run({ machine })).filter(({ kind }) => kind === "started");
    const engine = { device: expect.stringContaining(", 3 workers, ") as string };
    expect(started).toMatchObject({ machine, engine });
    const file = path.join(runDirectory, "run.json");
    expect(JSON.parse(await readFile(file, "utf8"))).toMatchObject({ machine, engine });
  });
});

describe("the folder of a run", { timeout: 60_000 }, () => {
  const claim = (): string => path.join(runDirectory, "trainer.pid");

  it("is its trainer's alone while it is trained", async () => {
    const claims: string[] = [];
    await run({ onEvent: () => claims.push(readFileSync(claim(), "utf8")) });
    expect(new Set(claims)).toEqual(new Set([`${process.pid}\n`]));
    expect(existsSync(claim())).toBe(false);
  });

  it("is not touched while another trainer is at work on it", async () => {
    await run();
    const record = await readFile(path.join(runDirectory, "events.ndjson"), "utf8");
    // The process that started this one runs as long.
    await writeFile(claim(), `${process.ppid}\n`);
    expect(await run({ resume: true })).toEqual([
      expect.objectContaining({
        kind: "failed",
        message: "Another trainer is at work on this run.",
      }),
    ]);
    expect(await readFile(path.join(runDirectory, "events.ndjson"), "utf8")).toBe(record);
    expect(await readFile(claim(), "utf8")).toBe(`${process.ppid}\n`);
  });
});

describe("a run that is stopped while it is prepared", { timeout: 60_000 }, () => {
  it("has taken no step where it is new", async () => {
    expect((await run({ control: stopped() })).at(-1)).toMatchObject({
      kind: "finished",
      reason: "stopped",
      summary: { steps: 0, epochs: 0, loss: null, seconds: 0 },
    });
  });

  it("does not wait for an engine that is looked for", { timeout: 30_000 }, async () => {
    const python = path.join(path.dirname(runDirectory), "python");
    await writeFile(python, "#!/bin/sh\nexec sleep 60\n", { mode: 0o755 });
    const control = new RunControl();
    setTimeout(() => control.stop(), 300);
    const events = await run({ control, engine: "tensorflow", python });
    expect(events.at(-1)).toMatchObject({ kind: "finished", reason: "stopped" });
  });

  it("sums up what it had done where it was to go on", async () => {
    const first = (await run()).at(-1);
    const { summary } = first?.kind === "finished" ? first : { summary: null };
    expect(summary).toMatchObject({ steps: 2 });
    expect((await run({ resume: true, control: stopped() })).at(-1)).toMatchObject({
      kind: "finished",
      reason: "stopped",
      summary: { steps: 2, loss: summary?.loss, trainAccuracy: summary?.trainAccuracy },
    });
  });

  it("has failed where its engine is missing, and can go on from its checkpoint", async () => {
    await run();
    const rootDirectory = path.join(runDirectory, "nowhere");
    const events = await run({ resume: true, rootDirectory, control: stopped() });
    expect(events.at(-1)).toMatchObject({
      kind: "failed",
      message: "The WebAssembly engine cannot be used here.",
      step: 2,
      checkpoint: "step-00000002.safetensors",
    });
  });
});
