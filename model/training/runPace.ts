import type { Paces } from "../folder/paces.js";
import { estimateRun, type Estimate } from "../run/estimate.js";
import type { RunEvent } from "../run/events.js";
import { deviceInUse, type MachineSettings } from "../machine/machineSettings.js";
import { workOf, type Work } from "../run/pace.js";
import { lengthAfter } from "../run/runLength.js";
import type { SettledConfig } from "../run/config.js";
import { PaceMeter } from "./measuring/paceMeter.js";
import type { PreparedRun } from "./prepare.js";

/** How long a run will take, as far as this machine remembers; and what it will remember of the run. */
export class RunPace {
  private readonly meter: PaceMeter;
  private readonly work: Work;

  constructor(
    private readonly config: SettledConfig,
    private readonly prepared: Pick<PreparedRun, "choice" | "program" | "dataset" | "from">,
    machine: MachineSettings,
    private readonly paces: Paces,
  ) {
    const { choice, program, dataset } = prepared;
    const device = deviceInUse(choice.report.device, machine);
    this.work = workOf(config, { engine: choice.engine.id, device }, program.graph.multiplyAdds);
    this.meter = new PaceMeter(dataset.test.count);
  }

  /** Null where nothing like it was done here before. */
  async estimate(): Promise<Estimate | null> {
    const { train, test } = this.prepared.dataset;
    const counts = { trainExamples: train.count, testExamples: test.count };
    const done = this.prepared.from?.progress.step ?? 0;
    const length = lengthAfter(done, this.config, counts);
    return estimateRun(length, this.work, await this.paces.read(), null);
  }

  /** Remembers now and then, so that a run that is killed was not for nothing. */
  async observe(event: RunEvent): Promise<void> {
    this.meter.observe(event);
    if (event.kind !== "checkpoint" && event.kind !== "evaluation") return;
    const pace = this.meter.read();
    if (pace === null) return;
    await this.paces.remember({ ...this.work, ...pace, time: Date.now(), source: "run" });
  }
}
