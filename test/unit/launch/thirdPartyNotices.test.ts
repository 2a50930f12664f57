import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { bundledPackages, type Metafile } from "../../../extension/launch/shippedPackages.js";
import { thirdPartyNotices } from "../../../extension/launch/thirdPartyNotices.js";
import { temporaryFolder } from "./temporaryFolder.js";

/** A bundle of these files, each with some bytes in it. */
function bundle(...inputs: readonly string[]): Metafile["outputs"][string] {
  return { inputs: Object.fromEntries(inputs.map((input) => [input, { bytesInOutput: 9 }])) };
}

describe("bundledPackages", () => {
  it("finds the packages of the shipped bundles, also scoped and nested ones", () => {
    const outputs = {
      "dist/a.cjs": bundle(
        "extension/main.ts",
        "node_modules/d3-zoom/src/zoom.js",
        "node_modules/@scope/name/index.js",
        "node_modules/outer/node_modules/inner/index.js",
      ),
      "dist/notShipped.cjs": bundle("node_modules/execa/index.js"),
    };
    expect([...bundledPackages({ outputs }, new Set(["dist/a.cjs"]))]).toEqual([
      "node_modules/d3-zoom",
      "node_modules/@scope/name",
      "node_modules/outer/node_modules/inner",
    ]);
  });

  it("leaves out a package of which nothing is left in the bundle", () => {
    const inputs = { "node_modules/unused/index.js": { bytesInOutput: 0 } };
    const packages = bundledPackages({ outputs: { a: { inputs } } }, new Set(["a"]));
    expect(packages.size).toBe(0);
  });
});

describe("thirdPartyNotices", () => {
  let repository: string;

  async function install(
    name: string,
    manifest: Readonly<Record<string, unknown>>,
    files: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    const folder = path.join(repository, "node_modules", name);
    await mkdir(folder, { recursive: true });
    const written = { "package.json": JSON.stringify({ name, version: "1.2.3", ...manifest }) };
    for (const [file, text] of Object.entries({ ...written, ...files })) {
      await writeFile(path.join(folder, file), text);
    }
  }

  function noticesOf(name: string): Promise<string> {
    const outputs = { a: bundle(`node_modules/${name}/index.js`) };
    return thirdPartyNotices(repository, { outputs }, new Set(["a"]));
  }

  beforeEach(async () => {
    repository = await temporaryFolder();
    await install("webgpu", { license: "BSD-3-Clause" }, { "LICENSE.md": "Dawn's terms" });
    await install("node-api-headers", { license: "MIT" }, { LICENSE: "The headers' terms" });
    await install("assemblyscript", { license: "Apache-2.0" }, { LICENSE: "The Apache license" });
    await install("@tensorflow/tfjs-node-gpu", { license: "Apache-2.0" });
  });

  it("has every file of terms that a package brings", async () => {
    const files = { LICENSE: "For the icons", "LICENSE-CODE": "For the code", "license.ts": "no" };
    await install("codicons", { license: "CC-BY-4.0" }, files);
    const notices = await noticesOf("codicons");
    expect(notices).toContain("codicons 1.2.3 (CC-BY-4.0)\n\nFor the icons\nFor the code\n");
  });

  it("has what is shipped besides the bundles", async () => {
    await install("zod", { license: "MIT" }, { LICENSE: "Its terms" });
    const notices = await noticesOf("zod");
    expect(notices).toContain("webgpu 1.2.3 (BSD-3-Clause)\n\nDawn's terms");
    expect(notices).toContain("@tensorflow/tfjs-node-gpu 1.2.3 (Apache-2.0)\n\nThe Apache license");
  });

  it("writes out the MIT license of a package that only names it, for its author", async () => {
    await install("l10n", { license: "MIT", author: { name: "The Author" } });
    expect(await noticesOf("l10n")).toMatch(/Copyright \(c\) The Author\n\nPermission is hereby/u);
  });

  it.each([
    ["names a license alone", { license: "ISC", author: "Somebody" }],
    ["names no holder", { license: "MIT" }],
  ])("refuses a package that %s", async (_, manifest) => {
    await install("bare", manifest);
    await expect(noticesOf("bare")).rejects.toThrow("bare has no license text");
  });
});
