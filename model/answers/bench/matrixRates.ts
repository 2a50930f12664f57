import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { z } from "zod";
import type { Environment } from "../../engine/engine.js";
import { findEngine } from "../../engine/index.js";
import type { DeviceKind } from "../../machine/preferredDevice.js";
import type { EngineReport } from "../../machine/engineReport.js";

/** Multiply-adds a second of one large float32 matrix product, by what computes it. */
export type MatrixRates = ReadonlyMap<DeviceKind, number>;

/** The best that an engine reaches on each real device; each in a process of its own, with all threads. */
export async function measureMatrixRates(
  reports: readonly EngineReport[],
  script: string,
  signal: AbortSignal,
): Promise<MatrixRates> {
  const rates = new Map<DeviceKind, number>();
  for (const { id, deviceKind } of reports) {
    if (deviceKind === null || deviceKind === "software") continue;
    const args = [script, "bench-matrix", id];
    const { stdout } = await promisify(execFile)(process.execPath, args, { signal });
    const rate = z.number().nullable().parse(JSON.parse(stdout));
    if (rate !== null) rates.set(deviceKind, Math.max(rate, rates.get(deviceKind) ?? 0));
  }
  return rates;
}

/** In this process; null for an engine that cannot measure it. */
export async function measureMatrixRate(
  id: string,
  environment: Environment,
): Promise<number | null> {
  return (await findEngine(id)?.measureMatrixMultiply?.(environment)) ?? null;
}
