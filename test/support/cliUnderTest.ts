import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { execa, type Options } from "execa";
import { afterAll, beforeAll } from "vitest";
import { runEventSchema, type RunEvent } from "../../model/run/events.js";
import { bundleProgram } from "./bundled.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

export interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode?: number;
}

/** The command line, bundled for the tests of this file, and an empty folder in which it is run. */
export interface CliUnderTest {
  readonly file: string;
  /** Known once the tests run. */
  readonly directory: string;
  run(args: readonly string[], options?: Options): Promise<Outcome>;
  /** A line for bash in which `googlenet` is the command line; its code is that of the first that failed. */
  shell(line: string): Promise<Outcome>;
}

/** `name` tells the bundles of files apart that are tested at the same time. */
export function cliUnderTest(name: string): CliUnderTest {
  // In dist, from where the product looks for its own files.
  const file = path.join(root, "dist", `cli-under-test-${name}.cjs`);
  let directory = "";
  beforeAll(async () => {
    directory = await mkdtemp(path.join(os.tmpdir(), "cli-"));
    await bundleProgram(path.join(root, "model/cli/main.ts"), file);
  });
  afterAll(async () => {
    await rm(file, { force: true });
    await rm(directory, { recursive: true });
  });
  const execute = async (
    command: string,
    args: readonly string[],
    options?: Options,
  ): Promise<Outcome> => {
    const { stdout, stderr, exitCode } = await execa(command, args, {
      ...options,
      cwd: directory,
      reject: false,
    });
    return {
      stdout: String(stdout),
      stderr: String(stderr),
      ...(exitCode === undefined ? {} : { exitCode }),
    };
  };
  return {
    file,
    get directory() {
      return directory;
    },
    run: (args, options) => execute("node", [file, ...args], options),
    shell: (line) =>
      execute("bash", ["-o", "pipefail", "-c", `googlenet() { node ${file} "$@"; }; ${line}`]),
  };
}

export function eventsOf(text: string): readonly RunEvent[] {
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => runEventSchema.parse(JSON.parse(line)));
}
