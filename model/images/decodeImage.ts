import { says } from "../messages/message.js";
import { SaidError } from "../messages/saidError.js";
import { decodeJpeg } from "./jpeg.js";
import { ImageFault, type DecodedImage } from "./picture.js";
import { decodePng } from "./png.js";
import { decodeWebp } from "./webp.js";

interface Format {
  readonly name: string;
  /** The bytes that such a file begins with. */
  readonly signature: readonly number[];
  /** Throws an ImageFault. */
  readonly decode: (bytes: Buffer) => DecodedImage;
}

const formats: readonly Format[] = [
  { name: "PNG", signature: [0x89, 0x50, 0x4e, 0x47], decode: decodePng },
  { name: "JPEG", signature: [0xff, 0xd8, 0xff], decode: decodeJpeg },
  { name: "WebP", signature: [0x52, 0x49, 0x46, 0x46], decode: decodeWebp },
];

const formatNames = formats.map(({ name }) => name);

/** Upright, whatever way it was held; throws a SaidError of one sentence where the bytes are no picture. */
export function decodeImage(bytes: Buffer): DecodedImage {
  if (bytes.length === 0) throw new SaidError(says("It is empty."));
  const format = formats.find(({ signature }) =>
    signature.every((byte, index) => bytes[index] === byte),
  );
  if (format === undefined) {
    throw new SaidError(says("It is not one of: {0}.", formatNames.join(", ")));
  }
  try {
    return format.decode(bytes);
  } catch (error) {
    if (!(error instanceof ImageFault)) throw error;
    throw new SaidError(error.fault(format.name), { cause: error });
  }
}
