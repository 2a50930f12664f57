import type { Examples } from "../../data/dataset.js";
import type { Compute, Tensor } from "./compute.js";

/** A data set on the GPU: the bytes of its images, four in a word, and a word for each label. */
export type Tables = Readonly<Record<"images" | "labels", Tensor>>;

export function loadTables(compute: Compute, { images, labels }: Examples): Tables {
  const packed = new Int32Array(Math.ceil(images.length / 4));
  new Uint8Array(packed.buffer).set(images);
  const load = (words: Int32Array): Tensor => compute.upload(words, [words.length]);
  return { images: load(packed), labels: load(Int32Array.from(labels)) };
}
