import type { Dataset, Examples } from "../data/dataset.js";
import type { Session } from "../engine/engine.js";
import { answerIsLost } from "./lostNumbers.js";

export interface ClassProbability {
  readonly name: string;
  readonly probability: number;
}

/**
 * A data set whose test examples are all images once with every class as the label: an engine gives
 * the loss of an example, and the cross-entropy of a label is −ln of its probability.
 */
export function questionnaire(
  images: readonly Uint8Array[],
  shape: Pick<Examples, "height" | "width" | "channels">,
  classNames: readonly string[],
): Dataset {
  const length = shape.height * shape.width * shape.channels;
  const count = images.length * classNames.length;
  const examples: Examples = {
    ...shape,
    count,
    images: new Uint8Array(count * length),
    labels: Uint16Array.from({ length: count }, (_, index) => index % classNames.length),
  };
  for (let index = 0; index < count; index++) {
    const image = images[Math.floor(index / classNames.length)];
    if (image !== undefined) examples.images.set(image, index * length);
  }
  const texts = { id: "images", title: "Images", source: "given" };
  return { ...texts, classNames, train: examples, test: examples, checksums: {} };
}

/**
 * The probability of every class for one image of a `questionnaire`, the likeliest first. Throws a
 * UserError where the weights are so large that there is none.
 */
export async function classify(
  session: Pick<Session, "evaluate">,
  classNames: readonly string[],
  image: number,
): Promise<readonly ClassProbability[]> {
  const classes: ClassProbability[] = [];
  for (const [label, name] of classNames.entries()) {
    const example = Int32Array.of(image * classNames.length + label);
    const { loss } = await session.evaluate(example);
    if (Number.isNaN(loss)) throw answerIsLost();
    classes.push({ name, probability: Math.exp(-loss) });
  }
  return classes.toSorted((a, b) => b.probability - a.probability);
}
