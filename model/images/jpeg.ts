import { decode } from "jpeg-js";
import { says } from "../messages/message.js";
import { readHeader } from "./jpegHeader.js";
import { upright } from "./orientation.js";
import { checkSize, ImageFault, isCutOff, isDamaged, type DecodedImage } from "./picture.js";

/** What the library may take for one picture; its own limit is for a server. */
const memoryMegabytes = 2048;

/** Throws an ImageFault where the file is not whole. What follows its end is none of it. */
export function decodeJpeg(bytes: Buffer): DecodedImage {
  const { width, height, components, exif, hasAdobe } = readHeader(bytes);
  checkSize(width, height);
  if (components === 4 && !hasAdobe) {
    throw new ImageFault((format) =>
      says("This {0} file has four colors of which it does not say what they are.", format),
    );
  }
  return { ...upright(pixelsOf(bytes), exif), isAnimated: false };
}

function pixelsOf(bytes: Buffer): { width: number; height: number; rgba: Uint8Array } {
  try {
    const { width, height, data } = decode(bytes, {
      useTArray: true,
      tolerantDecoding: false,
      maxResolutionInMP: Infinity, // checked before
      maxMemoryUsageInMB: memoryMegabytes,
    });
    return { width, height, rgba: data };
  } catch (error) {
    // The mark of the end is missing; with it, what is wrong lies in between.
    const isEnded = bytes.includes(Buffer.from([0xff, 0xd9]));
    throw new ImageFault(isEnded ? isDamaged : isCutOff, { cause: error });
  }
}
