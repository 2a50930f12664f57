import { context, build } from "esbuild";

const watch = process.argv.includes("--watch");
const production = process.argv.includes("--production");

const common = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : "linked",
  logLevel: "warning",
  legalComments: "none",
};

const node = {
  ...common,
  platform: "node",
  target: "node20",
  format: "cjs",
  outExtension: { ".js": ".cjs" },
  outdir: "dist",
};

const page = {
  ...common,
  platform: "browser",
  target: "es2022",
  format: "iife",
  outdir: "dist/webview",
  loader: { ".ttf": "file" },
  assetNames: "[name]",
};

const bundles = [
  { ...node, entryPoints: { extension: "extension/main.ts" }, external: ["vscode"] },
  { ...node, entryPoints: { trainer: "model/trainer/main.ts" } },
  { ...node, entryPoints: { cli: "model/cli/main.ts" } },
  { ...page, entryPoints: { explorer: "webview/explorer.ts", metrics: "webview/metrics.ts" } },
];

for (const options of bundles) {
  if (watch) await (await context(options)).watch();
  else await build(options);
}
