import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { RunEvent } from "../../../model/run/events.js";
import { defaultMachine } from "../../../model/machine/machineSettings.js";
import { WasmRuns } from "./wasmRuns.js";
import { readNewestProgress } from "../../../model/folder/readCheckpoint.js";
import { RunControl } from "../../../model/training/control.js";
import type { Message } from "../../../model/messages/message.js";
import { englishOf } from "../../../model/messages/translate.js";

const runs = new WasmRuns();

function english(said: Message | undefined): string | undefined {
  return said === undefined ? undefined : englishOf(said);
}

describe("the record of a run", () => {
  it("holds how the machine was used, and the workers that computed", async () => {
    const machine = { ...defaultMachine, threads: 3 };
    const [started] = (await runs.run({ machine })).filter(({ kind }) => kind === "started");
    const engine = { device: expect.stringContaining(", 3 workers, ") as string };
    expect(started).toMatchObject({ machine, engine });
    const file = path.join(runs.directory, "run.json");
    expect(JSON.parse(await readFile(file, "utf8"))).toMatchObject({ machine, engine });
  });

  it("says as data what it says in English", async () => {
    await runs.haveEnded();
    const events = [...runs.ended.events, ...(await runs.run({ resume: true, engine: "soup" }))];
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

describe("the folder of a run", () => {
  const claim = (): string => path.join(runs.directory, "trainer.pid");

  it("is its trainer's alone while it is trained", async () => {
    const claims: string[] = [];
    await runs.run({ onEvent: () => claims.push(readFileSync(claim(), "utf8")) });
    const [claimed = "", ...others] = new Set(claims);
    expect(claimed).toMatch(new RegExp(`^${process.pid}\n`, "u"));
    expect(others).toEqual([]);
    expect(existsSync(claim())).toBe(false);
  });

  it.each([
    ["was refused", "soup", "failed"],
    ["was stopped by then", "wasm", "finished"],
  ])("is gone where the run never began since it %s", async (_, engine, kind) => {
    const control = new RunControl();
    if (kind === "finished") control.stop();
    const refused = { engine, control };
    expect((await runs.run(refused)).at(-1)).toMatchObject({ kind });
    expect(existsSync(runs.directory)).toBe(false);
    // A folder of a person's own stays, and what was in it.
    mkdirSync(runs.directory);
    for (const files of [[], ["events.ndjson"]]) {
      for (const file of files) writeFileSync(path.join(runs.directory, file), "");
      await runs.run(refused);
      expect(readdirSync(runs.directory)).toEqual(files);
    }
  });

  it("is not begun on a disk without room for a checkpoint", async () => {
    const events = await runs.run({ freeBytes: () => Promise.resolve(1000) });
    expect(events.at(-1)).toMatchObject({
      kind: "failed",
      message: "There is no room on the disk for a checkpoint of this run.",
    });
    expect(events.map(({ kind }) => kind)).not.toContain("started");
    expect(existsSync(runs.directory)).toBe(false);
  });

  it("is not touched while another trainer is at work on it", async () => {
    await runs.haveEnded();
    const record = await readFile(path.join(runs.directory, "events.ndjson"), "utf8");
    // The process that started this one runs as long.
    await writeFile(claim(), `${process.ppid}\n`);
    expect(await runs.run({ resume: true })).toEqual([
      expect.objectContaining({
        kind: "failed",
        message: "Another trainer is at work on this run.",
      }),
    ]);
    expect(await readFile(path.join(runs.directory, "events.ndjson"), "utf8")).toBe(record);
    expect(await readFile(claim(), "utf8")).toBe(`${process.ppid}\n`);
  });
});

describe("a run whose folder is changed while it is trained", () => {
  const files = (): readonly string[] => readdirSync(runs.directory).toSorted();
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
    ["the folder is deleted", () => rmSync(runs.directory, { recursive: true })],
    ["the folder is moved", () => renameSync(runs.directory, `${runs.directory}-moved`)],
    ["its events are deleted", () => rmSync(path.join(runs.directory, "events.ndjson"))],
    ["what it was asked is deleted", () => rmSync(path.join(runs.directory, "run.json"))],
    ["its claim goes too", () => readdirSync(runs.directory).forEach(remove)],
  ])("has its whole record and its checkpoint at the end where %s", async (_what, act) => {
    const events = await runs.run({ onEvent: atFirstStep(act) });
    expect(warningsOf(events)).toEqual([told]);
    expect(events.at(-1)).toMatchObject({ kind: "finished", reason: "maxSteps" });
    expect(files()).toEqual(["checkpoints", "events.ndjson", "run.json"]);
    const text = await readFile(path.join(runs.directory, "events.ndjson"), "utf8");
    const lines = text.trim().split("\n");
    expect(lines.map((line) => JSON.parse(line) as RunEvent)).toEqual(events);
    expect(await readNewestProgress(runs.directory)).toMatchObject({ progress: { step: 2 } });
  });

  it.each([
    ["has a checkpoint where the folder is deleted after the last one was written", 1, "finished"],
    ["fails where the folder is deleted again and again", Infinity, "failed"],
  ])("%s", async (_what, times, kind) => {
    let left = times;
    const events = await runs.run({
      onEvent: (event) => {
        if (event.kind !== "checkpoint" || left-- <= 0) return;
        rmSync(runs.directory, { recursive: true, force: true });
      },
    });
    expect(events.at(-1)).toMatchObject({ kind });
    expect(warningsOf(events)).toContain(told);
  });

  it("fails where nothing can be written there any more", async () => {
    const events = await runs.run({
      onEvent: atFirstStep(() => {
        rmSync(runs.directory, { recursive: true });
        writeFileSync(runs.directory, "a file");
      }),
    });
    expect(events.at(-1)).toMatchObject({ kind: "failed", checkpoint: null });
  });

  function remove(name: string): void {
    rmSync(path.join(runs.directory, name), { recursive: true });
  }
});

describe("a run that ended before its first checkpoint", () => {
  const begun = async (): Promise<void> => {
    await runs.haveEnded();
    await rm(path.join(runs.directory, "checkpoints"), { recursive: true });
  };

  it("can be begun again in its folder", async () => {
    await begun();
    const events = await runs.run();
    expect(events.at(-1)).toMatchObject({ kind: "finished", summary: { steps: 2 } });
  });

  it("begins again where it is to go on, and says so", async () => {
    await begun();
    const events = await runs.run({ resume: true });
    expect(events.find(({ kind }) => kind === "started")).toMatchObject({ resumedFrom: 0 });
    expect(events).toContainEqual(
      expect.objectContaining({ message: "The run has no checkpoint yet, so it begins again." }),
    );
    expect(events.at(-1)).toMatchObject({ kind: "finished", summary: { steps: 2 } });
  });

  it("is not mixed into one that has checkpoints", async () => {
    await runs.haveEnded();
    await rm(path.join(runs.directory, "run.json"));
    const [refusal] = await runs.run();
    expect(refusal).toMatchObject({ message: "The folder holds a run already." });
  });
});

describe("what killed trainers have left", () => {
  it("is cleared away when the run is claimed", async () => {
    await runs.haveEnded();
    const checkpoints = path.join(runs.directory, "checkpoints");
    await writeFile(path.join(checkpoints, "step-00000003.safetensors.tmp-1"), "half");
    await writeFile(path.join(runs.directory, "run.json.tmp"), "half");
    await writeFile(path.join(runs.directory, "run.json.tmp-7"), "half");
    await runs.run({ resume: true });
    expect(readdirSync(checkpoints)).toEqual(["step-00000002.safetensors"]);
    expect(readdirSync(runs.directory).toSorted()).toEqual([
      "checkpoints",
      "events.ndjson",
      "run.json",
    ]);
  });
});

describe("a run whose newest checkpoint is damaged", () => {
  it("tells in its record from which it goes on, and why", async () => {
    await runs.run({ checkpointEvery: 1 });
    const file = path.join(runs.directory, "checkpoints", "step-00000002.safetensors");
    const bytes = await readFile(file);
    bytes[bytes.length - 5] = (bytes[bytes.length - 5] ?? 0) ^ 1;
    await writeFile(file, bytes);
    const events = await runs.run({ resume: true, checkpointEvery: 1 });
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
    const again = await runs.run({ resume: true });
    expect(again.filter(({ kind }) => kind === "log")).not.toContainEqual(
      expect.objectContaining({ level: "warning" }),
    );
  });
});
