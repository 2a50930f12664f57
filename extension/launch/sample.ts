import { copyFile, mkdir } from "node:fs/promises";
import path from "node:path";
import { evaluateRun } from "../../model/answers/evaluateRun.js";
import { condenseRun } from "../../model/answers/sample/condenseRun.js";
import { cliSurroundings } from "../../model/cli/surroundings.js";
import { fashionMnist } from "../../model/data/fashionMnist.js";
import { locate } from "../../model/data/places.js";
import { sampleFolder } from "../../model/folder/runFolder.js";
import { readRunRecord } from "../../model/folder/runRecord.js";
import { messageOf, UserError } from "../../model/messages/userError.js";

const failed = 1;
/** Less would be no network to learn from. */
const leastAccuracy = 0.895;

/**
 * `npm run sample -- RUN_DIR`: makes the run that comes with the product, and the test set that goes with it, of a
 * run that has ended. Resolves to the exit code.
 */
export async function sampleOrExplain(
  repository: string,
  [given]: readonly string[],
): Promise<number> {
  try {
    if (given === undefined) {
      throw new UserError("No run is named.", "", "npm run sample -- RUN_DIR");
    }
    const runDirectory = path.resolve(given);
    const output = path.join(repository, sampleFolder);
    const { before, after } = await condenseRun(runDirectory, output, testAccuracyOf);
    process.stdout.write(`Test accuracy ${after.toFixed(4)}, before ${before.toFixed(4)}\n`);
    await copyTestSet(readRunRecord(runDirectory).data.source, repository);
    if (after >= leastAccuracy) return 0;
    throw new UserError(`That is less than ${leastAccuracy}.`, "", "Train longer.");
  } catch (error) {
    const isOurs = error instanceof UserError;
    process.stderr.write(
      `! ${!isOurs && error instanceof Error ? error.stack : messageOf(error)}\n`,
    );
    return failed;
  }
}

async function testAccuracyOf(runDirectory: string): Promise<number> {
  const surroundings = { ...cliSurroundings(), onProgress: () => undefined };
  const question = { runDirectory, engine: undefined, dataDirectory: "" };
  return (await evaluateRun(question, surroundings)).accuracy;
}

/** As its authors packed it. */
async function copyTestSet(source: string, repository: string): Promise<void> {
  const folder = path.join(repository, "media", "data", fashionMnist.id);
  await mkdir(folder, { recursive: true });
  for (const { name } of [fashionMnist.test.images, fashionMnist.test.labels]) {
    const file = await locate(source, name);
    if (file === undefined) throw new UserError(`${source} lacks ${name}.`, "", "");
    await copyFile(file, path.join(folder, path.basename(file)));
  }
}
