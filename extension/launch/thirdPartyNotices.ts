import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import * as z from "zod";

/** As much of esbuild's metafile as tells which files each bundle is made of. */
export const metafileSchema = z.object({
  outputs: z.record(
    z.string(),
    z.object({ inputs: z.record(z.string(), z.object({ bytesInOutput: z.number() })) }),
  ),
});
export type Metafile = z.infer<typeof metafileSchema>;

/** What is shipped besides the bundles, by the npm package it is compiled from or copied of. */
const besidesBundles = [
  "webgpu",
  "@tensorflow/tfjs-node-gpu",
  "node-api-headers",
  "assemblyscript",
];

const manifestSchema = z.object({
  name: z.string(),
  version: z.string(),
  license: z.string(),
  author: z.union([z.string(), z.object({ name: z.string() })]).optional(),
});
type Manifest = z.infer<typeof manifestSchema>;

/** Also `LICENSE-CODE` and `CopyrightNotice.txt`. */
const licenseFile = /^(?:licen[cs]e|copying|notices?|copyrightnotice)(?:-\w+)?(?:\.(?:md|txt))?$/iu;

/**
 * The licenses of all code of others in the shipped files, given by their paths in the repository.
 * Throws where a package has no license text.
 */
export async function thirdPartyNotices(
  repository: string,
  metafile: Metafile,
  shipped: ReadonlySet<string>,
): Promise<string> {
  const folders = new Set([
    ...besidesBundles.map((name) => `node_modules/${name}`),
    ...bundledPackages(metafile, shipped),
  ]);
  const notices: string[] = [];
  for (const folder of [...folders].sort()) {
    notices.push(await noticeOf(repository, folder));
  }
  const head =
    "GoogLeNet Explorer contains code of these packages, under the licenses given here.\n";
  return [head, ...notices].join(`\n${"-".repeat(80)}\n\n`);
}

/** The folders, from the repository's root, of the packages that the shipped bundles have code of. */
export function bundledPackages(
  { outputs }: Metafile,
  shipped: ReadonlySet<string>,
): ReadonlySet<string> {
  const inputs = Object.entries(outputs)
    .filter(([output]) => shipped.has(output))
    .flatMap(([, bundle]) => Object.entries(bundle.inputs))
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([input]) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/u.exec(input)?.[0]);
  return new Set(inputs.filter((folder) => folder !== undefined));
}

async function noticeOf(repository: string, packageFolder: string): Promise<string> {
  const folder = path.join(repository, packageFolder);
  const text = await readFile(path.join(folder, "package.json"), "utf8");
  const manifest = manifestSchema.parse(JSON.parse(text));
  const files = (await readdir(folder)).filter((file) => licenseFile.test(file)).sort();
  const texts = await Promise.all(files.map((file) => readFile(path.join(folder, file), "utf8")));
  if (texts.length === 0) {
    texts.push(await standardText(manifest, path.join(repository, "node_modules")));
  }
  const { name, version, license } = manifest;
  return `${name} ${version} (${license})\n\n${texts.join("\n").trim()}\n`;
}

/** For a package that names its license and does not bring the text. */
async function standardText({ name, license, author }: Manifest, modules: string): Promise<string> {
  const holder = typeof author === "object" ? author.name : author;
  if (license === "MIT" && holder !== undefined) return mitLicense(holder);
  // This license's text names no holder, so that it is the same for everyone.
  if (license === "Apache-2.0") {
    return readFile(path.join(modules, "assemblyscript", "LICENSE"), "utf8");
  }
  throw new Error(`${name} has no license text, so it cannot be shipped.`);
}

/** https://opensource.org/license/mit */
function mitLicense(holder: string): string {
  return `Copyright (c) ${holder}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and
associated documentation files (the "Software"), to deal in the Software without restriction,
including without limitation the rights to use, copy, modify, merge, publish, distribute,
sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or
substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT
NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND
NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM,
DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT
OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;
}
