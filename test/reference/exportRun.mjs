import { build } from "esbuild";

// What PyTorch is to check: node test/reference/exportRun.mjs RUN_DIR OUTPUT ENGINE
const outfile = "dist/test/exportRun.mjs";
await build({
  ...{ entryPoints: ["test/reference/exportRun.ts"], outfile, bundle: true },
  ...{ platform: "node", format: "esm", packages: "external", logLevel: "warning" },
});
await import(`../../${outfile}`);
