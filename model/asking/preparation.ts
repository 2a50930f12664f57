import { fashionSteps, scaled, type FashionChoices } from "../images/fashionImage.js";
import { fitPicture } from "../images/fitPicture.js";
import { asStored } from "../images/orientation.js";
import type { DecodedImage, Picture } from "../images/picture.js";
import type { ImageWay } from "./imageWay.js";
import type { ImageTiles } from "./testImages.js";

export type StepId = "taken" | "turned" | "gray" | "inverted" | "trimmed" | "resized";

/** What a person decides of a picture's preparation; null leaves it to the file and to how the picture looks. */
export interface PreparationChoices extends FashionChoices {
  /** Whether it stands upright where its file says that it is to be turned. */
  readonly isTurned: boolean | null;
}

export const asItLooks: PreparationChoices = { isTurned: null, isInverted: null, isTrimmed: null };

/** One step of a picture's way, as it looks after it. */
export interface PreparationStep {
  readonly id: StepId;
  /** Whether it changed something; null for one that is no decision. */
  readonly isDone: boolean | null;
  readonly tile: ImageTiles;
}

export interface Preparation {
  /** From the picture as it was taken to the image. */
  readonly steps: readonly PreparationStep[];
  /** [height, width, channels]. */
  readonly image: Uint8Array;
}

/** The longer side of a step's picture at most. */
export const stepSide = 64;

/** How a picture becomes an image like those that a run was trained on, of which a person may decide. */
export function prepared(
  decoded: DecodedImage,
  way: ImageWay,
  choices: PreparationChoices = asItLooks,
): Preparation {
  const isTurned = choices.isTurned ?? true;
  const stored = asStored(decoded);
  const picture = isTurned ? decoded : stored;
  const { steps, image } = way.isOfGoods ? goodsSteps(picture, choices) : fittedSteps(picture, way);
  const turned: PreparationStep = { id: "turned", isDone: isTurned, tile: tileOf(picture) };
  return {
    image,
    steps: [
      { id: "taken", isDone: null, tile: tileOf(stored) },
      ...(decoded.orientation === 1 ? [] : [turned]),
      ...steps,
    ],
  };
}

function goodsSteps(picture: Picture, choices: FashionChoices): Preparation {
  const { gray, isInverted, onDark, isTrimmed, trimmed, image } = fashionSteps(picture, choices);
  const small = (of: typeof gray): ImageTiles => ({ ...scaled(of, stepSide), channels: 1 });
  const side = Math.sqrt(image.length);
  return {
    image,
    steps: [
      { id: "gray", isDone: null, tile: small(gray) },
      { id: "inverted", isDone: isInverted, tile: small(onDark) },
      { id: "trimmed", isDone: isTrimmed, tile: small(trimmed) },
      {
        id: "resized",
        isDone: null,
        tile: { height: side, width: side, channels: 1, pixels: image },
      },
    ],
  };
}

function fittedSteps(picture: Picture, { imageOf, shape }: ImageWay): Preparation {
  const image = imageOf(picture);
  return { image, steps: [{ id: "resized", isDone: null, tile: { ...shape, pixels: image } }] };
}

/** Small and in color. */
function tileOf(picture: Picture): ImageTiles {
  const scale = stepSide / Math.max(picture.width, picture.height);
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  return { height, width, channels: 3, pixels: fitPicture(picture, height, width) };
}
