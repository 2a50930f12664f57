import { lstat, mkdir, readdir } from "node:fs/promises";
import path from "node:path";
import { removeIfPossible } from "../host/removeIfPossible.js";
import { syncFolder } from "../host/syncFolder.js";
import { isUnfinished, writeDurably } from "../host/writeDurably.js";
import { nameOfStep, stepInName } from "./stepName.js";

export interface StepFile {
  readonly step: number;
  readonly bytes: Uint8Array;
}

/** A folder within a run's with a file for each of some steps, which are thinned as the run gets longer. */
export class StepFolder {
  constructor(
    private readonly name: string,
    private readonly ending: string,
  ) {}

  pathOf(runDirectory: string, step: number): string {
    return path.join(runDirectory, this.name, nameOfStep(step, this.ending));
  }

  /** Their steps, the first first; none where there is no such folder, or it cannot be read. */
  async list(runDirectory: string): Promise<readonly number[]> {
    const names = await this.namesIn(runDirectory);
    const steps = names.flatMap((name) => stepInName(name, this.ending) ?? []);
    return steps.sort((a, b) => a - b);
  }

  /**
   * Writes one whole or not at all, and removes those that `staying` leaves out. Where the folder is a link to
   * elsewhere nothing is removed, since what lies there may be another run's.
   */
  async write(
    runDirectory: string,
    { step, bytes }: StepFile,
    staying: (steps: readonly number[]) => readonly number[],
  ): Promise<void> {
    if ((await mkdir(path.join(runDirectory, this.name), { recursive: true })) !== undefined) {
      await syncFolder(runDirectory);
    }
    await writeDurably(this.pathOf(runDirectory, step), bytes);
    await this.removeOthers(runDirectory, staying);
  }

  /** Removes those later than a step, from which the run goes on, and what killed trainers left half written. */
  async sweep(runDirectory: string, step: number): Promise<void> {
    await this.removeOthers(runDirectory, (steps) => steps.filter((each) => each <= step));
    if (await this.isElsewhere(runDirectory)) return;
    const unfinished = (await this.namesIn(runDirectory)).filter(isUnfinished);
    const directory = path.join(runDirectory, this.name);
    await Promise.all(unfinished.map((name) => removeIfPossible(path.join(directory, name))));
  }

  private async removeOthers(
    runDirectory: string,
    staying: (steps: readonly number[]) => readonly number[],
  ): Promise<void> {
    if (await this.isElsewhere(runDirectory)) return;
    const steps = await this.list(runDirectory);
    const kept = new Set(staying(steps));
    const gone = steps.filter((step) => !kept.has(step));
    await Promise.all(gone.map((step) => removeIfPossible(this.pathOf(runDirectory, step))));
  }

  private async isElsewhere(runDirectory: string): Promise<boolean> {
    const status = await lstat(path.join(runDirectory, this.name)).catch(() => null);
    return status?.isSymbolicLink() === true;
  }

  private async namesIn(runDirectory: string): Promise<readonly string[]> {
    return readdir(path.join(runDirectory, this.name)).catch(() => []);
  }
}
