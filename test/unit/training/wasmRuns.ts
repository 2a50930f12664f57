import { cp, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { defaultMachine, type MachineSettings } from "../../../model/machine/machineSettings.js";
import { defaultRunConfig } from "../../../model/run/config.js";
import type { RunEvent } from "../../../model/run/events.js";
import { RunControl } from "../../../model/training/control.js";
import { runTraining, type RunSurroundings } from "../../../model/training/runTraining.js";
import { environmentAt } from "../../support/environment.js";
import { buildWasm } from "../../support/wasm.js";

interface RunOptions {
  readonly resume?: boolean;
  readonly rootDirectory?: string;
  readonly control?: RunControl;
  readonly machine?: MachineSettings;
  readonly engine?: string;
  readonly python?: string;
  readonly checkpointEvery?: number;
  readonly onEvent?: (event: RunEvent) => void;
  readonly freeBytes?: RunSurroundings["freeBytes"];
}

/** Small runs on WebAssembly, each in an empty folder of its own. */
export class WasmRuns {
  root = "";
  /** Of the run of this test. */
  directory = "";
  /** A run that has ended: whoever needs one before takes a copy of its folder. */
  ended: { readonly directory: string; readonly events: readonly RunEvent[] } = {
    directory: "",
    events: [],
  };

  constructor() {
    beforeAll(async () => {
      this.root = await buildWasm();
      this.directory = path.join(await mkdtemp(path.join(os.tmpdir(), "run-")), "run");
      this.ended = { directory: this.directory, events: await this.run() };
    });
    afterAll(() => rm(path.dirname(this.ended.directory), { recursive: true }));
    beforeEach(async () => {
      const directory = await mkdtemp(path.join(os.tmpdir(), "run-"));
      this.directory = path.join(directory, "run");
      return () => rm(directory, { recursive: true });
    });
  }

  async haveEnded(): Promise<void> {
    await cp(this.ended.directory, this.directory, { recursive: true });
  }

  /** The events of a run of two small steps. */
  readonly run = async ({
    resume = false,
    rootDirectory = this.root,
    control = new RunControl(),
    machine = defaultMachine,
    engine = "wasm",
    python = "",
    checkpointEvery = 0,
    onEvent,
    freeBytes,
  }: RunOptions = {}): Promise<readonly RunEvent[]> => {
    const events: RunEvent[] = [];
    // A network of few operations and weights, on the smallest images that it takes.
    const changes = {
      ...{ network: "nin", engine, batchSize: 1, checkpointEvery },
      inputSize: [67, 67] as [number, number],
    };
    await runTraining(
      {
        config: { ...defaultRunConfig(), ...changes, maxSteps: 2 },
        ...{ runId: "run", runDirectory: this.directory, resume, dataDirectory: "" },
      },
      {
        environment: { ...environmentAt(rootDirectory), machine, python },
        control,
        ...(freeBytes && { freeBytes }),
        onEvent: (event) => {
          events.push(event);
          onEvent?.(event);
        },
      },
    );
    return events;
  };
}

export function stopped(): RunControl {
  const control = new RunControl();
  control.stop();
  return control;
}
