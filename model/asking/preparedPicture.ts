import * as z from "zod";
import { decodeImage } from "../images/decodeImage.js";
import { isBlank } from "../images/fashionImage.js";
import { prepared, type PreparationChoices, type PreparationStep } from "./preparation.js";
import type { NetworkQuestion } from "./question.js";

/** A picture of a person's own, as a file has it, and what they decide of its preparation. */
export interface PictureFile extends PreparationChoices {
  /** Base64. */
  readonly bytes: string;
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

/** Decodes and prepares a picture. Throws a SaidError of one sentence where the bytes are none that can be read. */
export const preparedPicture: NetworkQuestion<PictureFile, PreparedPicture> = {
  of: "network",
  input: z.object({
    bytes: z.base64().max(mostCharacters),
    isTurned: z.boolean().nullable(),
    isInverted: z.boolean().nullable(),
    isTrimmed: z.boolean().nullable(),
  }),
  answer: ({ imageWay }, { bytes, ...choices }) => {
    const picture = decodeImage(Buffer.from(bytes, "base64"));
    const { steps, image } = prepared(picture, imageWay, choices);
    return Promise.resolve({
      steps,
      pixels: Buffer.from(image).toString("base64"),
      isAnimated: picture.isAnimated,
      isBlank: isBlank(picture),
    });
  },
};
