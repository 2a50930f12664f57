import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { LogOutputChannel, Memento } from "vscode";
import { EngineChoice } from "../../../extension/engines/engineChoice.js";
import { RunController } from "../../../extension/runs/runController.js";
import { RunHistory } from "../../../extension/runs/runHistory.js";
import { RunStorage } from "../../../extension/runs/runStorage.js";
import { RunPointer } from "../../../extension/runs/runPointer.js";
import { RunStore } from "../../../extension/runs/runStore.js";
import { startTrainer, type LaunchTrainer } from "../../../extension/trainer/trainerProcess.js";
import { AskedWhatIf } from "../../../extension/askedWhatIf.js";
import { Selection } from "../../../extension/selection.js";
import { KeptView } from "../../../extension/views/requests/keptView.js";
import type { RequestParts } from "../../../extension/views/requests/requestRow.js";
import type { Phase } from "../../../model/run/phase.js";

/** What the fake trainer does when it is asked to train. */
export type Scenario =
  | "complete"
  | "endless"
  | "saving"
  | "killed"
  | "exhausted"
  | "exits"
  | "deaf"
  | "lingering"
  | "refuses"
  | "silent";

const script = fileURLToPath(new URL("fakeTrainer.mjs", import.meta.url));

export interface FakeLog extends LogOutputChannel {
  readonly lines: string[];
}

export function createLog(): FakeLog {
  const lines: string[] = [];
  const write = (line: unknown): void => void lines.push(String(line));
  const log = { lines, info: write, warn: write, error: write, debug: write, trace: write };
  return log as unknown as FakeLog;
}

export function createMemento(): Memento {
  const values = new Map<string, unknown>();
  const memento = {
    keys: () => [...values.keys()],
    get: (key: string, otherwise?: unknown) => values.get(key) ?? otherwise,
    update: (key: string, value: unknown) => Promise.resolve(void values.set(key, value)),
  };
  return memento as Memento;
}

/** A host without a run and without past ones, which has nothing to tell. */
export function idleParts(): RequestParts {
  return {
    storage: {
      curves: () => Promise.resolve([]),
      list: () => Promise.resolve([]),
      directory: (runId) => runId,
    },
    controller: {
      activeRunId: () => null,
      shownConfig: () => null,
      start: () => Promise.resolve("run"),
      stopAndWait: () => Promise.resolve(),
    },
    selection: new Selection(),
    asked: new AskedWhatIf(),
    keptView: new KeptView(createMemento()),
    asker: {
      ask: () => Promise.resolve(null),
      keptWeights: () => Promise.resolve([]),
      testedOverEpochs: () => Promise.resolve([]),
      lastAnswer: () => null,
    },
    log: createLog(),
  };
}

export function fakeLauncher(scenario: Scenario, log: FakeLog, graceMs = 2000): LaunchTrainer {
  return (events) => {
    process.env["FAKE_TRAINER"] = scenario;
    return startTrainer({ script, events, graceMs, log: (line) => void log.lines.push(line) });
  };
}

export interface RunParts {
  /** What a person sees; a test changes it. */
  readonly screen: { isExplorerSeen: boolean };
  readonly root: string;
  readonly log: FakeLog;
  readonly live: RunStore;
  readonly past: RunStore;
  /** The run that is shown. */
  readonly store: RunPointer;
  readonly storage: RunStorage;
  readonly history: RunHistory;
  readonly controller: RunController;
  readonly engineChoice: EngineChoice;
  readonly memento: Memento;
  readonly launch: LaunchTrainer;
  /** Resolves when the run shown is in the phase. */
  untilPhase(phase: Phase): Promise<void>;
  /** Resolves when no run is at work. */
  untilIdle(): Promise<void>;
  close(): Promise<void>;
}

/** The run's host side over a fake trainer and a folder of its own. */
export async function createRunParts(
  scenario: Scenario,
  memento = createMemento(),
): Promise<RunParts> {
  const place = await mkdtemp(join(tmpdir(), "googlenet-runs-"));
  const root = join(place, "runs");
  await mkdir(root);
  const log = createLog();
  const screen = { isExplorerSeen: false };
  const createStore = (): RunStore => new RunStore((fault) => log.lines.push(fault));
  const [live, past] = [createStore(), createStore()];
  const store = new RunPointer(live);
  const storage = new RunStorage(root, join(place, "sample"));
  const activeRunId = (): string | null => controller.activeRunId();
  const history = new RunHistory({ live, past, store, storage, memento, activeRunId });
  const launch = fakeLauncher(scenario, log);
  const engineChoice = new EngineChoice(memento);
  const controller = new RunController({
    live,
    store,
    storage,
    history,
    engineChoice,
    launch,
    log,
    isExplorerSeen: () => screen.isExplorerSeen,
  });
  const until = async (isReached: () => boolean): Promise<void> => {
    while (!isReached()) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  return {
    ...{
      screen,
      root,
      log,
      live,
      past,
      store,
      storage,
      history,
      controller,
      engineChoice,
      memento,
      launch,
    },
    untilPhase: (phase) => until(() => store.state().phase === phase),
    untilIdle: () => until(() => controller.activeRunId() === null),
    close: async () => {
      await controller.end();
      controller.dispose();
      engineChoice.dispose();
      history.dispose();
      // A trainer that has just ended may be letting go of its run still.
      await rm(place, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}
