import { decode as decodeJpeg } from "jpeg-js";
import { PNG } from "pngjs";
import { messageOf } from "../../run/userError.js";

/** Pixels in rows, four bytes each: red, green, blue, opacity. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8Array;
}

interface Format {
  readonly name: string;
  /** The bytes that such a file begins with. */
  readonly signature: readonly number[];
  /** Throws where the bytes are damaged, or more pixels than `largestPixels`. */
  decode(bytes: Buffer): Picture;
}

/** As a large camera takes; more would take more memory than a small file should be able to ask for. */
const largestPixels = 50e6;

const formats: readonly Format[] = [
  {
    name: "PNG",
    signature: [0x89, 0x50, 0x4e, 0x47],
    decode(bytes) {
      // The first chunk, which is at this place in every PNG file, holds the size.
      if (bytes.length < 24) throw new Error("It is cut off.");
      checkSize(bytes.readUInt32BE(16), bytes.readUInt32BE(20));
      const { width, height, data } = PNG.sync.read(bytes);
      return { width, height, rgba: data };
    },
  },
  {
    name: "JPEG",
    signature: [0xff, 0xd8, 0xff],
    decode(bytes) {
      const limits = { maxResolutionInMP: largestPixels / 1e6, maxMemoryUsageInMB: 2048 };
      const { width, height, data } = decodeJpeg(bytes, { useTArray: true, ...limits });
      return { width, height, rgba: data };
    },
  },
];

/** Throws an Error that says in one line why the bytes are no picture. */
export function decodeImage(bytes: Buffer): Picture {
  const format = formats.find(({ signature }) =>
    signature.every((byte, index) => bytes[index] === byte),
  );
  if (format === undefined) {
    throw new Error(`It is not one of: ${formats.map(({ name }) => name).join(", ")}.`);
  }
  try {
    return format.decode(bytes);
  } catch (error) {
    const reason = messageOf(error);
    throw new Error(`It is not a whole ${format.name} file: ${reason}`, { cause: error });
  }
}

function checkSize(width: number, height: number): void {
  if (width * height > largestPixels) throw new Error(`${width}×${height} pixels are too many.`);
}
