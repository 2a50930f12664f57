import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const tests = fileURLToPath(new URL("../..", import.meta.url));
const longChecks = readdirSync(tests, { recursive: true, encoding: "utf8" }).filter((file) =>
  /\.long\.(?:test|spec)\.ts$/u.test(file),
);

it.each(longChecks)("%s has its small form beside it, which runs with all others", (file) => {
  expect(existsSync(path.join(tests, file.replace(".long.", ".")))).toBe(true);
});
