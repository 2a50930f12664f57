import { fork } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { createBirpc } from "birpc";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { defaultRunConfig } from "../../../model/run/config.js";
import type { TrainerApi, TrainerEvents } from "../../../model/trainer/protocol.js";
import { defaultMachine } from "../../../model/machine/machineSettings.js";
import { bundleProgram } from "../../support/bundled.js";
import { until } from "../../support/eventually.js";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const script = path.join(root, "dist", "trainer-under-test.cjs");
let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), "trainer-"));
  await bundleProgram(path.join(root, "model/trainer/main.ts"), script);
});
afterAll(async () => {
  await rm(script, { force: true });
  await rm(directory, { recursive: true });
});

const small = { batchSize: 4, inputSize: [28, 28] as [number, number], checkpointEvery: 1 };

/** A trainer process that has taken its first step of a run in `directory/name`, with the engine that starts at once. */
async function trainerAtWork(name: string, { resume = false, engine = "wasm" } = {}) {
  const child = fork(script, [], {
    serialization: "advanced",
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  let markStep = (): void => undefined;
  const stepped = new Promise<void>((resolve) => {
    markStep = resolve;
  });
  const events: TrainerEvents = {
    onEvents: (batch) => {
      if (batch.events.some(({ kind }) => kind === "step")) markStep();
    },
    onSetupProgress: () => undefined,
    onAnswerProgress: () => undefined,
  };
  const trainer = createBirpc<TrainerApi, TrainerEvents>(events, {
    post: (message: object) => void child.send(message),
    on: (receive) => void child.on("message", receive),
    timeout: -1,
  });
  const runDirectory = path.join(directory, name);
  void trainer
    .train({
      config: { ...defaultRunConfig(), engine, ...small },
      runId: name,
      runDirectory,
      python: "",
      machine: defaultMachine,
      dataDirectory: "",
      resume,
    })
    .catch(() => undefined);
  await stepped;
  return { child, trainer, runDirectory };
}

/** The lines that are whole: a trainer may have been killed in one. */
async function readEvents(
  runDirectory: string,
): Promise<readonly { readonly kind: string; readonly resumedFrom?: number }[]> {
  const text = await readFile(path.join(runDirectory, "events.ndjson"), "utf8");
  return text
    .split("\n")
    .filter((line) => line.endsWith("}"))
    .map((line) => JSON.parse(line) as { kind: string });
}

describe("the trainer process", () => {
  it("tells a layer's weights during a run, and from its checkpoint afterwards", async () => {
    const { child, trainer, runDirectory } = await trainerAtWork("weights");
    const request = {
      id: "1",
      runDirectory,
      kind: "weights",
      input: "b3/3a/path2/conv3x3",
    } as const;
    const live = await trainer.ask(request);
    expect(live?.shape).toEqual([3, 3, 96, 128]);
    expect(live?.values).toHaveLength(3 * 3 * 96 * 128);
    expect(await trainer.ask({ ...request, input: "b3/3a" })).toBeNull();
    const image = { example: 0, nodes: ["b3/3a"], most: 4 };
    const seen = await trainer.ask({ ...request, kind: "seenImage", input: image });
    expect(seen?.step).toBeGreaterThanOrEqual(live?.step ?? Infinity);
    expect(seen?.nodes["b3/3a"]?.maps).toHaveLength(4);
    await trainer.stop();
    const saved = await trainer.ask(request);
    expect(saved?.shape).toEqual(live?.shape);
    expect(saved?.step).toBeGreaterThanOrEqual(live?.step ?? Infinity);
    child.disconnect();
    await once(child, "exit");
  });

  it("passes over what is no question, and answers none but its own", async () => {
    const child = fork(script, [], {
      serialization: "advanced",
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
    const ask = async (name: string): Promise<object> => {
      child.send({ t: "q", i: name, m: name, a: [] });
      for (;;) {
        const [answer] = (await once(child, "message")) as [{ readonly i?: unknown }];
        if (answer.i === name) return answer;
      }
    };
    for (const junk of [null, 1, "text", [], {}, { t: "q" }, { t: "q", m: "train", a: "all" }]) {
      child.send(junk as object);
    }
    for (const name of ["toString", "constructor", "__proto__", "abandon", "run"]) {
      expect(await ask(name), name).toHaveProperty("e");
    }
    expect(await ask("pause")).not.toHaveProperty("e");
    child.disconnect();
    expect((await once(child, "exit"))[0]).toBe(0);
  });

  it("gives way to the editor, with every thread that computes", async () => {
    const { child } = await trainerAtWork("polite", { engine: "tensorflow" });
    const processId = child.pid ?? 0;
    const { PRIORITY_LOW } = os.constants.priority;
    expect(os.getPriority(processId)).toBe(PRIORITY_LOW);
    if (process.platform === "linux") {
      const threads = readdirSync(`/proc/${processId}/task`).map(Number);
      expect(threads.length).toBeGreaterThan(os.availableParallelism());
      const polite = threads.filter((thread) => os.getPriority(thread) === PRIORITY_LOW);
      expect(polite.length).toBeGreaterThan(os.availableParallelism());
    }
    child.disconnect();
    await once(child, "exit");
  });

  it("leaves a run that can go on when it is killed", async () => {
    const { child, runDirectory } = await trainerAtWork("killed");
    const checkpoints = path.join(runDirectory, "checkpoints");
    await until(() => existsSync(checkpoints) && readdirSync(checkpoints).length > 1);
    const exited = once(child, "exit");
    child.kill("SIGKILL");
    await exited;
    const next = await trainerAtWork("killed", { resume: true });
    const events = await readEvents(runDirectory);
    expect(events.filter(({ kind }) => kind === "started").at(-1)?.resumedFrom).toBeGreaterThan(0);
    await next.trainer.stop();
    next.child.disconnect();
    await once(next.child, "exit");
  });

  it.each([
    ["its parent goes away", (child: ReturnType<typeof fork>) => child.disconnect()],
    ["it is asked to end", (child: ReturnType<typeof fork>) => child.kill("SIGTERM")],
  ])("writes a checkpoint and ends when %s", async (name, end) => {
    const { child, runDirectory } = await trainerAtWork(name.replaceAll(" ", "-"));
    const exited = once(child, "exit");
    end(child);
    expect((await exited)[0]).toBe(0);
    const kinds = (await readEvents(runDirectory)).map(({ kind }) => kind);
    expect(kinds.slice(-2)).toEqual(["checkpoint", "finished"]);
  });
});
