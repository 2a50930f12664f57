import * as z from "zod";
import type { Examples } from "../data/dataset.js";
import { SaidError } from "../messages/saidError.js";
import type { MutedPart } from "../network/mutable.js";
import { fromBase64 } from "../run/base64.js";
import { mutedPartsSchema } from "./mutedParts.js";
import type { NetworkInUse } from "./networkInUse.js";
import { tilesOf } from "./testImages.js";

/** Which image is sent through a network, and without which of its parts. */
export interface ImageSource {
  /** The number of an example of the test set; else there is a picture of a person's own. */
  readonly example?: number;
  /** As `preparedPicture` tells its pixels. */
  readonly own?: string;
  /** Parts that the network is without; none where it is left out. */
  readonly muted?: readonly MutedPart[];
}

/** Of the largest image that a network takes. */
const mostCharacters = 4 * 4096 * 4096;

export const imageSourceFields = {
  example: z.int().nonnegative().exactOptional(),
  own: z.base64().max(mostCharacters).exactOptional(),
  muted: mutedPartsSchema.exactOptional(),
};

/** It is one of the two. */
export function isOneImage({ example, own }: ImageSource): boolean {
  return (example === undefined) !== (own === undefined);
}

/**
 * Null where the set has no such image. A picture of a person's own needs no data: they may be gone. Throws a SaidError
 * where it was prepared for images of another size.
 */
export async function imageFrom(
  network: NetworkInUse,
  { example = 0, own }: ImageSource,
): Promise<Examples | null> {
  if (own !== undefined) return ownImage(own, network);
  const { test } = await network.dataset();
  return exampleOf(test, example);
}

/** Null where the set has no such image. */
function exampleOf(examples: Examples, example: number): Examples | null {
  if (example >= examples.count) return null;
  const { pixels, ...shape } = tilesOf(examples, [example]);
  const labels = examples.labels.subarray(example, example + 1);
  return { ...shape, count: 1, images: pixels, labels };
}

function ownImage(pixels: string, { imageWay: { shape } }: NetworkInUse): Examples {
  const images = fromBase64(pixels);
  if (images.length !== shape.height * shape.width * shape.channels) {
    throw new SaidError("The picture was prepared for images of another size: give it again.");
  }
  return { ...shape, count: 1, images, labels: new Uint8Array(1) };
}
