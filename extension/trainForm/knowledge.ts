import * as vscode from "vscode";
import type { DatasetSize } from "../../model/data/dataset.js";
import type { Paces } from "../../model/folder/paces.js";
import type { RunConfig } from "../../model/run/config.js";
import type { Pace } from "../../model/run/pace.js";
import type { EngineReport } from "../../model/machine/engineReport.js";
import { freeBytes } from "../../model/host/freeBytes.js";
import { messageOf } from "../../model/messages/userError.js";
import { Disposable } from "../disposable.js";
import { readMachineSettings } from "../settings/machineSettings.js";
import { readPythonPath } from "../settings/settings.js";
import { describeEngines } from "../engines/describeEngines.js";
import type { LaunchTrainer, TrainerProcess } from "../trainer/trainerProcess.js";
import type { Machine } from "./prospect.js";

// A GPU may tune for minutes before its first step: then nobody waits for a trial.
const trialPatienceMs = 120_000;

export interface KnowledgeParts {
  readonly launch: LaunchTrainer;
  readonly paces: Paces;
  readonly log: Pick<vscode.LogOutputChannel, "warn">;
  /** Of data that have been looked at. */
  readonly dataSize?: DatasetSize;
  /** Where runs are recorded. */
  readonly storage: { readonly root: string };
}

/** What the form learns of this machine in the background while it is shown. */
export class Knowledge extends Disposable {
  private readonly changed = this.register(new vscode.EventEmitter<void>());
  readonly onDidChange = this.changed.event;
  private readonly settings = readMachineSettings();
  private reports: readonly EngineReport[] | null = null;
  private paces: readonly Pace[] = [];
  private free: number | null = null;
  private trial: TrainerProcess | null = null;
  /** Configurations that were tried, so that one which cannot be tried is not tried for ever. */
  private readonly tried = new Set<string>();

  constructor(private readonly parts: KnowledgeParts) {
    super();
  }

  machine(): Machine {
    const { reports, paces, settings, free } = this;
    const { dataSize } = this.parts;
    return {
      ...{ reports, paces, settings },
      ...(dataSize && { dataSize }),
      ...(free !== null && { free }),
    };
  }

  isLooking(): boolean {
    return this.reports === null;
  }

  isTrying(): boolean {
    return this.trial !== null;
  }

  /** Looks for the engines anew: something may have been installed. */
  async look(): Promise<void> {
    this.reports = null;
    // What could not be tried, or was tried on another engine, may go now.
    this.tried.clear();
    this.paces = await this.parts.paces.read();
    this.free = await freeBytes(this.parts.storage.root);
    this.tell();
    try {
      this.reports = await describeEngines(this.parts.launch);
    } catch (error) {
      // The run itself will say what is wrong; here it is only about how long it would take.
      this.parts.log.warn(`The engines were not found for the form: ${messageOf(error)}`);
      this.reports = [];
    }
    this.tell();
  }

  /** Takes a few steps in the background; without effect while it does so, or where it did before. */
  tryOnce(config: RunConfig): void {
    const key = keyOf(config);
    if (this.trial !== null || this.tried.has(key) || this.isDisposed) return;
    this.tried.add(key);
    void this.take(config);
  }

  /** What a person asks for is tried again, though it could not be before. */
  tryAgain(config: RunConfig): void {
    this.tried.delete(keyOf(config));
    this.tryOnce(config);
  }

  /** Ends the trial, whose processors a run wants. */
  async end(): Promise<void> {
    this.dispose();
    await this.trial?.stop();
  }

  private async take(config: RunConfig): Promise<void> {
    const trainer = this.parts.launch({});
    this.trial = trainer;
    this.tell();
    const timer = setTimeout(() => void trainer.stop(), trialPatienceMs);
    const request = { config, python: readPythonPath(), machine: this.settings };
    try {
      await trainer.api.tryPace(request);
      this.paces = await this.parts.paces.read();
    } catch (error) {
      if (!this.isDisposed) this.parts.log.warn(`No steps could be tried: ${messageOf(error)}`);
    }
    clearTimeout(timer);
    await trainer.stop();
    this.trial = null;
    this.tell();
  }

  private tell(): void {
    if (!this.isDisposed) this.changed.fire();
  }
}

/** What of a configuration decides how fast it goes. */
function keyOf(config: RunConfig): string {
  const { network, recipe, engine, precision, batchSize, inputSize, firstSizes } = config;
  return JSON.stringify([network, recipe, engine, precision, batchSize, inputSize, firstSizes]);
}
