import { inflateSync } from "node:zlib";
import { PNG } from "pngjs";
import { upright } from "./orientation.js";
import { checkSize, ImageFault, isCutOff, isDamaged, type DecodedImage } from "./picture.js";
import { imageBytes, readHeader } from "./pngHeader.js";
import { says } from "../messages/message.js";
import { codeOf } from "../messages/errorCode.js";

interface Chunk {
  readonly name: string;
  readonly data: Buffer;
  /** Where the next one begins. */
  readonly end: number;
}

const signatureLength = 8;
/** Length and name before a chunk's data, a sum after it. */
const frameLength = 12;
/** What may follow the last row in its compressed data: writers that fill up are known, and harmless. */
const surplus = 1 << 16;

/** Throws an ImageFault where the file is not whole. What follows its end is none of it. */
export function decodePng(bytes: Buffer): DecodedImage {
  const chunks = chunksOf(bytes);
  const header = readHeader(chunks[0]?.name === "IHDR" ? chunks[0].data : Buffer.alloc(0));
  checkSize(header.width, header.height);
  const dataOf = (name: string): readonly Buffer[] =>
    chunks.flatMap((chunk) => (chunk.name === name ? [chunk.data] : []));
  requireRows(dataOf("IDAT"), imageBytes(header));
  const picture = decode(bytes.subarray(0, chunks.at(-1)?.end));
  return {
    ...upright(picture, dataOf("eXIf")[0] ?? null),
    isAnimated: dataOf("acTL").length > 0,
  };
}

function chunksOf(bytes: Buffer): readonly Chunk[] {
  const chunks: Chunk[] = [];
  let start = signatureLength;
  while (start + frameLength <= bytes.length) {
    const end = start + frameLength + bytes.readUInt32BE(start);
    if (end > bytes.length) break;
    const name = bytes.toString("latin1", start + 4, start + 8);
    chunks.push({ name, data: bytes.subarray(start + 8, end - 4), end });
    if (name === "IEND") return chunks;
    start = end;
  }
  throw new ImageFault(isCutOff);
}

/** The library that decodes takes rows that are missing for black ones. */
function requireRows(packed: readonly Buffer[], expected: number): void {
  if (packed.length === 0)
    throw new ImageFault((format) => says("This {0} file has no image data.", format));
  let length = 0;
  try {
    ({ length } = inflateSync(Buffer.concat(packed), { maxOutputLength: expected + surplus }));
  } catch (error) {
    const code = codeOf(error);
    throw new ImageFault(code === "Z_BUF_ERROR" ? isCutOff : isDamaged, { cause: error });
  }
  if (length < expected) throw new ImageFault(isCutOff);
}

function decode(bytes: Buffer): { width: number; height: number; rgba: Uint8Array } {
  try {
    const { width, height, data } = PNG.sync.read(bytes);
    return { width, height, rgba: data };
  } catch (error) {
    throw new ImageFault(isDamaged, { cause: error });
  }
}
