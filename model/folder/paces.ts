import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import * as z from "zod";
import { paceSchema, withPace, type Pace } from "../run/pace.js";
import { cacheDirectory } from "../host/cache.js";
import { readJson } from "../host/files.js";
import { makeFolder } from "../host/makeFolder.js";
import { renameWithPatience } from "../host/renameWithPatience.js";

const pacesSchema = z.object({ paces: z.array(paceSchema) });

/** What this machine remembers of how fast it was, for windows and terminals alike. */
export class Paces {
  private readonly file: string;

  constructor(directory = cacheDirectory()) {
    this.file = path.join(directory, "paces.json");
  }

  /** None where nothing is remembered, or the file is damaged. */
  async read(): Promise<readonly Pace[]> {
    return (await readJson(this.file, pacesSchema))?.paces ?? [];
  }

  /** An estimate is an addition: where the cache cannot be written, nothing is remembered. */
  async remember(pace: Pace): Promise<void> {
    const known = await this.read();
    const paces = withPace(known, pace);
    if (paces === known) return;
    const temporary = `${this.file}.${process.pid}.tmp`;
    try {
      await makeFolder(path.dirname(this.file));
      await writeFile(temporary, JSON.stringify({ paces }));
      await renameWithPatience(temporary, this.file);
    } catch {
      await rm(temporary, { force: true }).catch(() => undefined);
    }
  }
}
