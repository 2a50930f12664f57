import type { Examples } from "../../data/dataset.js";
import type { Compute, Tensor } from "./compute.js";

/** The bytes of a data set's images and labels on the GPU, four in a word. */
export type Tables = Readonly<Record<"images" | "labels", Tensor>>;

export function loadTables(compute: Compute, { images, labels }: Examples): Tables {
  const load = (bytes: Uint8Array): Tensor => {
    const words = new Int32Array(Math.ceil(bytes.length / 4));
    new Uint8Array(words.buffer).set(bytes);
    return compute.upload(words, [words.length]);
  };
  return { images: load(images), labels: load(labels) };
}
