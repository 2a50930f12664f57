import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const fakeVscode = fileURLToPath(new URL("test/unit/extension/fakeVscode.ts", import.meta.url));

export default defineConfig({
  resolve: { alias: { vscode: fakeVscode } },
  test: {
    include: ["test/unit/**/*.test.ts"],
    testTimeout: 20_000,
    // A figure to look at, and no threshold: that would invite tests of nothing.
    coverage: {
      provider: "v8",
      include: ["{model,webview,extension}/**/*.ts"],
      exclude: ["model/engine/wasm/kernels/**", "**/*.d.ts"],
      reporter: [["text-summary"]],
      reportsDirectory: "dist/test/coverage",
    },
  },
});
