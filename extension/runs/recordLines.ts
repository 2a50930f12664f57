import { NoFileError } from "../noFileError.js";
import { open, stat, type FileHandle } from "node:fs/promises";

/** What is read and handed on at once: the events in it are parsed in a few milliseconds. */
const pieceBytes = 64 * 1024;

/** The histograms of a network of a thousand layers are shorter; what is longer is no event. */
const longestLine = 4 * 1024 * 1024;

const lineFeed = 10;

/**
 * Reads the lines of a record in pieces, however long the record is, and reads on later where it
 * stopped. Others have their turn between two pieces. Rejects where the file cannot be read.
 */
export class RecordLines {
  /** What was read of a line whose end has not come yet. */
  private begun: Buffer[] = [];
  private begunBytes = 0;
  /** The line that has begun is too long for an event: it is passed over as far as its end. */
  private isTooLong = false;

  constructor(
    private readonly file: string,
    private offset = 0,
  ) {}

  /** The lines that ended since the last call, up to a place in the file; valid until the next are asked for. */
  async *read(end = Infinity): AsyncGenerator<readonly Buffer[]> {
    const file = await openFile(this.file);
    try {
      const piece = Buffer.allocUnsafe(pieceBytes);
      while (this.offset < end) {
        const length = Math.min(pieceBytes, end - this.offset);
        const { bytesRead } = await file.read(piece, 0, length, this.offset);
        if (bytesRead === 0) return;
        this.offset += bytesRead;
        yield this.linesIn(piece.subarray(0, bytesRead));
      }
    } finally {
      await file.close();
    }
  }

  /** What stands after the last end of a line; empty where it is too long. */
  unended(): Buffer {
    return Buffer.concat(this.begun);
  }

  /** Takes what stands there for a line, though its end is missing. */
  dropUnended(): void {
    this.begun = [];
    this.begunBytes = 0;
  }

  private linesIn(bytes: Buffer): readonly Buffer[] {
    const lines: Buffer[] = [];
    let start = 0;
    for (let end = bytes.indexOf(lineFeed); end >= 0; end = bytes.indexOf(lineFeed, start)) {
      const last = bytes.subarray(start, end);
      if (!this.isTooLong) lines.push(this.begunBytes === 0 ? last : this.endWith(last));
      this.isTooLong = false;
      start = end + 1;
    }
    this.begin(bytes.subarray(start));
    return lines;
  }

  private endWith(last: Buffer): Buffer {
    const line = Buffer.concat([...this.begun, last]);
    this.dropUnended();
    return line;
  }

  private begin(bytes: Buffer): void {
    if (bytes.length === 0 || this.isTooLong) return;
    this.isTooLong = this.begunBytes + bytes.length > longestLine;
    if (this.isTooLong) {
      this.dropUnended();
      return;
    }
    // The piece is written over by the next.
    this.begun.push(Buffer.from(bytes));
    this.begunBytes += bytes.length;
  }
}

/** Asked before it is opened, since opening a pipe waits. */
async function openFile(file: string): Promise<FileHandle> {
  const info = await stat(file);
  if (!info.isFile()) throw new NoFileError(file);
  return open(file);
}
