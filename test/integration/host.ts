import { readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import Mocha from "mocha";

/** One test as the runner counts it. */
export interface TestRecord {
  readonly title: string;
  readonly error: string | null;
}

export const resultsVariable = "GOOGLENET_TEST_RESULTS";

/** Begins a line of the suite's own, among all that a VS Code says. */
export const shownMark = "[test]";

/**
 * VS Code calls this inside its extension host. It runs every file of `suite/` and leaves the
 * outcome in the file that the environment names; the words on the console are for people.
 */
export async function run(): Promise<void> {
  const mocha = new Mocha({ timeout: 180_000, reporter: "dot" });
  const folder = path.join(__dirname, "suite");
  for (const file of await readdir(folder)) {
    if (file.endsWith(".test.cjs")) mocha.addFile(path.join(folder, file));
  }
  const records = await runMocha(mocha);
  const results = process.env[resultsVariable];
  if (results !== undefined) await writeFile(results, JSON.stringify(records));
  const failed = records.filter(({ error }) => error !== null).length;
  if (failed > 0) throw new Error(`${failed} of ${records.length} tests failed.`);
}

function runMocha(mocha: Mocha): Promise<TestRecord[]> {
  const records: TestRecord[] = [];
  return new Promise((resolve) => {
    const runner = mocha.run(() => {
      resolve(records);
    });
    runner.on("pass", (test) => {
      records.push({ title: test.fullTitle(), error: null });
      console.log(`${shownMark} ✓ ${test.fullTitle()} (${test.duration ?? 0} ms)`);
    });
    runner.on("fail", (test, error: Error) => {
      records.push({ title: test.fullTitle(), error: error.stack ?? error.message });
      console.log(`${shownMark} ✗ ${test.fullTitle()}`);
    });
  });
}
