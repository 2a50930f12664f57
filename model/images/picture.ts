import { type Message, says } from "../messages/message.js";

/** Pixels in rows, four bytes each: red, green, blue, opacity. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8Array;
}

/** A file that could be read, and what a person should know of how. */
export interface DecodedImage extends Picture {
  /** How it was turned to stand upright, by EXIF's number; 1 where it stands as the file has it. */
  readonly orientation: number;
  readonly isAnimated: boolean;
}

/** As a large camera takes; more would take more memory than a small file should be able to ask for. */
const largestPixels = 50e6;

/** Why a file is no picture that can be read, in a sentence that names its format. */
export type Fault = (format: string) => Message;

export class ImageFault extends Error {
  constructor(
    readonly fault: Fault,
    options?: ErrorOptions,
  ) {
    super(undefined, options);
  }
}

export const isCutOff: Fault = (format) => says("This {0} file is cut off.", format);
export const isDamaged: Fault = (format) => says("This {0} file is damaged.", format);

/** Before anything is unpacked; throws an ImageFault. */
export function checkSize(width: number, height: number): void {
  if (width === 0 || height === 0) {
    throw new ImageFault((format) =>
      says("This {0} file has {1}×{2} pixels.", format, width, height),
    );
  }
  if (width * height <= largestPixels) return;
  throw new ImageFault((format) =>
    says(
      "This {0} file has {1}×{2} pixels, more than the {3} million that are read.",
      ...[format, width, height, largestPixels / 1e6],
    ),
  );
}
