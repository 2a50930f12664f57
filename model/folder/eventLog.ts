import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readSync,
  statSync,
  writeSync,
  type BigIntStats,
} from "node:fs";
import path from "node:path";
import { endsWithLine } from "../host/endsWithLine.js";
import type { RunEvent } from "../run/events.js";

const copiedAtOnce = 1 << 20;

/** A run's events on disk, one a line. What was written can be written anew while it is open. */
export class EventLog {
  private descriptor: number;

  constructor(private readonly file: string) {
    this.descriptor = openSync(file, "a+");
    // A trainer that was killed may have left half a line, which must not swallow the next event.
    if (!endsWithLine(file)) writeSync(this.descriptor, "\n");
  }

  append(event: RunEvent): void {
    writeSync(this.descriptor, `${JSON.stringify(event)}\n`);
  }

  /** True where the file was deleted or moved away, and stands in its place again with all its events. */
  repair(): boolean {
    if (this.isInPlace()) return false;
    mkdirSync(path.dirname(this.file), { recursive: true });
    const before = this.descriptor;
    this.descriptor = openSync(this.file, "a+");
    if (fstatSync(this.descriptor).size === 0) copy(before, this.descriptor);
    closeSync(before);
    return true;
  }

  close(): void {
    closeSync(this.descriptor);
  }

  private isInPlace(): boolean {
    const found = statSync(this.file, { bigint: true, throwIfNoEntry: false });
    return found !== undefined && isSame(found, fstatSync(this.descriptor, { bigint: true }));
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
    writeSync(to, part, 0, length);
    place += length;
  }
}
