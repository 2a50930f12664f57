import {
  closeSync,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readSync,
  rmSync,
  writeSync,
  type BigIntStats,
} from "node:fs";
import path from "node:path";
import { endsWithLine } from "../host/endsWithLine.js";
import type { RunEvent } from "../run/events.js";
import { isForeign } from "./foreignFile.js";

const copiedAtOnce = 1 << 20;

/** A run's events on disk, one a line. What was written can be written anew while it is open. */
export class EventLog {
  private descriptor: number;
  /** The last line has no end: what is written next must not become a part of it. */
  private isTorn: boolean;

  /** Throws a UsageError where something else than a file has its name. */
  constructor(private readonly file: string) {
    statusOf(file);
    this.descriptor = openSync(file, "a+");
    // A trainer that was killed may have left half a line.
    this.isTorn = !endsWithLine(file);
  }

  append(event: RunEvent): void {
    const line = Buffer.from(`${this.isTorn ? "\n" : ""}${JSON.stringify(event)}\n`);
    this.isTorn = true;
    writeWhole(this.descriptor, line, line.length);
    this.isTorn = false;
  }

  /**
   * True where the file was deleted or moved away, and stands in its place again with all its events. Where they cannot
   * be written there it throws, and the next time they are tried again.
   */
  repair(): boolean {
    if (this.isInPlace()) return false;
    mkdirSync(path.dirname(this.file), { recursive: true });
    const anew = openSync(this.file, "a+");
    try {
      if (fstatSync(anew).size === 0) copy(this.descriptor, anew);
    } catch (error) {
      closeSync(anew);
      // A part of them would be taken for all.
      rmSync(this.file, { force: true });
      throw error;
    }
    closeSync(this.descriptor);
    this.descriptor = anew;
    return true;
  }

  close(): void {
    closeSync(this.descriptor);
  }

  private isInPlace(): boolean {
    const found = statusOf(this.file);
    return found !== undefined && isSame(found, fstatSync(this.descriptor, { bigint: true }));
  }
}

/** Undefined where there is none; throws a UsageError where there is something else than a file. */
function statusOf(file: string): BigIntStats | undefined {
  const found = lstatSync(file, { bigint: true, throwIfNoEntry: false });
  if (found?.isFile() === false) throw isForeign(file);
  return found;
}

/** A disk that becomes full takes a part of what is written, and tells it with the next. */
function writeWhole(descriptor: number, bytes: Uint8Array, length: number): void {
  for (let written = 0; written < length;) {
    written += writeSync(descriptor, bytes, written, length - written);
  }
}

function isSame(a: BigIntStats, b: BigIntStats): boolean {
  return a.ino === b.ino && a.dev === b.dev;
}

function copy(from: number, to: number): void {
  const part = Buffer.alloc(copiedAtOnce);
  let place = 0;
  for (;;) {
    const length = readSync(from, part, 0, part.length, place);
    if (length === 0) return;
    writeWhole(to, part, length);
    place += length;
  }
}
