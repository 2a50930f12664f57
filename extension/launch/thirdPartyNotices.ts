import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { shippedPackages, type Metafile, type ShippedPackage } from "./shippedPackages.js";

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
  const notices: string[] = [];
  for (const found of await shippedPackages(repository, metafile, shipped)) {
    notices.push(await noticeOf(repository, found));
  }
  const head =
    "GoogLeNet Explorer contains code of these packages, under the licenses given here.\n";
  return [head, ...notices].join(`\n${"-".repeat(80)}\n\n`);
}

async function noticeOf(repository: string, found: ShippedPackage): Promise<string> {
  const folder = path.join(repository, found.folder);
  const files = (await readdir(folder)).filter((file) => licenseFile.test(file)).sort();
  const texts = await Promise.all(files.map((file) => readFile(path.join(folder, file), "utf8")));
  if (texts.length === 0) {
    texts.push(await standardText(found, path.join(repository, "node_modules")));
  }
  const { name, version, license } = found;
  return `${name} ${version} (${license})\n\n${texts.join("\n").trim()}\n`;
}

/** For a package that names its license and does not bring the text. */
async function standardText(
  { name, license, author }: ShippedPackage,
  modules: string,
): Promise<string> {
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
