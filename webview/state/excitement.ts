import { signal, type ReadonlySignal } from "@preact/signals-core";
import type { ImageWish } from "../../model/asking/madeImage.js";
import type { AskRun } from "../host/runQuestions.js";
import { LongQuestion } from "./longQuestion.js";
import { Tiles } from "./tiles.js";

/** What the channels of the run's network look for, as far as a person has asked. */
export class Excitement {
  /** Which images of the test set excite them most. */
  readonly images: LongQuestion<"excitation">;
  /** These images. */
  readonly tiles: Tiles;
  /** An image that is made to excite one. */
  readonly made: LongQuestion<"madeImage">;
  private readonly wished = signal<ImageWish | null>(null);

  constructor(askRun: AskRun) {
    this.images = new LongQuestion(askRun, "excitation");
    this.tiles = new Tiles(askRun);
    this.made = new LongQuestion(askRun, "madeImage");
  }

  /** For what an image is made, or was made last; null before the first. */
  get wish(): ReadonlySignal<ImageWish | null> {
    return this.wished;
  }

  make(wish: ImageWish): void {
    this.wished.value = wish;
    void this.made.ask(wish);
  }

  /** As where another run is shown, of which nothing is known. */
  forget(): void {
    this.images.forget();
    this.tiles.clear();
    this.made.forget();
    this.wished.value = null;
  }
}
