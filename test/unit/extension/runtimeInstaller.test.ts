import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createReporter, RuntimeInstaller } from "../../../extension/engines/runtimeInstaller.js";
import { Installation } from "../../../extension/engines/installation.js";
import type { LaunchTrainer, TrainerProcess } from "../../../extension/trainer/trainerProcess.js";
import type { TrainerEvents } from "../../../model/trainer/protocol.js";
import { createLog, fakeLauncher } from "./fakeParts.js";
import { l10n, window } from "./fakeVscode.js";
import { says } from "../../../model/messages/message.js";
import { eventually } from "../../support/eventually.js";

const reports: { message?: string; increment?: number }[] = [];
const token = { isCancellationRequested: false, cancel: (): void => undefined };

beforeEach(() => {
  vi.resetAllMocks();
  reports.length = 0;
  token.isCancellationRequested = false;
  window.withProgress.mockImplementation(((
    _options: unknown,
    work: (...parts: unknown[]) => unknown,
  ) =>
    work(
      { report: (step: (typeof reports)[number]) => void reports.push(step) },
      {
        get isCancellationRequested() {
          return token.isCancellationRequested;
        },
        onCancellationRequested: (listener: () => void) => {
          token.cancel = () => {
            token.isCancellationRequested = true;
            listener();
          };
          return { dispose: () => undefined };
        },
      },
    )) as never);
});

function choose(cuda: boolean): void {
  window.showQuickPick.mockImplementationOnce(((items: { readonly cuda: boolean }[]) =>
    Promise.resolve(items.find((item) => item.cuda === cuda))) as never);
}

function stubMachine(platform: NodeJS.Platform, arch: NodeJS.Architecture): void {
  const properties = { platform: { value: platform }, arch: { value: arch } };
  vi.stubGlobal("process", Object.create(process, properties));
}

beforeEach(() => {
  stubMachine("linux", "x64");
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe("RuntimeInstaller", () => {
  it.each([
    ["linux", "arm64"],
    ["darwin", "arm64"],
  ] as const)("asks nothing on %s %s, which has no CUDA build", async (platform, arch) => {
    stubMachine(platform, arch);
    await new RuntimeInstaller(fakeLauncher("complete", createLog()), createLog()).install();
    expect(window.showQuickPick).not.toHaveBeenCalled();
    expect(window.showInformationMessage).toHaveBeenCalled();
  });

  it("shows how far it has come and offers to train", async () => {
    choose(false);
    await new RuntimeInstaller(fakeLauncher("complete", createLog()), createLog()).install();
    expect(reports).toEqual([{ message: "half way", increment: 50 }]);
    const [text, button] = window.showInformationMessage.mock.calls[0] ?? [];
    expect([text, button]).toEqual(["The TensorFlow runtime is installed.", "Train"]);
  });

  it("tells why it failed, with the log and another try", async () => {
    choose(true);
    const installer = new RuntimeInstaller(fakeLauncher("complete", createLog()), createLog());
    const installed = installer.install();
    await expect(installed).rejects.toMatchObject({
      message: "The TensorFlow runtime was not installed. There is no pip.",
      actions: [{ title: "Open Settings" }, { title: "Try Again" }, { title: "Show Log" }],
    });
    expect(installer.isInstalling()).toBe(false);
  });

  it("ends its trainer when it is cancelled, which is no error", async () => {
    choose(false);
    let rejectSetup: (error: Error) => void = () => undefined;
    const stop = vi.fn(() => {
      rejectSetup(new Error("The trainer process has ended."));
      return Promise.resolve();
    });
    const setup = (): Promise<void> =>
      new Promise((_resolve, reject) => {
        rejectSetup = reject;
      });
    const trainer = { api: { setup }, stop } as unknown as TrainerProcess;
    const log = createLog();
    const installed = new RuntimeInstaller(() => trainer, log).install();
    await eventually(() => expect(window.withProgress).toHaveBeenCalled());
    token.cancel();
    await installed;
    expect(stop).toHaveBeenCalled();
    expect(log.lines.join("\n")).toContain("was cancelled");
  });
});

describe("createReporter", () => {
  it("tells progress in the person's language", () => {
    l10n.bundle = { "Fetching TensorFlow {0}": "正在获取 TensorFlow {0}" };
    const steps: { message?: string }[] = [];
    const report = createReporter({ report: (step) => void steps.push(step) });
    report({ step: "library", message: says("Fetching TensorFlow {0}", "2.21"), fraction: null });
    l10n.bundle = undefined;
    expect(steps[0]?.message).toBe("正在获取 TensorFlow 2.21");
  });

  it("makes no link of what a program says, which VS Code would run as a command", () => {
    const steps: { message?: string }[] = [];
    const report = createReporter({ report: (step) => void steps.push(step) });
    const message = says("Fetching TensorFlow {0}", "[2.21](command:quit)");
    report({ step: "library", message, fraction: null });
    expect(steps[0]?.message).toBe("Fetching TensorFlow [2.21] (command:quit)");
  });

  it("never lets the bar go back", () => {
    const steps: { message?: string; increment?: number }[] = [];
    const report = createReporter({ report: (step) => void steps.push(step) });
    for (const fraction of [0.1, 0.4, null, 0.3, 1]) {
      report({ step: "Library", message: says("fetching"), fraction });
    }
    expect(steps.map(({ increment }) => increment)).toEqual([10, 30, 0, 0, 60]);
  });
});

describe("an installation", () => {
  it("is logged in the model's words, a line once", async () => {
    const log = createLog();
    let tell: TrainerEvents["onSetupProgress"] = () => undefined;
    const setup = (): Promise<null> => {
      for (const fraction of [0.1, 0.4]) {
        tell({ step: "library", message: says("Fetching TensorFlow {0}", "2.21"), fraction });
      }
      return Promise.resolve(null);
    };
    const launch: LaunchTrainer = (events) => {
      tell = (progress) => events.onSetupProgress?.(progress);
      const stop = (): Promise<void> => Promise.resolve();
      return { api: { setup }, stop } as unknown as TrainerProcess;
    };
    const installation = new Installation(launch, false, log);
    expect(await installation.outcome).toEqual({ kind: "installed" });
    expect(log.lines).toEqual(["library: Fetching TensorFlow 2.21"]);
    expect(installation.progress()?.fraction).toBe(0.4);
  });

  it("is one at a time, whoever asks for it", async () => {
    const installer = new RuntimeInstaller(fakeLauncher("complete", createLog()), createLog());
    const first = installer.begin(false);
    expect(installer.begin(true)).toBe(first);
    await first.outcome;
    expect(installer.isInstalling()).toBe(false);
  });
});
