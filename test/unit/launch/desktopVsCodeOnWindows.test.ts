import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, expect, it, vi } from "vitest";
import { openDesktopVsCode } from "../../../extension/launch/desktopVsCode.js";
import { temporaryFolder } from "./temporaryFolder.js";

// Before anything is imported that looks at it once.
const { isWindows } = vi.hoisted(() => {
  const isWindows = process.platform === "win32";
  Object.defineProperty(process, "platform", { value: "win32" });
  process.env["TEMP"] ??= process.env["TMPDIR"] ?? "/tmp";
  return { isWindows };
});

afterEach(() => {
  vi.unstubAllEnvs();
});

/** Stands in for cmd.exe: writes down how it was called. */
async function standInForCmd(root: string): Promise<{ readonly called: string }> {
  const called = path.join(root, "called");
  const program = path.join(root, "cmd");
  await writeFile(program, `#!/bin/sh\nprintf '%s\\n' "$@" > "${called}"\n`);
  await chmod(program, 0o755);
  vi.stubEnv("comspec", program);
  return { called };
}

/** The words of a line as cmd reads it: a caret takes the next character's meaning away, a blank ends a word. */
function cmdWords(line: string): string[] {
  const words = line.match(/(?:\^.|[^\s^])+/gu) ?? [];
  const bare = words.join("").replaceAll(/\^./gu, "");
  expect(bare, "what cmd would act on").not.toMatch(/["%!&|<>()]/u);
  return words.map((word) => word.replaceAll(/\^(.)/gu, "$1"));
}

// On Windows itself no shell script can stand in for cmd.
it.skipIf(isWindows)(
  "hands a batch file every argument whole, whatever the user's name has in it",
  async () => {
    const root = await temporaryFolder();
    const { called } = await standInForCmd(root);
    const home = path.join(root, "Ann & Bob (%PATH%)");
    const command = path.join(home, "code.cmd");
    await mkdir(home);
    await writeFile(command, "@echo off\r\n");

    const opened = openDesktopVsCode({
      ...{ command, repository: path.join(home, "repository"), folder: path.join(home, "folder") },
      dataDirectory: path.join(home, "data"),
      extensionsDirectory: path.join(home, "extensions"),
    });
    await opened.ended;

    const parameters = (await readFile(called, "utf8")).trim().split("\n");
    // With /s, cmd takes the first quote and the last one of what follows /c away.
    expect(parameters.slice(-3, -1)).toEqual(["/s", "/c"]);
    const [first, ...others] = cmdWords(parameters.at(-1)?.slice(1, -1) ?? "");
    expect(first).toBe(command);
    // A batch file hands them on as they are: what is in quotes stays one argument.
    expect(others).toEqual(expect.arrayContaining([`"--user-data-dir"`, `"${home}/data"`]));
    expect(others.at(-1)).toBe(`"${home}/folder"`);
    expect(others.at(-2)).toBe(`"--extensionDevelopmentPath=${home}/repository"`);
  },
);
