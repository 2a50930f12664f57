import assert from "node:assert/strict";
import { extensions } from "vscode";
import type { ExtensionApi } from "../../../extension/main.js";
import { nothing } from "../../../model/messages/message.js";
import { englishOf } from "../../../model/messages/translate.js";
import { defaultRunConfig, type RunConfig } from "../../../model/run/config.js";
import type { Phase } from "../../../model/run/phase.js";

export const extensionId = "googlenet-explorer.googlenet-explorer";

/** The extension as it runs in this host. */
export async function activateExtension(): Promise<ExtensionApi> {
  const extension = extensions.getExtension<ExtensionApi>(extensionId);
  assert.ok(extension, "The extension is not installed in this VS Code.");
  return extension.activate();
}

/** A run on the real images that takes seconds. */
export function shortRun(change: Partial<RunConfig> = {}): RunConfig {
  const small = { batchSize: 16, maxSteps: 6, statisticsEvery: 2, checkpointEvery: 0 };
  return { ...defaultRunConfig(), ...small, ...change };
}

/** Resolves when the condition holds; fails with what the run says where it does not in time. */
export async function until(
  { store }: ExtensionApi,
  what: string,
  isReached: () => boolean,
  timeoutMs = 120_000,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!isReached()) {
    const { phase, failure, message } = store.state();
    const words =
      failure === null ? englishOf(message ?? nothing) : `${failure.message} ${failure.reason}`;
    assert.ok(Date.now() < deadline, `Waited in vain for ${what}: ${phase}, ${words}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export function untilPhase(api: ExtensionApi, phase: Phase): Promise<void> {
  return until(api, phase, () => api.store.state().phase === phase);
}

export function untilIdle(api: ExtensionApi): Promise<void> {
  return until(api, "the end of the trainer", () => api.controller.activeRunId() === null);
}
