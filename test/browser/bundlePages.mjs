import { build } from "esbuild";
import { pageBundles } from "../../webview/pages/bundles.mjs";

/** The pages as they are at this moment, once for all tests, where `test/support/browserWebview.ts` looks for them. */
export default async function bundlePages() {
  const bundles = await pageBundles("webview/pages", "test/browser/pages");
  await build({ ...bundles, outdir: "dist/test/pages" });
}
