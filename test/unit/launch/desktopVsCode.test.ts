import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { findDesktopVsCode, openDesktopVsCode } from "../../../extension/launch/desktopVsCode.js";
import { isProcessRunning } from "../../../model/host/process.js";
import { temporaryFolder } from "./temporaryFolder.js";

/** Stands in for `code`: writes its parameters, starts a "main process", and waits. */
function fakeCode(root: string): string {
  return `#!/bin/sh
printf '%s\\n' "$@" > '${root}/parameters'
setsid sleep 60 &
echo $! > '${root}/data/code.lock'
sleep 60
`;
}

async function install(root: string): Promise<string> {
  const command = path.join(root, "code");
  await writeFile(command, fakeCode(root));
  await chmod(command, 0o755);
  await mkdir(path.join(root, "data"));
  return command;
}

describe.runIf(process.platform !== "win32")("the desktop's VS Code", () => {
  it("is found on PATH, or where VSCODE_EXECUTABLE says", async () => {
    const root = await temporaryFolder();
    expect(await findDesktopVsCode({ PATH: root })).toBeNull();
    const command = await install(root);
    expect(await findDesktopVsCode({ PATH: `/no/such:${root}` })).toBe(command);
    expect(await findDesktopVsCode({ PATH: "", VSCODE_EXECUTABLE: "/a/code" })).toBe("/a/code");
  });

  it.each([
    ["darwin", "HOME", "Applications/Visual Studio Code.app/Contents/Resources/app/bin/code"],
    ["win32", "LOCALAPPDATA", "Programs/Microsoft VS Code/bin/code.cmd"],
    ["win32", "ProgramFiles", "Microsoft VS Code/bin/code.cmd"],
  ] as const)(
    "is found on %s where its installer puts it below %s",
    async (platform, name, place) => {
      const root = await temporaryFolder();
      const command = path.join(root, place);
      expect(await findDesktopVsCode({ [name]: root }, platform)).toBeNull();
      await mkdir(path.dirname(command), { recursive: true });
      await writeFile(command, "");
      await chmod(command, 0o755);
      expect(await findDesktopVsCode({ [name]: root }, platform)).toBe(command);
      expect(await findDesktopVsCode({ [name]: root }, "linux")).toBeNull();
    },
  );

  it("opens with the extension and its own data, and stopping ends its main process", async () => {
    const root = await temporaryFolder();
    const command = await install(root);
    const opened = openDesktopVsCode({
      ...{ command, repository: "/the/repository", folder: "/the/folder" },
      dataDirectory: path.join(root, "data"),
      extensionsDirectory: path.join(root, "extensions"),
    });
    const lock = path.join(root, "data", "code.lock");
    await expect.poll(() => readFile(lock, "utf8").catch(() => "")).toMatch(/\d/u);
    const parameters = (await readFile(path.join(root, "parameters"), "utf8")).split("\n");
    expect(parameters).toContain("--extensionDevelopmentPath=/the/repository");
    expect(parameters).toContain(path.join(root, "data"));
    expect(parameters).toContain("/the/folder");
    const main = Number(await readFile(lock, "utf8"));
    await opened.stop();
    // The system may take seconds to notice that a process without a parent is dead.
    await expect.poll(() => isProcessRunning(main)).toBe(false);
  });
});
