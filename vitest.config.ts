import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const fakeVscode = fileURLToPath(new URL("test/unit/extension/fakeVscode.ts", import.meta.url));

export default defineConfig({
  resolve: { alias: { vscode: fakeVscode } },
  test: { include: ["test/unit/**/*.test.ts"], testTimeout: 20_000 },
});
