import { setImmediate as nextTurn } from "node:timers/promises";
import { encodeContents } from "../folder/checkpointFile.js";
import { moments } from "../folder/moments.js";
import { folderReason } from "../host/makeFolder.js";
import type { Progress } from "../folder/progress.js";
import { encodeTested, testedFolder } from "../folder/testedFile.js";
import { inEightBits, type RoundedTensor, type StoredTensor } from "../folder/storedTensor.js";
import { says, sentences, type Message } from "../messages/message.js";
import { areFinite } from "../program/areFinite.js";
import { usedTensors } from "../program/usedTensors.js";
import { isMomentDue, momentEvery, momentsKept } from "../run/moments.js";
import type { countSteps } from "../run/runLength.js";
import type { PausedRun } from "./betweenSteps.js";
import type { ExampleResults } from "./exampleResults.js";

/** Rounded at once, which takes some milliseconds: the run goes on in between. */
const numbersAtOnce = 5e5;

/**
 * Keeps the weights of some moments of a run, and what its evaluations make of each example, while it goes on: what is read off the device is made small and
 * written beside the steps that follow. A run never fails for it.
 */
export class MomentKeeper {
  private readonly every: number;
  private readonly stepsPerEpoch: number;
  private writing: Promise<void> = Promise.resolve();
  /** Why the newest that is not kept of each kind is not. */
  private readonly faults = new Map<"weights" | "results", Message>();

  constructor(
    private readonly runDirectory: string,
    length: ReturnType<typeof countSteps>,
  ) {
    this.every = momentEvery(length);
    this.stepsPerEpoch = length.stepsPerEpoch;
  }

  isDue(step: number): boolean {
    return isMomentDue(step, this.every);
  }

  /** To be waited for before the next step changes the weights. */
  async keep({ session, state }: PausedRun, progress: Progress): Promise<void> {
    await this.writing;
    const used = usedTensors(state);
    const read = await session.readTensors(used.map(({ source }) => source));
    const tensors = used.map(({ id, shape, source }): [string, StoredTensor] => {
      const values = read.get(source);
      if (values === undefined) throw new Error(`The engine did not read ${source}.`);
      return [id, { shape, values }];
    });
    const fault = says("The weights of step {0} are not kept.", progress.step);
    this.writeLater("weights", fault, () => this.write(tensors, progress));
  }

  /** What an evaluation after that progress made of each example: the newest is kept, whatever lies before. */
  keepResults(examples: ExampleResults["all"], { step, epoch }: Progress): void {
    const every = this.stepsPerEpoch;
    const staying = (steps: readonly number[]): readonly number[] => [
      ...momentsKept(steps, { newest: step, every }),
      step,
    ];
    const fault = says("The results of step {0} are not kept.", step);
    this.writeLater("results", fault, () =>
      testedFolder.write(
        this.runDirectory,
        { step, bytes: encodeTested({ step, epoch, ...examples }) },
        staying,
      ),
    );
  }

  /** All is written by then. Why something is not kept, once; null where nothing is wrong. */
  async settled(): Promise<Message | null> {
    await this.writing;
    const faults = [...this.faults.values()];
    this.faults.clear();
    return faults.length === 0 ? null : sentences(...faults);
  }

  private writeLater(
    kind: "weights" | "results",
    fault: Message,
    write: () => Promise<void>,
  ): void {
    this.writing = this.writing.then(write).catch((error: unknown) => {
      this.faults.set(kind, sentences(fault, folderReason(error)));
    });
  }

  private async write(
    tensors: readonly [string, StoredTensor][],
    progress: Progress,
  ): Promise<void> {
    // The run says so itself.
    if (!tensors.every(([, { values }]) => areFinite(values))) return;
    const small = new Map<string, StoredTensor | RoundedTensor>();
    let numbers = 0;
    for (const [id, tensor] of tensors) {
      small.set(id, inEightBits(tensor));
      numbers += tensor.values.length;
      if (numbers < numbersAtOnce) continue;
      numbers = 0;
      await nextTurn();
    }
    const { step } = progress;
    const bytes = encodeContents({ progress, lossScale: null, tensors: small });
    const { every } = this;
    await moments.write(this.runDirectory, { step, bytes }, (steps) =>
      momentsKept(steps, { newest: step, every }),
    );
  }
}
