import type { ReadonlySignal } from "@preact/signals-core";
import type { AskRun } from "../host/runQuestions.js";
import type { WeightsOf } from "../protocol.js";
import { MomentQuestion } from "./momentQuestion.js";
import { Tiles } from "./tiles.js";

/** What the channels of the network look for, by the weights at hand and as far as a person has asked. */
export class Excitement {
  /** Which images of the test set excite them most. */
  readonly images: MomentQuestion<"excitation">;
  /** These images. */
  readonly tiles: Tiles;
  /** An image that is made to excite one. */
  readonly made: MomentQuestion<"madeImage">;

  constructor(askRun: AskRun, whose: ReadonlySignal<WeightsOf>) {
    this.images = new MomentQuestion(askRun, "excitation", whose);
    this.tiles = new Tiles(askRun);
    this.made = new MomentQuestion(askRun, "madeImage", whose);
  }

  /** As where another run is shown, of which nothing is known. */
  forget(): void {
    this.images.forget();
    this.tiles.clear();
    this.made.forget();
  }
}
