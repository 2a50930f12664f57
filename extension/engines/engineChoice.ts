import * as vscode from "vscode";
import type { RunConfig } from "../../model/run/config.js";
import type { RunEventOf } from "../../model/run/events.js";
import { Disposable } from "../disposable.js";
import { trainingSettings } from "../manifest.js";
import { readTrainingValues, resolveRunConfig } from "../settings/settings.js";

const chosenAtKey = "googlenet.engineChosenAt";

/** Knows when the engine of the settings was last chosen, also over a reload of the window. */
export class EngineChoice extends Disposable {
  constructor(private readonly memento: vscode.Memento) {
    super();
    this.register(
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration(trainingSettings.engine)) void this.remember();
      }),
    );
  }

  /** An engine was chosen, if only the one that the settings had already. */
  async remember(): Promise<void> {
    await this.memento.update(chosenAtKey, Date.now());
  }

  /**
   * The configuration to train a run again with: its own, but the engine of the settings where the
   * run failed of its engine and one was chosen since. Throws a `HostError` where the setting cannot
   * be used.
   */
  configToTrainAgain(
    config: RunConfig,
    failure: Pick<RunEventOf<"failed">, "remedy" | "time"> | null,
  ): RunConfig {
    if (failure?.remedy !== "engine" || this.chosenAt() < failure.time) return config;
    const { engine } = readTrainingValues();
    return engine === undefined ? config : resolveRunConfig({ ...config, engine });
  }

  private chosenAt(): number {
    return this.memento.get(chosenAtKey, Number.NEGATIVE_INFINITY);
  }
}
