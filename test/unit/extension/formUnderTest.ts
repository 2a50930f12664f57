import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, vi } from "vitest";
import { RuntimeInstaller } from "../../../extension/engines/runtimeInstaller.js";
import type { LaunchTrainer, TrainerProcess } from "../../../extension/trainer/trainerProcess.js";
import { chooseRunConfig } from "../../../extension/trainForm/chooseRunConfig.js";
import { Paces } from "../../../model/folder/paces.js";
import { defaultRunConfig, type RunConfig } from "../../../model/run/config.js";
import { workOf, type Pace } from "../../../model/run/pace.js";
import type { TrainerApi, TrainerEvents } from "../../../model/trainer/protocol.js";
import type { SetupFailure } from "../../../model/machine/setup.js";
import type { EngineReport } from "../../../model/machine/engineReport.js";
import { buildGraph } from "../../../model/network/graph.js";
import { googlenet } from "../../../model/network/googlenet/spec.js";
import { wasmReport } from "../../support/engineReports.js";
import { createLog } from "./fakeParts.js";
import { FakeQuickPick, quickPickWith, userSettings } from "./fakeVscode.js";

/** What a form is given to know and what its trainer does, anew for each test. */
export const given: {
  root: string;
  paces: Paces;
  reports: readonly EngineReport[];
  /** How a trial ends; for ever at work where it is null. */
  trial: Pace | Error | null;
  failure: SetupFailure | null;
  /** Ends the set-up that is at work. */
  endSetup: () => void;
  events: Partial<TrainerEvents>;
} = {
  ...{ root: "", paces: new Paces(""), reports: [], trial: null, failure: null },
  endSetup: () => undefined,
  events: {},
};
export const stopped = vi.fn();

export const launch: LaunchTrainer = (handlers) => {
  let reject: (error: Error) => void = () => undefined;
  const untilStopped = new Promise<never>((_resolve, fail) => {
    reject = fail;
  });
  untilStopped.catch(() => undefined);
  const api: Pick<TrainerApi, "engines" | "tryPace" | "setup"> = {
    engines: () => Promise.resolve(given.reports),
    tryPace: async () => {
      if (given.trial === null) return untilStopped;
      if (given.trial instanceof Error) throw given.trial;
      await given.paces.remember(given.trial);
      return given.trial;
    },
    setup: () => {
      given.events = handlers;
      const done = new Promise<SetupFailure | null>((resolve) => {
        given.endSetup = () => resolve(given.failure);
      });
      return Promise.race([done, untilStopped]);
    },
  };
  const stop = (): Promise<void> => {
    reject(new Error("The trainer process has ended."));
    stopped();
    return Promise.resolve();
  };
  return { api, stop } as unknown as TrainerProcess;
};

/** Registers what puts all back before each test. */
export function useForm(): void {
  beforeEach(async () => {
    vi.resetAllMocks();
    userSettings.clear();
    FakeQuickPick.shown.length = 0;
    given.root = await mkdtemp(join(tmpdir(), "form-"));
    given.paces = new Paces(given.root);
    given.reports = [wasmReport];
    given.trial = paceFor(60);
    given.failure = null;
  });
  // A trial that ends as the form does may still write what it found.
  afterEach(() => rm(given.root, { recursive: true, force: true, maxRetries: 5 }));
}

export function paceFor(examplesPerSecond: number, { id, device } = wasmReport): Pace {
  const { multiplyAdds } = buildGraph(googlenet);
  const worker = { engine: id, device };
  return {
    ...workOf({ ...defaultRunConfig(), precision: "float32" }, worker, multiplyAdds),
    ...{
      examplesPerSecond,
      evaluatedPerSecond: null,
      peakBytes: null,
      time: Date.now(),
      source: "trial",
    },
  };
}

export function form(): Promise<RunConfig | undefined> {
  const log = createLog();
  const installer = new RuntimeInstaller(launch, log);
  return chooseRunConfig(
    {},
    { launch, installer, paces: given.paces, storage: { root: given.root }, log },
  );
}

export async function choose(...labels: readonly string[]): Promise<void> {
  for (const label of labels) (await quickPickWith(label)).accept(label);
}
