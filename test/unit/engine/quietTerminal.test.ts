import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lastWords } from "../../../model/engine/tensorflow/quietTerminal.js";
import { isLibraryRemark } from "../../../model/machine/libraryRemark.js";

const remarks = [
  "WARNING: All log messages before absl::InitializeLog() is called are written to STDERR",
  "I0000 00:00:1795917520.257679   15756 port.cc:153] oneDNN custom operations are on.",
  "2026-01-02 03:04:05.678901: I tensorflow/core/platform/cpu_feature_guard.cc:210] Rebuild.",
];
const error = "E0000 00:00:1795917520.257679   15756 cuda.cc:1] The driver is too old.";

let root: string;
let notes: string;

/** A program that writes as native code does, straight to the descriptor, between two lines of its own. */
beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), "quiet-"));
  notes = path.join(root, "loading");
  const source = fileURLToPath(
    new URL("../../../model/engine/tensorflow/quietTerminal.ts", import.meta.url),
  );
  await build({
    stdin: {
      contents: `
        import { writeSync } from "node:fs";
        import { quietly } from ${JSON.stringify(source)};
        const [how] = process.argv.slice(2);
        process.stderr.write("before\\n");
        try {
          quietly(() => {
            writeSync(2, ${JSON.stringify([...remarks, error, ""].join("\n"))});
            if (how === "crash") process.kill(process.pid, "SIGKILL");
            if (how === "throw") throw new Error("thrown");
          }, ${JSON.stringify(notes)});
          // As what computes for the first time after it was loaded.
          if (how === "again") {
            quietly(() => writeSync(2, ${JSON.stringify(`${remarks[1]!}\n${error}\n`)}), ${JSON.stringify(notes)});
          }
        } catch (error) {
          process.stderr.write(error.message + "\\n");
        }
        writeSync(2, "native after\\n");
        process.stderr.write("after\\n");`,
      resolveDir: root,
    },
    ...{ bundle: true, platform: "node", format: "cjs", outfile: path.join(root, "program.cjs") },
  });
});
afterAll(() => rm(root, { recursive: true }));

/** What a terminal shows of the program. */
async function inTerminal(how: string): Promise<string> {
  const command = JSON.stringify([process.execPath, path.join(root, "program.cjs"), how]);
  const { stdout } = await promisify(execFile)("python3", [
    "-c",
    `import pty; pty.spawn(${command})`,
  ]);
  return stdout.replaceAll("\r", "");
}

describe("a library that begins in a terminal", () => {
  it("shows its errors, none of its remarks, and leaves the terminal as it was", async () => {
    expect(await inTerminal("")).toBe(`before\n${error}\nnative after\nafter\n`);
    expect(await readdir(notes)).toEqual([]);
  });

  it("shows its errors also where it does not begin", async () => {
    expect(await inTerminal("throw")).toBe(`before\n${error}\nthrown\nnative after\nafter\n`);
  });

  it("is listened to again where it does something else for the first time", async () => {
    const shown = `before\n${error}\n${error}\nnative after\nafter\n`;
    expect(await inTerminal("again")).toBe(shown);
  });

  it("leaves what it said where it ends the process, for the next to tell, once", async () => {
    expect(await inTerminal("crash")).toBe("before\n");
    expect(await lastWords(notes)).toEqual([error]);
    expect(await lastWords(notes)).toEqual([]);
  });

  it("is not listened to where it is still being loaded", async () => {
    await mkdir(notes, { recursive: true });
    await writeFile(path.join(notes, `${process.pid}.log`), error);
    expect(await lastWords(notes)).toEqual([]);
  });
});

describe("a library that begins elsewhere", () => {
  it("is left alone, for those who read it all", async () => {
    const program = path.join(root, "program.cjs");
    const { stderr } = await promisify(execFile)(process.execPath, [program]);
    expect(stderr).toBe(["before", ...remarks, error, "native after", "after", ""].join("\n"));
  });
});

describe("a library's line", () => {
  it.each(remarks)("is a remark: %s", (line) => expect(isLibraryRemark(line)).toBe(true));
  it.each([error, "F0000 00:00:17 1 x.cc:1] Check failed", "terminate called", "W", ""])(
    "may explain a failure: %s",
    (line) => expect(isLibraryRemark(line)).toBe(false),
  );
});
