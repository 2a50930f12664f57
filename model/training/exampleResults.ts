import type { Examples } from "../data/dataset.js";
import { mostLoss, type TestedAt } from "../run/testedExamples.js";

/** Collects what an evaluation makes of each example, batch by batch. */
export class ExampleResults {
  private readonly labels: Uint16Array;
  private readonly chosen: Uint16Array;
  private readonly losses: Float32Array;

  constructor(private readonly test: Pick<Examples, "count" | "labels">) {
    this.labels = Uint16Array.from(test.labels);
    this.chosen = new Uint16Array(test.count);
    this.losses = new Float32Array(test.count);
  }

  /** Scores are [indices, classes]. */
  add(indices: Int32Array, scores: Float32Array): void {
    const classes = scores.length / indices.length;
    indices.forEach((example, place) => {
      const own = scores.subarray(place * classes, (place + 1) * classes);
      const largest = own.reduce((most, score) => Math.max(most, score), -Infinity);
      const sum = own.reduce((all, score) => all + Math.exp(score - largest), 0);
      const loss = Math.log(sum) + largest - (own[this.test.labels[example] ?? NaN] ?? NaN);
      this.chosen[example] = own.indexOf(largest);
      this.losses[example] = Math.min(mostLoss, Math.max(0, loss));
    });
  }

  get all(): Pick<TestedAt, "labels" | "chosen" | "losses"> {
    return { labels: this.labels, chosen: this.chosen, losses: this.losses };
  }
}
