import { says } from "../messages/message.js";
import { ImageFault, isCutOff, isDamaged } from "./picture.js";

export interface JpegHeader {
  readonly width: number;
  readonly height: number;
  readonly components: number;
  /** Without its mark; null where there is none. */
  readonly exif: Buffer | null;
  /** Whether a segment of Adobe's tells how four colors are meant. */
  readonly hasAdobe: boolean;
}

type Frame = Pick<JpegHeader, "width" | "height" | "components">;

const marker = {
  firstFrame: 0xc0,
  lastFrame: 0xcf,
  restart: 0xd0,
  start: 0xd8,
  end: 0xd9,
  scan: 0xda,
  exif: 0xe1,
  adobe: 0xee,
} as const;
/** Among those of frames, but of tables and extensions. */
const noFrames: readonly number[] = [0xc4, 0xc8, 0xcc];
/** Baseline, extended and progressive with Huffman's codes; others, as lossless and arithmetic ones, are rare. */
const readFrames: readonly number[] = [0xc0, 0xc1, 0xc2];

const exifMark = "Exif\0\0";
const adobeMark = "Adobe";

/** What stands before the first scan; throws an ImageFault where it cannot be read. */
export function readHeader(bytes: Buffer): JpegHeader {
  let frame: Frame | null = null;
  let exif: Buffer | null = null;
  let hasAdobe = false;
  for (const { kind, data } of segmentsOf(bytes)) {
    if (isFrame(kind)) frame = readFrame(kind, data);
    if (kind === marker.exif && hasMark(data, exifMark)) exif ??= data.subarray(exifMark.length);
    if (kind === marker.adobe && hasMark(data, adobeMark)) hasAdobe = true;
  }
  if (frame === null) throw new ImageFault(isDamaged);
  return { ...frame, exif, hasAdobe };
}

function isFrame(kind: number): boolean {
  return kind >= marker.firstFrame && kind <= marker.lastFrame && !noFrames.includes(kind);
}

function hasMark(data: Buffer, mark: string): boolean {
  return data.toString("latin1", 0, mark.length) === mark;
}

function readFrame(kind: number, data: Buffer): Frame {
  if (data.length < 6) throw new ImageFault(isDamaged);
  if (!readFrames.includes(kind) || data[0] !== 8) {
    throw new ImageFault((format) =>
      says(
        "This {0} file is of a kind that is not read, as lossless ones and those of 12 bits.",
        format,
      ),
    );
  }
  const components = data.readUInt8(5);
  return { width: data.readUInt16BE(3), height: data.readUInt16BE(1), components };
}

interface Segment {
  readonly kind: number;
  readonly data: Buffer;
}

/** Those up to the first scan. */
function* segmentsOf(bytes: Buffer): Generator<Segment, void, undefined> {
  let at = 0;
  for (;;) {
    at = markerFrom(bytes, at);
    const kind = bytes.readUInt8(at + 1);
    if (kind === marker.scan || kind === marker.end) return;
    const end = at + 2 + (at + 4 > bytes.length ? Infinity : bytes.readUInt16BE(at + 2));
    if (end > bytes.length) throw new ImageFault(isCutOff);
    yield { kind, data: bytes.subarray(at + 4, end) };
    at = Math.max(end, at + 2);
  }
}

/** The place of the next marker of a segment. Bytes between segments are passed over, as every reader does. */
function markerFrom(bytes: Buffer, from: number): number {
  for (let at = from; at + 1 < bytes.length; at++) {
    if (bytes[at] === 0xff && hasSegment(bytes[at + 1] ?? 0)) return at;
  }
  throw new ImageFault(isCutOff);
}

function hasSegment(kind: number): boolean {
  const standsAlone = kind >= marker.restart && kind <= marker.start;
  return kind !== 0 && kind !== 0xff && !standsAlone;
}
