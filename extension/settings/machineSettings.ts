import * as vscode from "vscode";
import {
  defaultMachine,
  machineSettingsSchema,
  type MachineSettings,
} from "../../model/machine/machineSettings.js";
import { machineOptions } from "../../model/machine/options.js";
import { fromSetting } from "../../model/options/inSettings.js";
import { idsOf } from "../../model/options/option.js";
import { settingRuleOf } from "../../model/options/rules.js";
import { invalidSetting } from "../errors.js";

/** How a run uses this machine; throws a `HostError` that names a setting that cannot be used. */
export function readMachineSettings(): MachineSettings {
  const ids = idsOf(machineOptions);
  const values = { ...defaultMachine, ...Object.fromEntries(ids.flatMap(valueOf)) };
  const checked = machineSettingsSchema.safeParse(values);
  if (checked.success) return checked.data;
  const wrong = ids.find((id) => id === checked.error.issues[0]?.path[0]) ?? ids[0];
  const { setting } = machineOptions[wrong];
  throw invalidSetting(setting.id, read(setting.id), settingRuleOf(machineOptions[wrong]));
}

/** None where VS Code knows no value. */
function valueOf(id: keyof MachineSettings): [string, unknown][] {
  const { is, setting } = machineOptions[id];
  const value = read(setting.id);
  return value === undefined ? [] : [[id, fromSetting(is, value)]];
}

function read(id: string): unknown {
  return vscode.workspace.getConfiguration().get<unknown>(id);
}
