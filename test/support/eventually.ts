import { vi } from "vitest";

/** As long as a unit test may take: what is waited for comes, and not within the usual second beside other work. */
const timeout = 300_000;

/** Resolves to what `check` returns once it no longer throws. Under fake timers it moves them. */
export function eventually<Result>(check: () => Result | Promise<Result>): Promise<Result> {
  return vi.waitFor(check, { timeout });
}

/** Resolves once `isSo` holds. */
export async function until(isSo: () => boolean): Promise<void> {
  await vi.waitUntil(isSo, { timeout });
}
