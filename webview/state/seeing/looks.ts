import type { ImageSource } from "../../../model/asking/imageSource.js";
import type { ImageLook } from "../../../model/asking/seenImage.js";
import type { MutedPart } from "../../../model/network/mutable.js";
import type { AskRun } from "../../host/runQuestions.js";
import type { WeightsOf } from "../../protocol.js";
import type { RunStore } from "../runStore.js";
import type { ViewStore } from "../viewStore.js";
import type { ChosenImage } from "./chosenImage.js";

/** What of an answer a view shows. */
export type MapsWish = Pick<ImageLook, "nodes" | "most">;

/** The question of what a view shows; null where no image is chosen. */
export function lookAt(view: Chosen, shown: MapsWish): ImageLook | null {
  const source = sourceIn(view);
  return source === null ? null : { ...source, ...shown };
}

/** The same for the second of two images. */
export function secondLookAt(view: Comparable, shown: MapsWish): ImageLook | null {
  const source = secondSourceIn(view);
  return source === null ? null : { ...source, ...shown };
}

type Chosen = Pick<ViewStore, "image" | "muted">;
type Comparable = Pick<ViewStore, "image" | "muted" | "compared">;

/** The image that is chosen, for the network without what is muted; null for none. */
export function sourceIn({ image, muted }: Chosen): ImageSource | null {
  return image.value === null ? null : sourceOf(image.value, muted.value);
}

/** The second of two images, for the same network; null where there are not two. */
function secondSourceIn({ image, compared, muted }: Comparable): ImageSource | null {
  const second = secondImageOf({ image, compared });
  return second === null ? null : sourceOf(second, muted.value);
}

/** The second of two images, which may be the first; null where there are not two. */
export function secondImageOf({
  image,
  compared,
}: Pick<ViewStore, "image" | "compared">): ChosenImage | null {
  if (image.value === null || compared.value === null) return null;
  return compared.value.image ?? image.value;
}

/** Asks about the weights that the second goes through. */
export function askSecond(ask: AskRun, { compared }: Pick<ViewStore, "compared">): AskRun {
  return (kind, input, watch) =>
    ask(kind, input, { ...watch, ...withWeights(compared.peek()?.weights ?? {}) });
}

function withWeights(of: WeightsOf): { readonly of?: WeightsOf } {
  return Object.keys(of).length === 0 ? {} : { of };
}

/** The weights that the second goes through: those of the first where nothing else is said. */
export function secondWhose(
  { compared }: Pick<ViewStore, "compared">,
  { whose }: Pick<RunStore, "whose">,
): WeightsOf {
  const { weights } = compared.value ?? { weights: {} };
  return Object.keys(weights).length === 0 ? whose.value : weights;
}

function sourceOf(image: ChosenImage, muted: readonly MutedPart[]): ImageSource {
  return { ...imageOf(image), ...(muted.length === 0 ? {} : { muted }) };
}

/** Whether both are of one image, whatever one goes on to from them. */
export function isSameImage(one: ChosenImage, other: ChosenImage): boolean {
  return isLookAt(imageOf(one), other);
}

/** Whether it was this image that was looked at. */
export function isLookAt({ example, own }: ImageSource, image: ChosenImage): boolean {
  const chosen = imageOf(image);
  return example === chosen.example && own === chosen.own;
}

function imageOf({ example, own }: ChosenImage): Pick<ImageLook, "example" | "own"> {
  return own === null ? { example } : { own: own.pixels };
}
