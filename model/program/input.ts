import type { NetworkGraph } from "../network/graph.js";
import { augmentationOf } from "./augmentation.js";
import { keyOf } from "./dropoutMask.js";
import type { Writer } from "./forwardWriter.js";
import type { Operation, ValueId } from "./operations.js";
import { ends, type ImageTable } from "./program.js";
import type { Recipe } from "./recipe.js";

interface Given {
  readonly graph: NetworkGraph;
  readonly images: ImageTable;
  readonly recipe: Recipe;
}

const factor = 1 / 255;

/** From the indices of a batch to `input`. Pictures are changed at their own size, where that is cheap, and in a step alone. */
export function writeInput(writer: Writer, { graph, images, recipe }: Given): void {
  const { values, forward, evaluation } = writer;
  const [channels = 1, height = 1, width = 1] = graph.input;
  const ownShape = [images.height, images.width, channels];
  const bytes = values.perExample("input/bytes", ownShape, "uint8");
  writer.push({ kind: "gather", table: "images", indices: ends.indices, output: bytes });

  const isResized = height !== images.height || width !== images.width;
  const augmentation = augmentationOf(recipe.augmentation, images);
  const isScaledFirst = isResized || augmentation !== null;
  const scaled = values.perExample(isScaledFirst ? "input/scaled" : "input", ownShape);
  const scale = (output: ValueId): Operation => ({ kind: "scale", input: bytes, factor, output });
  const resize = (input: ValueId): Operation[] =>
    isResized ? [{ kind: "resize", input, height, width, output: "input" }] : [];
  if (augmentation === null) {
    if (isResized) values.perExample("input", [height, width, channels]);
    writer.push(scale(scaled), ...resize(scaled));
    return;
  }
  const changed = isResized ? values.perExample("input/augmented", ownShape) : "input";
  values.perExample("input", [height, width, channels]);
  const drawn = { step: ends.step, key: keyOf("input", writer.seed), factor };
  const from = { input: scaled, ...augmentation, ...drawn };
  forward.push(scale(scaled), { kind: "augment", ...from, output: changed }, ...resize(changed));
  evaluation.push(scale(isResized ? scaled : "input"), ...resize(scaled));
}
