import path from "node:path";
import { execa } from "execa";

/** Runs VS Code's packaging tool in the repository; resolves to what it says. */
export async function vsce(repository: string, parameters: readonly string[]): Promise<string> {
  const program = path.join(repository, "node_modules", "@vscode", "vsce", "vsce");
  const { stdout } = await execa(process.execPath, [program, ...parameters], {
    cwd: repository,
    stdin: "ignore",
  });
  return stdout;
}

/** What the VSIX has, by the path in the repository. */
export async function listVsixFiles(repository: string): Promise<readonly string[]> {
  return (await vsce(repository, ["ls", "--no-dependencies"])).split("\n");
}
