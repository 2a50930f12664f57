import type { ImageSource } from "../../../model/asking/imageSource.js";
import type { ImageLook } from "../../../model/asking/seenImage.js";
import type { ViewStore } from "../viewStore.js";
import type { ChosenImage } from "./chosenImage.js";

/** What of an answer a view shows. */
export type ShownMaps = Pick<ImageLook, "nodes" | "most">;

/** The question of what a view shows; null where no image is chosen. */
export function lookAt(view: Chosen, shown: ShownMaps): ImageLook | null {
  const source = sourceIn(view);
  return source === null ? null : { ...source, ...shown };
}

type Chosen = Pick<ViewStore, "image" | "muted">;

/** The image that is chosen, for the network without what is muted; null for none. */
export function sourceIn({ image, muted }: Chosen): ImageSource | null {
  if (image.value === null) return null;
  return { ...imageOf(image.value), ...(muted.value.length === 0 ? {} : { muted: muted.value }) };
}

/** Whether it was this image that was looked at. */
export function isLookAt({ example, own }: ImageLook, image: ChosenImage): boolean {
  const chosen = imageOf(image);
  return example === chosen.example && own === chosen.own;
}

function imageOf({ example, own }: ChosenImage): Pick<ImageLook, "example" | "own"> {
  return own === null ? { example } : { own: own.pixels };
}
