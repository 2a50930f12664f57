import { cp, readFile, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { execa } from "execa";
import { addonDirectory } from "../../model/engine/webgpu/dawn.js";
import { shipBinding } from "../../model/engine/tensorflow/setup/bindingSource.js";
import { hostMachine } from "../../model/engine/tensorflow/setup/machine.js";
import { installRuntime } from "../../model/engine/tensorflow/setup/runtime.js";
import { explainFailure } from "./explainFailure.js";
import { createSteps } from "./steps.js";
import { readMetafile } from "./shippedPackages.js";
import { thirdPartyNotices } from "./thirdPartyNotices.js";
import { listVsixFiles, vsce } from "./vsce.js";
import { englishOf } from "../../model/messages/translate.js";

const megabyte = 1_000_000;
/** What the parts may weigh, in bytes. */
const limits = {
  "extension.cjs": megabyte,
  "trainer.cjs": 4 * megabyte,
  "webgpuSession.cjs": 2 * megabyte,
};

const sourcePattern = /\.(?:ts|map|tsbuildinfo)$|^(?:extension|model|webview|test|node_modules)\//u;

/** `npm run package`: a VSIX for this platform. Resolves to the exit code. */
export async function packageOrExplain(repository: string): Promise<number> {
  try {
    await packageExtension(repository);
    return 0;
  } catch (error) {
    return explainFailure(error);
  }
}

async function packageExtension(repository: string): Promise<void> {
  const steps = createSteps(process.stderr);
  const target = `${process.platform}-${process.arch}`;
  await steps.run("Production build", async () => {
    await buildProduction(repository);
    return { value: undefined, outcome: await checkSizes(repository) };
  });
  await steps.run("Compiled TensorFlow binding", async (report) => {
    const file = await copyBinding(repository, report);
    return { value: undefined, outcome: path.relative(repository, file) };
  });
  await steps.run("Dawn, for GPUs without CUDA", async () => {
    const file = await copyDawn(repository);
    return {
      value: undefined,
      outcome: `${path.relative(repository, file)}, ${await sizeOf(file)}`,
    };
  });
  await steps.run("Licenses of the packages in it", async () => {
    const file = await writeNotices(repository);
    return {
      value: undefined,
      outcome: `${path.relative(repository, file)}, ${await sizeOf(file)}`,
    };
  });
  const file = path.join(repository, `googlenet-explorer-${target}.vsix`);
  await steps.run("VSIX", async () => {
    await createVsix(repository, target, file);
    return { value: undefined, outcome: `${file}, ${await sizeOf(file)}` };
  });
}

async function buildProduction(repository: string): Promise<void> {
  // The next `npm start` shall build with source maps again.
  await rm(path.join(repository, "dist", ".sources"), { force: true });
  await rm(path.join(repository, "dist", "webview"), { recursive: true, force: true });
  await execa(process.execPath, ["esbuild.mjs", "--production"], { cwd: repository });
}

async function checkSizes(repository: string): Promise<string> {
  const sizes: string[] = [];
  for (const [name, limit] of Object.entries(limits)) {
    const file = path.join(repository, "dist", name);
    const { size } = await stat(file);
    if (size > limit) throw new Error(`${name} has ${size} bytes; it may have ${limit}.`);
    sizes.push(`${name} ${await sizeOf(file)}`);
  }
  return sizes.join(", ");
}

/** Compiled here from the sources of the npm package, as `googlenet setup` does. */
async function copyBinding(repository: string, report: (message: string) => void): Promise<string> {
  // Also those for other platforms, which an earlier packaging may have left.
  await rm(path.join(repository, "dist", "native"), { recursive: true, force: true });
  const { bindingPath } = await installRuntime({
    python: "",
    cuda: false,
    rootDirectory: repository,
    signal: new AbortController().signal,
    report: ({ message }) => report(englishOf(message)),
  });
  return shipBinding(bindingPath, repository, hostMachine());
}

/** The npm package, with this platform's library alone and those that it needs beside it. */
async function copyDawn(repository: string): Promise<string> {
  const source = path.join(repository, "node_modules", "webgpu");
  const target = path.join(repository, "dist", "webgpu");
  await rm(target, { recursive: true, force: true });
  const kept = [addonDirectory, "package.json", "LICENSE.md"];
  for (const part of kept) {
    await cp(path.join(source, part), path.join(target, part), { recursive: true });
  }
  return path.join(target, addonDirectory, "dawn.node");
}

async function writeNotices(repository: string): Promise<string> {
  const metafile = await readMetafile(repository);
  const file = path.join(repository, "dist", "ThirdPartyNotices.txt");
  const shipped = new Set(await listVsixFiles(repository));
  await writeFile(file, await thirdPartyNotices(repository, metafile, shipped));
  return file;
}

async function createVsix(repository: string, target: string, file: string): Promise<void> {
  await refuseSources(repository);
  const manifest = await readFile(path.join(repository, "package.json"), "utf8");
  await vsce(repository, [
    ...["package", "--target", target, "--out", file, "--no-dependencies"],
    // Without an address to point them at, the links in README.md stay as they are.
    ...(manifest.includes('"repository"')
      ? []
      : ["--allow-missing-repository", "--no-rewrite-relative-links"]),
  ]);
}

/** Only what is built and what a person reads is shipped. */
async function refuseSources(repository: string): Promise<void> {
  const wrong = (await listVsixFiles(repository)).filter((name) => sourcePattern.test(name));
  if (wrong.length === 0) return;
  throw new Error(
    `The VSIX would ship sources; see .vscodeignore: ${wrong.slice(0, 5).join(", ")}`,
  );
}

async function sizeOf(file: string): Promise<string> {
  const { size } = await stat(file);
  return size < megabyte ? `${Math.round(size / 1000)} kB` : `${(size / megabyte).toFixed(1)} MB`;
}
