import { isGray, toGray } from "../../images/fitPicture.js";
import type { Examples, PictureForm } from "../dataset.js";

const colors = 3;

/**
 * Pictures of one size in memory, a byte a value: gray as long as all of them are, and in color from the
 * first that is not.
 */
export class PictureTable {
  channels = 1;
  private images: Uint8Array;
  private readonly labels: number[] = [];

  constructor(
    private readonly capacity: number,
    private readonly size: PictureForm["inputSize"],
  ) {
    this.images = new Uint8Array(capacity * this.area());
  }

  get count(): number {
    return this.labels.length;
  }

  /** `pixels` are in three colors. */
  add(pixels: Uint8Array, label: number): void {
    if (this.channels === 1 && !isGray(pixels)) this.widen();
    const values = this.channels === 1 ? toGray(pixels) : pixels;
    this.images.set(values, this.count * values.length);
    this.labels.push(label);
  }

  /** In color, though it may be gray: of two tables both are, or neither. */
  widen(): void {
    if (this.channels === colors) return;
    const gray = this.images;
    const wide = new Uint8Array(this.capacity * this.area() * colors);
    const end = this.count * this.area();
    for (let place = 0; place < end; place++)
      wide.fill(gray[place] ?? 0, place * colors, (place + 1) * colors);
    this.images = wide;
    this.channels = colors;
  }

  examples(): Examples {
    const { count, channels } = this;
    const [height, width] = this.size;
    const images = this.images.subarray(0, count * this.area() * channels);
    return { count, height, width, channels, images, labels: Uint16Array.from(this.labels) };
  }

  private area(): number {
    return this.size[0] * this.size[1];
  }
}
