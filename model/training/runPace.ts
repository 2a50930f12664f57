import { peakBytesSoFar } from "../host/memory.js";
import type { Paces } from "../folder/paces.js";
import { estimateAll, type Estimate } from "../run/estimate.js";
import type { RunEvent, RunEventOf } from "../run/events.js";
import { deviceInUse, type MachineSettings } from "../machine/machineSettings.js";
import { workOf, type Work } from "../run/pace.js";
import type { ImageSize } from "../run/imageSizes.js";
import { lengthsAfter } from "../run/spanLengths.js";
import type { SettledConfig } from "../run/config.js";
import { PaceMeter } from "./measuring/paceMeter.js";
import type { PreparedRun } from "./prepare.js";

/** How long a run will take, as far as this machine remembers; and what it will remember of the run. */
export class RunPace {
  private meter: PaceMeter;
  private work: Work;

  constructor(
    private readonly config: SettledConfig,
    private readonly prepared: Pick<
      PreparedRun,
      "choice" | "program" | "dataset" | "from" | "spans" | "size"
    >,
    private readonly machine: MachineSettings,
    private readonly paces: Paces,
  ) {
    const { program, dataset, size } = prepared;
    this.work = this.workAt(size, program.graph.multiplyAdds);
    this.meter = new PaceMeter(dataset.test.count);
  }

  /** Null where nothing like it was done here before. */
  async estimate(): Promise<Estimate | null> {
    const { train, test } = this.prepared.dataset;
    const counts = { trainExamples: train.count, testExamples: test.count };
    const done = this.prepared.from?.progress.step ?? 0;
    const parts = lengthsAfter(done, this.config, counts, this.prepared.spans).map(
      ({ span: { size, multiplyAdds }, length }) => ({
        ...{ length, work: this.workAt(size, multiplyAdds) },
      }),
    );
    return estimateAll(parts, await this.paces.read(), null);
  }

  /** Remembers now and then, so that a run that is killed was not for nothing. */
  async observe(event: RunEvent): Promise<void> {
    if (event.kind === "resized") this.takeOn(event);
    this.meter.observe(event);
    if (event.kind !== "checkpoint" && event.kind !== "evaluation") return;
    const pace = this.meter.read();
    if (pace === null) return;
    await this.paces.remember({
      ...this.work,
      ...pace,
      ...{ peakBytes: peakBytesSoFar(), time: Date.now(), source: "run" },
    });
  }

  /** Images of another size are another work. */
  private takeOn({ size, multiplyAdds }: RunEventOf<"resized">): void {
    this.work = this.workAt(size, multiplyAdds);
    this.meter = new PaceMeter(this.prepared.dataset.test.count);
  }

  private workAt(inputSize: ImageSize, multiplyAdds: number): Work {
    const { engine, report } = this.prepared.choice;
    const device = deviceInUse(report.device, this.machine);
    return workOf({ ...this.config, inputSize }, { engine: engine.id, device }, multiplyAdds);
  }
}
