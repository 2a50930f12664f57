import { copyFile, mkdir, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build, context } from "esbuild";
import { lazySessions } from "./model/engine/lazySessions.mjs";
import { buildKernels } from "./model/engine/wasm/buildKernels.mjs";
import { pageBundles } from "./webview/pages/bundles.mjs";

const watch = process.argv.includes("--watch");
const production = process.argv.includes("--production");
const tests = process.argv.includes("--tests");

const common = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : "linked",
  // The lines of a watch tell VS Code's task when a build has ended.
  logLevel: watch ? "info" : "warning",
  legalComments: "none",
  // The decoder of WebP asks where it is, and does without an answer.
  logOverride: { "empty-import-meta": "silent" },
};

const node = {
  ...common,
  platform: "node",
  target: "node20",
  format: "cjs",
  outExtension: { ".js": ".cjs" },
  outdir: "dist",
  plugins: [lazySessions],
};

const pages = {
  ...common,
  ...(await pageBundles("webview/pages")),
  minify: !watch,
  outdir: "dist/webview",
};

const products = [
  { ...node, entryPoints: { extension: "extension/main.ts" }, external: ["vscode"] },
  { ...node, entryPoints: { trainer: "model/trainer/main.ts" } },
  {
    ...node,
    entryPoints: { webgpuSession: "model/engine/webgpu/session.ts" },
    // tfjs's modules, of which only what is used is bundled.
    mainFields: ["module", "main"],
  },
  { ...node, entryPoints: { wasmWorker: "model/engine/wasm/worker.ts" } },
  { ...node, entryPoints: { mapWorker: "model/asking/mapping/worker.ts" } },
  { ...node, entryPoints: { cli: "model/cli/main.ts" } },
  {
    ...node,
    entryPoints: {
      launch: "extension/launch/main.ts",
      package: "extension/launch/package.ts",
      audit: "extension/launch/audit.ts",
      sample: "extension/launch/sample.ts",
    },
  },
  pages,
];

/** The test runner and what it brings into VS Code; their libraries stay in node_modules. */
async function testBundles() {
  const folder = "test/integration/suite";
  const suite = (await readdir(folder)).filter((file) => file.endsWith(".test.ts"));
  const inHost = { ...node, outdir: "dist/test", external: ["vscode", "mocha"] };
  const outside = {
    ...node,
    format: "esm",
    outExtension: { ".js": ".mjs" },
    outdir: "dist/test",
    packages: "external",
  };
  return [
    { ...inHost, entryPoints: ["test/integration/host.ts"] },
    {
      ...inHost,
      outdir: "dist/test/suite",
      entryPoints: suite.map((file) => path.join(folder, file)),
    },
    { ...outside, entryPoints: { run: "test/run/main.ts" } },
    { ...outside, entryPoints: { screenshots: "test/support/screenshots.ts" } },
  ];
}

/** What the bundles are made of, for the notices of the packages in them and the question what is known against them. */
function writeMetafile(built) {
  const outputs = Object.assign({}, ...built.map(({ metafile }) => metafile.outputs));
  return writeFile("dist/metafile.json", JSON.stringify({ outputs }));
}

/** The decoder of WebP beside the kernels: one file for all bundles. */
async function copyDecoder(directory) {
  const file = fileURLToPath(import.meta.resolve("@jsquash/webp/codec/dec/webp_dec.wasm"));
  await mkdir(directory, { recursive: true });
  await copyFile(file, path.join(directory, path.basename(file)));
}

const bundles = tests ? await testBundles() : products;
const kernels = tests
  ? Promise.resolve()
  : Promise.all([buildKernels("dist/wasm"), copyDecoder("dist/wasm")]);
if (watch) {
  for (const options of bundles) await (await context(options)).watch();
} else {
  const built = await Promise.all(bundles.map((options) => build({ ...options, metafile: true })));
  if (!tests) await writeMetafile(built);
}
await kernels;
