import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
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
import { missingTensorFlow, wasmReport } from "../../support/engineReports.js";
import { createLog } from "./fakeParts.js";
import { commands, FakeQuickPick, quickPickWith, userSettings, window } from "./fakeVscode.js";
import { says } from "../../../model/messages/message.js";

const readyTensorFlow: EngineReport = {
  ...{ ...wasmReport, id: "tensorflow", title: "TensorFlow", device: "CPU, 2 threads" },
  typicalRate: { low: 16e9, high: 56e9 },
};

let root: string;
let paces: Paces;
let reports: readonly EngineReport[];
/** How a trial ends; for ever at work where it is null. */
let trial: Pace | Error | null;
let failure: SetupFailure | null;
/** Ends the set-up that is at work. */
let endSetup: () => void;
let events: TrainerEvents;
const stopped = vi.fn();

const launch: LaunchTrainer = (handlers) => {
  let reject: (error: Error) => void = () => undefined;
  const untilStopped = new Promise<never>((_resolve, fail) => {
    reject = fail;
  });
  untilStopped.catch(() => undefined);
  const api: Pick<TrainerApi, "engines" | "tryPace" | "setup"> = {
    engines: () => Promise.resolve(reports),
    tryPace: async () => {
      if (trial === null) return untilStopped;
      if (trial instanceof Error) throw trial;
      await paces.remember(trial);
      return trial;
    },
    setup: () => {
      events = handlers;
      const done = new Promise<SetupFailure | null>((resolve) => {
        endSetup = () => resolve(failure);
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

beforeEach(async () => {
  vi.resetAllMocks();
  userSettings.clear();
  FakeQuickPick.shown.length = 0;
  root = await mkdtemp(join(tmpdir(), "form-"));
  paces = new Paces(root);
  reports = [wasmReport];
  trial = paceFor(60);
  failure = null;
});
// A trial that ends as the form does may still write what it found.
afterEach(() => rm(root, { recursive: true, force: true, maxRetries: 5 }));

function paceFor(examplesPerSecond: number, { id, device } = wasmReport): Pace {
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

function form(): Promise<RunConfig | undefined> {
  const log = createLog();
  const installer = new RuntimeInstaller(launch, log);
  return chooseRunConfig({}, { launch, installer, paces, log });
}

async function choose(...labels: readonly string[]): Promise<void> {
  for (const label of labels) (await quickPickWith(label)).accept(label);
}

describe("the form", () => {
  it("starts at once with the first line, whatever is being found out", async () => {
    trial = null;
    const chosen = form();
    const [page] = FakeQuickPick.shown;
    expect(page?.busy).toBe(true);
    page?.accept(page.items[0]?.label ?? "");
    expect(await chosen).toEqual(defaultRunConfig());
  });

  it("tries some steps where nothing was measured, and says what they tell", async () => {
    const chosen = form();
    const page = await quickPickWith("Start");
    await vi.waitFor(() => expect(page.line("Start")?.detail).toContain("tried just now"));
    expect(page.line("Start")?.description).toContain("about 2 h 50 min");
    expect(page.busy).toBe(false);
    page.accept("Start");
    await chosen;
    // Another time it is known at once.
    expect(await paces.read()).toHaveLength(1);
  });

  it("tries steps that could not be tried once more where a person asks for it, and not of itself", async () => {
    trial = new Error("There is no memory left.");
    const chosen = form();
    const page = await quickPickWith("Try some steps");
    expect(page.line("Start")?.detail).toMatch(/^a guess · WebAssembly/u);
    trial = paceFor(60);
    page.accept("Try some steps");
    const again = await quickPickWith("Start");
    await vi.waitFor(() => expect(again.line("Start")?.detail).toContain("tried just now"));
    again.accept("Start");
    expect(await chosen).toEqual(defaultRunConfig());
  });

  it("ends a trial before a run begins, which wants the processors", async () => {
    trial = null;
    const chosen = form();
    const page = await quickPickWith("Start");
    await vi.waitFor(() => expect(page.line("Start")?.detail).toContain("are being tried"));
    stopped.mockClear();
    page.accept("Start");
    await chosen;
    expect(stopped).toHaveBeenCalled();
  });

  it("keeps a person on their line while the lines say more", async () => {
    const chosen = form();
    const page = await quickPickWith("Seed");
    const seed = page.line("Seed");
    page.activeItems = seed === undefined ? [] : [seed];
    await vi.waitFor(() => expect(page.line("Start")?.detail).toContain("tried just now"));
    expect(page.activeItems[0]?.label).toContain("Seed");
    page.hide();
    expect(await chosen).toBeUndefined();
  });

  it.each([
    ["1 epoch", { epochs: 1 }],
    ["100 steps to look", { maxSteps: 100 }],
  ])("starts a short run: %s", async (label, changes) => {
    const chosen = form();
    await choose(label);
    expect(await chosen).toEqual({ ...defaultRunConfig(), ...changes });
  });

  it("changes values and comes back", async () => {
    const answers = ["3", "0.05", "64", "9"];
    for (const answer of answers) window.showInputBox.mockResolvedValueOnce(answer);
    const chosen = form();
    await choose("Epochs", "Learning rate", "Batch size", "Seed", "Start");
    const changed = { epochs: 3, learningRate: 0.05, batchSize: 64, seed: 9 };
    expect(await chosen).toEqual({ ...defaultRunConfig(), ...changed });
  });

  it("keeps the value when the change is given up", async () => {
    window.showInputBox.mockResolvedValueOnce(undefined);
    const chosen = form();
    await choose("Epochs", "Start");
    expect(await chosen).toEqual(defaultRunConfig());
  });

  it("says how the recipes differ and how long each takes", async () => {
    await paces.remember(paceFor(60));
    window.showQuickPick.mockImplementationOnce(((items: unknown[]) =>
      Promise.resolve(items[2])) as never);
    const chosen = form();
    const page = await quickPickWith("Start");
    await vi.waitFor(() => expect(page.line("Start")?.description).toContain("about"));
    page.accept("Recipe");
    await choose("Start");
    expect(await chosen).toEqual(defaultRunConfig("recommended"));
    const [[first, , third]] = window.showQuickPick.mock.calls[0] as unknown as [
      { readonly description: string; readonly detail: string }[],
    ];
    expect(first?.description).toBe("about 2 h 50 min");
    expect(third?.detail).toContain("Unlike chapter: ");
  });

  it.each([
    ["Epochs", ["", "0", "2.5", "abc", "10001"], "It must be a whole number from 1 to 10,000."],
    ["Batch size", ["", "0", "8193"], "It must be a whole number from 1 to 8,192."],
    ["Seed", ["", "-1", "1.5"], "It must be a whole number from 0 to 4,294,967,295."],
    [
      "Learning rate",
      [" ", "0", "-0.1", "1e9"],
      "It must be a number above 0, at most 1,000; the chapter uses 0.1.",
    ],
  ])("refuses what the configuration does: %s", async (label, wrong, rule) => {
    const chosen = form();
    await choose(label);
    (await quickPickWith("Start")).hide();
    await chosen;
    const [{ validateInput, value }] = window.showInputBox.mock.calls[0] as unknown as [
      { readonly value: string; readonly validateInput: (text: string) => string | undefined },
    ];
    expect(validateInput(value)).toBeUndefined();
    for (const text of wrong) expect(validateInput(text)).toBe(rule);
  });

  it("changes what a recipe is made of, in the words of the table", async () => {
    window.showQuickPick.mockResolvedValueOnce({ label: "momentum" });
    window.showInputBox
      .mockResolvedValueOnce("0.8")
      .mockResolvedValueOnce("5")
      .mockResolvedValueOnce("64×96");
    const chosen = form();
    await choose("Optimizer", "Momentum", "Gradient limit", "Input size", "Start");
    const expected = { optimizer: "momentum", momentum: 0.8, clipNorm: 5, inputSize: [64, 96] };
    expect(await chosen).toEqual({ ...defaultRunConfig(), ...expected });
  });

  it("takes 0 for no limit of the gradients", async () => {
    window.showInputBox.mockResolvedValueOnce("0");
    const chosen = form();
    await choose("Gradient limit", "Start");
    expect(await chosen).toEqual(defaultRunConfig());
  });

  it("asks a trainer which engines there are", async () => {
    window.showQuickPick.mockImplementationOnce((async (items: Promise<{ label: string }[]>) =>
      (await items).find(({ label }) => label.includes("WebAssembly"))) as never);
    const chosen = form();
    await choose("Engine", "Start");
    expect(await chosen).toMatchObject({ engine: "wasm" });
  });

  it("leads to the settings for the rest", async () => {
    const chosen = form();
    await choose("More in the settings");
    expect(await chosen).toBeUndefined();
    const open = ["workbench.action.openSettings", "googlenet.training"];
    expect(commands.executeCommand).toHaveBeenCalledWith(...open);
  });
});

describe("a faster engine", () => {
  beforeEach(() => {
    reports = [missingTensorFlow, wasmReport];
  });

  it("is installed from the form, which goes on with it", async () => {
    const chosen = form();
    await choose("Install TensorFlow first");
    const page = await quickPickWith("Beginning");
    events.onSetupProgress({
      step: "library",
      message: says("Fetching TensorFlow"),
      fraction: 0.45,
    });
    expect(page.items[0]).toMatchObject({ description: "45 %" });
    expect(page.items[0]?.label).toContain("Fetching TensorFlow");
    reports = [readyTensorFlow, wasmReport];
    endSetup();
    const again = await quickPickWith("Start");
    await vi.waitFor(() => expect(again.line("Start")?.detail).toContain("TensorFlow on CPU"));
    expect(again.line("Install")).toBeUndefined();
    again.accept("Start");
    expect(await chosen).toEqual(defaultRunConfig());
  });

  it("is tried as soon as it is there, as the one before it was", async () => {
    const chosen = form();
    const page = await quickPickWith("Start");
    await vi.waitFor(() => expect(page.line("Start")?.detail).toContain("tried just now"));
    await choose("Install TensorFlow first");
    await quickPickWith("Beginning");
    reports = [readyTensorFlow, wasmReport];
    trial = paceFor(180, readyTensorFlow);
    endSetup();
    const again = await quickPickWith("Start");
    await vi.waitFor(() =>
      expect(again.line("Start")?.detail).toMatch(/^tried just now · TensorFlow on CPU/u),
    );
    again.accept("Start");
    expect(await chosen).toEqual(defaultRunConfig());
  });

  it("goes on without the form where a person leaves, and then offers to train", async () => {
    window.withProgress.mockImplementation(((_: unknown, work: (...all: unknown[]) => unknown) =>
      work(
        { report: vi.fn() },
        { onCancellationRequested: () => ({ dispose: vi.fn() }) },
      )) as never);
    const chosen = form();
    await choose("Install TensorFlow first");
    (await quickPickWith("Beginning")).hide();
    await vi.waitFor(() => expect(window.withProgress).toHaveBeenCalled());
    endSetup();
    expect(await chosen).toBeUndefined();
    const [text, button] = window.showInformationMessage.mock.calls[0] ?? [];
    expect([text, button]).toEqual(["The TensorFlow runtime is installed.", "Train"]);
  });

  it("that cannot be installed is told, and the form stays", async () => {
    failure = { message: says("There is no pip."), remedy: "python" };
    const chosen = form();
    await choose("Install TensorFlow first");
    await quickPickWith("Beginning");
    endSetup();
    await choose("Start");
    expect(await chosen).toEqual(defaultRunConfig());
    const [text] = window.showErrorMessage.mock.calls[0] ?? [];
    expect(text).toContain("There is no pip.");
  });

  it("is given up on the page, and the form goes on as before", async () => {
    const chosen = form();
    await choose("Install TensorFlow first", "Cancel the installation", "Start");
    expect(await chosen).toEqual(defaultRunConfig());
    expect(window.showErrorMessage).not.toHaveBeenCalled();
  });
});

it("a wrong setting is said before the form is shown", async () => {
  const log = createLog();
  const installer = new RuntimeInstaller(launch, log);
  const chosen = chooseRunConfig({ seed: -1 }, { launch, installer, paces, log });
  await expect(chosen).rejects.toMatchObject({ kind: "cannotStart" });
  expect(FakeQuickPick.shown).toEqual([]);
});
