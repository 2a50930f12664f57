import { readFile } from "node:fs/promises";
import { joinSentences } from "../../../messages/userError.js";

/** By these the dynamic linker is told to take libraries from elsewhere. */
const variables = [
  "LD_LIBRARY_PATH",
  "LD_PRELOAD",
  "DYLD_LIBRARY_PATH",
  "DYLD_INSERT_LIBRARIES",
] as const;

/** What may keep a sound library from loading, and what to do; empty where nothing is known. */
export async function loadingObstacles(environment: NodeJS.ProcessEnv): Promise<string> {
  const named = variables
    .filter((name) => (environment[name] ?? "") !== "")
    .map((name) => `The variable ${name} may put another library in its place: try without it.`);
  return joinSentences([...named, ...(await memoryLimit())]);
}

/** Of this process and those that it starts; only Linux tells. */
async function memoryLimit(): Promise<readonly string[]> {
  const limits = await readFile("/proc/self/limits", "utf8").catch(() => "");
  const bytes = Number(/^Max address space +(\d+)/mu.exec(limits)?.[1] ?? NaN);
  if (Number.isNaN(bytes)) return [];
  const limit = (bytes / 1e9).toFixed(1);
  return [
    `This process may take ${limit} GB of addresses only: try without that limit (ulimit -v).`,
  ];
}
