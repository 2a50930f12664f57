import * as vscode from "vscode";
import * as z from "zod";
import { defaultMachine, type MachineSettings } from "../../model/machine/machineSettings.js";
import { invalidSetting } from "../errors.js";
import { machineSettings, type SettingId } from "../manifest.js";

const threadsSchema = z.int().min(0).max(1024);
const switchSchema = z.boolean();

/** How a run uses this machine; throws a `HostError` that names a setting that cannot be used. */
export function readMachineSettings(): MachineSettings {
  const { threads, xla, memoryGrowth } = machineSettings;
  const wholeNumber = vscode.l10n.t("It must be a whole number from 0 to 1,024, 0 for automatic.");
  const yesOrNo = vscode.l10n.t("It must be true or false.");
  const count = read(threads, threadsSchema, wholeNumber) ?? 0;
  return {
    threads: count === 0 ? defaultMachine.threads : count,
    xla: read(xla, switchSchema, yesOrNo) ?? defaultMachine.xla,
    memoryGrowth: read(memoryGrowth, switchSchema, yesOrNo) ?? defaultMachine.memoryGrowth,
  };
}

/** Undefined where VS Code knows no value; `rule` says what one must be. */
function read<T>(id: SettingId, schema: z.ZodType<T>, rule: string): T | undefined {
  const value = vscode.workspace.getConfiguration().get<unknown>(id);
  if (value === undefined) return undefined;
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw invalidSetting(id, value, rule);
  return parsed.data;
}
