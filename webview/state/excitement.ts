import type { AskRun } from "../host/runQuestions.js";
import { LongQuestion } from "./longQuestion.js";
import { Tiles } from "./tiles.js";

/** What the channels of the run's network look for, as far as a person has asked. */
export class Excitement {
  /** Which images of the test set excite them most. */
  readonly images: LongQuestion<"excitation">;
  /** These images. */
  readonly tiles: Tiles;

  constructor(askRun: AskRun) {
    this.images = new LongQuestion(askRun, "excitation");
    this.tiles = new Tiles(askRun);
  }

  /** As where another run is shown, of which nothing is known. */
  forget(): void {
    this.images.forget();
    this.tiles.clear();
  }
}
