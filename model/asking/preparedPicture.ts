import * as z from "zod";
import { decodeImage } from "../images/decodeImage.js";
import { fashionSteps, isBlank, scaled, type FashionChoices } from "../images/fashionImage.js";
import { fitPicture } from "../images/fitPicture.js";
import type { DecodedImage } from "../images/picture.js";
import type { ImageWay } from "./imageWay.js";
import type { NetworkQuestion } from "./question.js";
import type { ImageTiles } from "./testImages.js";

/** A picture of a person's own, as a file has it, and what they decide of its preparation. */
export interface PictureFile extends FashionChoices {
  /** Base64. */
  readonly bytes: string;
}

export type StepId = "taken" | "gray" | "inverted" | "trimmed" | "resized";

/** One step of a picture's way, as it looks after it. */
export interface PreparationStep {
  readonly id: StepId;
  /** Whether it changed something; null for one that is no decision. */
  readonly isDone: boolean | null;
  readonly tile: ImageTiles;
}

/** A picture like those that the run was trained on, and how it became one. */
export interface PreparedPicture {
  readonly steps: readonly PreparationStep[];
  /** [height, width, channels] as base64: what is sent through the network. */
  readonly pixels: string;
  /** What a person should know of it: it moves, and its first picture was taken; nothing is to be seen on it. */
  readonly isAnimated: boolean;
  readonly isBlank: boolean;
}

/** Of a file, in bytes: more is no photo. */
const mostFileBytes = 20_000_000;
const mostCharacters = 4 * Math.ceil(mostFileBytes / 3);

/** The longer side of a step's picture. */
const stepSide = 64;

/** Decodes and prepares a picture. Throws a SaidError of one sentence where the bytes are none that can be read. */
export const preparedPicture: NetworkQuestion<PictureFile, PreparedPicture> = {
  of: "network",
  input: z.object({
    bytes: z.base64().max(mostCharacters),
    isInverted: z.boolean().nullable(),
    isTrimmed: z.boolean().nullable(),
  }),
  answer: ({ imageWay }, { bytes, ...choices }) => {
    const picture = decodeImage(Buffer.from(bytes, "base64"));
    const { steps, image } = imageWay.isOfGoods
      ? goodsSteps(picture, choices)
      : fittedSteps(picture, imageWay);
    return Promise.resolve({
      steps: [{ id: "taken", isDone: null, tile: tileOf(picture) }, ...steps],
      pixels: Buffer.from(image).toString("base64"),
      isAnimated: picture.isAnimated,
      isBlank: isBlank(picture),
    });
  },
};

interface Way {
  readonly steps: readonly PreparationStep[];
  readonly image: Uint8Array;
}

function goodsSteps(picture: DecodedImage, choices: FashionChoices): Way {
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

function fittedSteps(picture: DecodedImage, { imageOf, shape }: ImageWay): Way {
  const image = imageOf(picture);
  return { image, steps: [{ id: "resized", isDone: null, tile: { ...shape, pixels: image } }] };
}

/** As it was decoded, upright, small and in color. */
function tileOf(picture: DecodedImage): ImageTiles {
  const scale = stepSide / Math.max(picture.width, picture.height);
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  return { height, width, channels: 3, pixels: fitPicture(picture, height, width) };
}
