import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { defaultRunConfig } from "../../../model/run/config.js";
import type { RunEvent } from "../../../model/run/events.js";
import { defaultMachine, type MachineSettings } from "../../../model/machine/machineSettings.js";
import { RunControl } from "../../../model/training/control.js";
import { runTraining } from "../../../model/training/runTraining.js";
import { environmentAt } from "../../support/environment.js";
import { buildWasm } from "../../support/wasm.js";
import { readNewestProgress } from "../../../model/folder/readCheckpoint.js";
import type { Message } from "../../../model/messages/message.js";
import { englishOf } from "../../../model/messages/translate.js";

let root: string;
let runDirectory: string;
/** A run that has ended: whoever needs one before takes a copy of its folder. */
let ended: { readonly directory: string; readonly events: readonly RunEvent[] };
beforeAll(async () => {
  root = await buildWasm();
  runDirectory = path.join(await mkdtemp(path.join(os.tmpdir(), "run-")), "run");
  ended = { directory: runDirectory, events: await run() };
}, 120_000);
afterAll(() => rm(path.dirname(ended.directory), { recursive: true }));
beforeEach(async () => {
  const directory = await mkdtemp(path.join(os.tmpdir(), "run-"));
  runDirectory = path.join(directory, "run");
  return () => rm(directory, { recursive: true });
});

async function haveEndedRun(): Promise<void> {
  await cp(ended.directory, runDirectory, { recursive: true });
}

interface Trial {
  readonly resume?: boolean;
  readonly rootDirectory?: string;
  readonly control?: RunControl;
  readonly machine?: MachineSettings;
  readonly engine?: string;
  readonly python?: string;
  readonly checkpointEvery?: number;
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
  checkpointEvery = 0,
  onEvent,
}: Trial = {}): Promise<readonly RunEvent[]> {
  const events: RunEvent[] = [];
  const changes = {
    engine,
    batchSize: 4,
    checkpointEvery,
    inputSize: [28, 28] as [number, number],
  };
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

function english(said: Message | undefined): string | undefined {
  return said === undefined ? undefined : englishOf(said);
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

  it("says as data what it says in English", async () => {
    await haveEndedRun();
    const events = [...ended.events, ...(await run({ resume: true, engine: "soup" }))];
    const kinds = new Set<string>();
    for (const event of events) {
      if (event.kind === "log") expect(english(event.said)).toBe(event.message);
      else if (event.kind === "started") {
        const { device, reason, said } = event.engine;
        expect([english(said?.device), english(said?.reason)]).toEqual([device, reason]);
      } else if (event.kind === "failed") {
        const { message, reason, said } = event;
        expect([english(said?.message), english(said?.reason)]).toEqual([message, reason]);
      } else continue;
      kinds.add(event.kind);
    }
    expect([...kinds].sort()).toEqual(["failed", "log", "started"]);
  });
});

