import { crc32, deflateSync } from "node:zlib";

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

export function pngChunk(name: string, data: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

export interface PngParts {
  readonly width: number;
  readonly height: number;
  readonly depth?: number;
  readonly color?: number;
  readonly isInterlaced?: boolean;
  /** Each begins with the number of its filter; null for a file without the chunk. */
  readonly rows: readonly (readonly number[])[] | null;
  /** Between header and data. */
  readonly extra?: readonly Buffer[];
}

/** A PNG file byte by byte, also one that no library would write; gray of 8 bits if nothing else is said. */
export function pngFile(parts: PngParts): Buffer {
  const { width, height, depth = 8, color = 0, isInterlaced = false, rows, extra = [] } = parts;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([depth, color, 0, 0, isInterlaced ? 1 : 0], 8);
  const data = rows === null ? [] : [pngChunk("IDAT", deflateSync(Buffer.from(rows.flat())))];
  const end = pngChunk("IEND", Buffer.alloc(0));
  return Buffer.concat([signature, pngChunk("IHDR", header), ...extra, ...data, end]);
}

/** EXIF data that holds nothing but the orientation. */
export function exifOf(orientation: number): Buffer {
  const bytes = Buffer.alloc(26);
  bytes.write("MM", 0, "latin1");
  bytes.writeUInt16BE(42, 2);
  bytes.writeUInt32BE(8, 4); // where the only directory begins
  bytes.writeUInt16BE(1, 8); // of one entry
  bytes.writeUInt16BE(0x0112, 10); // orientation
  bytes.writeUInt16BE(3, 12); // of 16 bits
  bytes.writeUInt32BE(1, 14); // one of them
  bytes.writeUInt16BE(orientation, 18);
  return bytes;
}
