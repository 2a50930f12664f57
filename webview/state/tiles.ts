import { signal, type ReadonlySignal } from "@preact/signals-core";
import type { ImageTiles } from "../../model/asking/testImages.js";
import { errorText } from "../host/errorText.js";
import type { AskRun } from "../host/runQuestions.js";
import { t } from "../words/l10n.js";

/** An image of the test set. */
export interface Tile extends Omit<ImageTiles, "pixels"> {
  /** [height, width, channels], 0 to 255. */
  readonly pixels: Uint8Array;
}

/** Images are asked for by so many, and of large ones by as many as have so many bytes. */
const [mostAsked, bytesAsked] = [64, 1_000_000];
/** As many bytes are kept. */
const bytesKept = 32_000_000;

/** The test set's images that are looked at, asked for as they come into sight. */
export class Tiles {
  private readonly kept = new Map<number, Tile>();
  private readonly news = signal(0);
  private readonly fault = signal<string | null>(null);
  private asking: AbortController | null = null;
  /** By the place where they are looked at. */
  private readonly wanted = new Map<string, readonly number[]>();
  private bytesOfOne = 0;

  constructor(private readonly ask: AskRun) {}

  /** Changes with every image that has come. */
  get changed(): ReadonlySignal<number> {
    return this.news;
  }

  /** Why there are none; null where nothing went wrong. */
  get failure(): ReadonlySignal<string | null> {
    return this.fault;
  }

  of(example: number): Tile | undefined {
    return this.kept.get(example);
  }

  /** These are in sight there, the first ones first; what was wanted there before is not any more. */
  want(examples: readonly number[], where = ""): void {
    this.wanted.set(where, examples);
    if (this.asking === null) void this.askNext();
  }

  /** Another run is shown: it may have been trained on other data. */
  clear(): void {
    this.asking?.abort();
    this.asking = null;
    this.kept.clear();
    this.wanted.clear();
    this.bytesOfOne = 0;
    this.fault.value = null;
    this.news.value = this.news.peek() + 1;
  }

  private async askNext(): Promise<void> {
    const most = this.bytesOfOne === 0 ? mostAsked / 4 : bytesAsked / this.bytesOfOne;
    const missing = [...new Set([...this.wanted.values()].flat())]
      .filter((example) => !this.kept.has(example))
      .slice(0, Math.max(1, Math.min(mostAsked, Math.floor(most))));
    if (missing.length === 0) return;
    const asking = new AbortController();
    this.asking = asking;
    try {
      const tiles = await this.ask("testImages", missing, { signal: asking.signal });
      if (this.asking !== asking) return;
      if (tiles !== null) this.keep(missing, tiles);
      this.asking = null;
      this.fault.value = null;
      if (tiles !== null) void this.askNext();
    } catch (error) {
      if (this.asking !== asking) return;
      this.asking = null;
      this.fault.value = errorText(error);
    }
  }

  private keep(examples: readonly number[], { pixels, ...shape }: ImageTiles): void {
    const length = shape.height * shape.width * shape.channels;
    if (pixels.length !== examples.length * length) {
      throw new Error(
        t("The test set has other images than those that were asked about. Ask again."),
      );
    }
    this.bytesOfOne = length;
    if ((this.kept.size + examples.length) * length > bytesKept) this.dropUnseen();
    examples.forEach((example, place) => {
      const own = pixels.subarray(place * length, (place + 1) * length);
      this.kept.set(example, { ...shape, pixels: own });
    });
    this.news.value = this.news.peek() + 1;
  }

  /** What is not in sight can be asked for again. */
  private dropUnseen(): void {
    const seen = new Set([...this.wanted.values()].flat());
    for (const example of this.kept.keys()) if (!seen.has(example)) this.kept.delete(example);
  }
}