describe("the folder of a run", { timeout: 60_000 }, () => {
  const claim = (): string => path.join(runDirectory, "trainer.pid");

  it("is its trainer's alone while it is trained", async () => {
    const claims: string[] = [];
    await run({ onEvent: () => claims.push(readFileSync(claim(), "utf8")) });
    const [claimed = "", ...others] = new Set(claims);
    expect(claimed).toMatch(new RegExp(`^${process.pid}\n`, "u"));
    expect(others).toEqual([]);
    expect(existsSync(claim())).toBe(false);
  });

  it("is not touched while another trainer is at work on it", async () => {
    await haveEndedRun();
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

describe("a run whose folder is changed while it is trained", { timeout: 60_000 }, () => {
  const files = (): readonly string[] => readdirSync(runDirectory).toSorted();
  const warningsOf = (events: readonly RunEvent[]): readonly string[] =>
    events.flatMap((event) =>
      event.kind === "log" && event.level === "warning" ? [event.message] : [],
    );
  const told =
    "The run's folder, or a file of its record, was deleted during the run. The record was written anew; the next checkpoint is too.";
  const atFirstStep =
    (act: () => void) =>
    (event: RunEvent): void => {
      if (event.kind === "step" && event.step === 1) act();
    };

  it.each([
    ["the folder is deleted", () => rmSync(runDirectory, { recursive: true })],
    ["the folder is moved", () => renameSync(runDirectory, `${runDirectory}-moved`)],
    ["its events are deleted", () => rmSync(path.join(runDirectory, "events.ndjson"))],
    ["what it was asked is deleted", () => rmSync(path.join(runDirectory, "run.json"))],
    ["its claim goes too", () => readdirSync(runDirectory).forEach(remove)],
  ])("has its whole record and its checkpoint at the end where %s", async (_what, act) => {
    const events = await run({ onEvent: atFirstStep(act) });
    expect(warningsOf(events)).toEqual([told]);
    expect(events.at(-1)).toMatchObject({ kind: "finished", reason: "maxSteps" });
    expect(files()).toEqual(["checkpoints", "events.ndjson", "run.json"]);
    const text = await readFile(path.join(runDirectory, "events.ndjson"), "utf8");
    const lines = text.trim().split("\n");
    expect(lines.map((line) => JSON.parse(line) as RunEvent)).toEqual(events);
    expect(await readNewestProgress(runDirectory)).toMatchObject({ progress: { step: 2 } });
  });

  it.each([
    ["has a checkpoint where the folder is deleted after the last one was written", 1, "finished"],
    ["fails where the folder is deleted again and again", Infinity, "failed"],
  ])("%s", async (_what, times, kind) => {
    let left = times;
    const events = await run({
      onEvent: (event) => {
        if (event.kind !== "checkpoint" || left-- <= 0) return;
        rmSync(runDirectory, { recursive: true, force: true });
      },
    });
    expect(events.at(-1)).toMatchObject({ kind });
    expect(warningsOf(events)).toContain(told);
  });

  it("fails where nothing can be written there any more", async () => {
    const events = await run({
      onEvent: atFirstStep(() => {
        rmSync(runDirectory, { recursive: true });
        writeFileSync(runDirectory, "a file");
      }),
    });
    expect(events.at(-1)).toMatchObject({ kind: "failed", checkpoint: null });
  });

  function remove(name: string): void {
    rmSync(path.join(runDirectory, name), { recursive: true });
  }
});

describe("a run that ended before its first checkpoint", { timeout: 60_000 }, () => {
  const begun = async (): Promise<void> => {
    await haveEndedRun();
    await rm(path.join(runDirectory, "checkpoints"), { recursive: true });
  };

  it("can be begun again in its folder", async () => {
    await begun();
    const events = await run();
    expect(events.at(-1)).toMatchObject({ kind: "finished", summary: { steps: 2 } });
  });

  it("begins again where it is to go on, and says so", async () => {
    await begun();
    const events = await run({ resume: true });
    expect(events.find(({ kind }) => kind === "started")).toMatchObject({ resumedFrom: 0 });
    expect(events).toContainEqual(
      expect.objectContaining({ message: "The run has no checkpoint yet, so it begins again." }),
    );
    expect(events.at(-1)).toMatchObject({ kind: "finished", summary: { steps: 2 } });
  });

  it("is not mixed into one that has checkpoints", async () => {
    await haveEndedRun();
    await rm(path.join(runDirectory, "run.json"));
    const [refusal] = await run();
    expect(refusal).toMatchObject({ message: "The folder holds a run already." });
  });
});

describe("what killed trainers have left", { timeout: 60_000 }, () => {
  it("is cleared away when the run is claimed", async () => {
    await haveEndedRun();
    const checkpoints = path.join(runDirectory, "checkpoints");
    await writeFile(path.join(checkpoints, "step-00000003.safetensors.tmp-1"), "half");
    await writeFile(path.join(runDirectory, "run.json.tmp"), "half");
    await writeFile(path.join(runDirectory, "run.json.tmp-7"), "half");
    await run({ resume: true });
    expect(readdirSync(checkpoints)).toEqual(["step-00000002.safetensors"]);
    expect(readdirSync(runDirectory).toSorted()).toEqual([
      "checkpoints",
      "events.ndjson",
      "run.json",
    ]);
  });
});

describe("a run whose newest checkpoint is damaged", { timeout: 60_000 }, () => {
  it("tells in its record from which it goes on, and why", async () => {
    await run({ checkpointEvery: 1 });
    const file = path.join(runDirectory, "checkpoints", "step-00000002.safetensors");
    const bytes = await readFile(file);
    bytes[bytes.length - 5] = (bytes[bytes.length - 5] ?? 0) ^ 1;
    await writeFile(file, bytes);
    const events = await run({ resume: true, checkpointEvery: 1 });
    const begin = events.findIndex(({ kind }) => kind === "started");
    expect(events.slice(begin, begin + 4)).toMatchObject([
      { kind: "started", resumedFrom: 1 },
      {
        kind: "log",
        level: "warning",
        message: expect.stringContaining("step-00000001.safetensors is used instead.") as string,
      },
      { kind: "checkpoint", step: 1, file: "step-00000001.safetensors" },
      { kind: "step", step: 2 },
    ]);
    const again = await run({ resume: true });
    expect(again.filter(({ kind }) => kind === "log")).not.toContainEqual(
      expect.objectContaining({ level: "warning" }),
    );
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
    await haveEndedRun();
    const first = ended.events.at(-1);
    const { summary } = first?.kind === "finished" ? first : { summary: null };
    expect(summary).toMatchObject({ steps: 2 });
    expect((await run({ resume: true, control: stopped() })).at(-1)).toMatchObject({
      kind: "finished",
      reason: "stopped",
      summary: { steps: 2, loss: summary?.loss, trainAccuracy: summary?.trainAccuracy },
    });
  });

  it("has failed where its engine is missing, and can go on from its checkpoint", async () => {
    await haveEndedRun();
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
