import { createHash } from "node:crypto";
import { open, readdir, rename, rm, stat, utimes, type FileHandle } from "node:fs/promises";
import path from "node:path";
import * as z from "zod";
import { makeDirectory } from "../../host/files.js";
import { isMessage } from "../../messages/isMessage.js";
import type { Message } from "../../messages/message.js";
import type { Examples, PictureForm } from "../dataset.js";
import type { DecodedPictures } from "./decodePictures.js";
import type { Split } from "./split.js";

/** To be raised where the same file would be decoded or fitted to other bytes. */
const version = 1;
/** Folders or sizes that a person may come back to. */
const mostKept = 4;
const chunkBytes = 1 << 26;
const mostHeaderBytes = 1 << 26;

const partSchema = z.object({
  count: z.int().nonnegative(),
  labels: z.array(z.int().nonnegative()),
});
const headerSchema = z.object({
  channels: z.int().positive(),
  train: partSchema,
  test: partSchema,
  unreadable: z.array(
    z.object({
      ...{ file: z.string(), why: z.custom<Message>(isMessage) },
      isUnreadable: z.boolean(),
    }),
  ),
});
type Header = z.infer<typeof headerSchema>;

/** What is kept: pictures of a folder, and the size that they are fitted to. */
interface Cached {
  readonly place: string;
  readonly split: Split;
  readonly size: PictureForm["inputSize"];
}

/** Decoded pictures on disk, so that a folder is decoded once for all of its runs and questions. */
export class PictureCache {
  private readonly file: string;
  private readonly size: PictureForm["inputSize"];

  /** Another place, name, length or time of a file is another entry; so is another input size. */
  constructor(
    private readonly directory: string,
    { place, split, size }: Cached,
  ) {
    this.size = size;
    const sum = createHash("sha256").update(JSON.stringify([version, place, size]));
    for (const part of [split.train, split.test]) {
      for (const { file, bytes, modified } of part)
        sum.update(JSON.stringify([file, bytes, modified]));
      sum.update("\n");
    }
    this.file = path.join(directory, `${sum.digest("hex")}.pictures`);
  }

  /** Null where they are not kept, or not whole. */
  async read(): Promise<DecodedPictures | null> {
    const handle = await open(this.file, "r").catch(() => null);
    if (handle === null) return null;
    try {
      const found = await this.readFrom(handle);
      const now = new Date();
      await utimes(this.file, now, now).catch(() => undefined);
      return found;
    } catch {
      return null;
    } finally {
      await handle.close();
    }
  }

  /** A cache is an addition: where it cannot be written, as on a full disk, there is none. */
  async write(pictures: DecodedPictures): Promise<void> {
    const part = `${this.file}.${process.pid}.part`;
    try {
      await makeDirectory(this.directory);
      const handle = await open(part, "w");
      try {
        await writeTo(handle, pictures);
      } finally {
        await handle.close();
      }
      await rename(part, this.file);
      await this.forgetOldest();
    } catch {
      await rm(part, { force: true }).catch(() => undefined);
    }
  }

  private async readFrom(handle: FileHandle): Promise<DecodedPictures> {
    const length = Buffer.alloc(4);
    await fill(handle, length, 0);
    if (length.readUInt32LE() > mostHeaderBytes) throw new RangeError("no header");
    const text = Buffer.alloc(length.readUInt32LE());
    await fill(handle, text, 4);
    const header = headerSchema.parse(JSON.parse(text.toString("utf8")));
    const start = 4 + text.length;
    const train = await this.readPart(handle, start, header, header.train);
    const test = await this.readPart(handle, start + train.images.length, header, header.test);
    const { size } = await handle.stat();
    if (size !== start + train.images.length + test.images.length) throw new RangeError("length");
    return { train, test, unreadable: header.unreadable };
  }

  private async readPart(
    handle: FileHandle,
    start: number,
    { channels }: Header,
    { count, labels }: Header["train"],
  ): Promise<Examples> {
    const [height, width] = this.size;
    const images = new Uint8Array(count * height * width * channels);
    await fill(handle, images, start);
    return { count, height, width, channels, images, labels: Uint16Array.from(labels) };
  }

  private async forgetOldest(): Promise<void> {
    const names = (await readdir(this.directory)).filter((name) => name.endsWith(".pictures"));
    const files = await Promise.all(
      names.map(async (name) => {
        const file = path.join(this.directory, name);
        return { file, used: (await stat(file)).mtimeMs };
      }),
    );
    const old = files.sort((one, other) => other.used - one.used).slice(mostKept);
    await Promise.all(old.map(({ file }) => rm(file, { force: true })));
  }
}

async function writeTo(handle: FileHandle, { train, test, unreadable }: DecodedPictures) {
  const partOf = ({ count, labels }: Examples): Header["train"] => ({ count, labels: [...labels] });
  const header: Header = {
    channels: train.channels,
    ...{ train: partOf(train), test: partOf(test) },
    unreadable: [...unreadable],
  };
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  for (const bytes of [length, text, train.images, test.images]) {
    for (let at = 0; at < bytes.length; at += chunkBytes) {
      await handle.writeFile(bytes.subarray(at, at + chunkBytes));
    }
  }
}

/** Throws where the file ends before. */
async function fill(handle: FileHandle, bytes: Uint8Array, start: number): Promise<void> {
  for (let at = 0; at < bytes.length;) {
    const length = Math.min(chunkBytes, bytes.length - at);
    const { bytesRead } = await handle.read(bytes, at, length, start + at);
    if (bytesRead === 0) throw new RangeError("It ends too early.");
    at += bytesRead;
  }
}
