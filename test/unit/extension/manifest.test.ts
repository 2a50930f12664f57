import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import {
  autostartFile,
  commandIds,
  containerId,
  contextKeys,
  evaluationViewType,
  explorerViewType,
  machineSettings,
  metricsViewId,
  networkViewId,
  pathSettings,
  runsViewId,
  settingIds,
  trainingSettings,
} from "../../../extension/manifest.js";

const itemSchema = z.looseObject({ command: z.string(), when: z.string().optional() });
const manifestSchema = z.object({
  activationEvents: z.array(z.string()),
  extensionKind: z.array(z.string()),
  capabilities: z.object({
    untrustedWorkspaces: z.object({
      supported: z.literal("limited"),
      restrictedConfigurations: z.array(z.string()),
    }),
    virtualWorkspaces: z.object({ supported: z.literal("limited") }),
  }),
  contributes: z.object({
    commands: z.array(
      z.object({
        ...{ command: z.string(), category: z.literal("GoogLeNet") },
        enablement: z.string().optional(),
      }),
    ),
    menus: z.record(z.string(), z.array(itemSchema)),
    views: z.record(z.string(), z.array(z.object({ id: z.string() }))),
    viewsContainers: z.object({ activitybar: z.array(z.object({ id: z.string() })) }),
    viewsWelcome: z.array(z.object({ view: z.string(), contents: z.string() })),
    configuration: z.object({
      properties: z.record(
        z.string(),
        z.looseObject({ default: z.unknown(), enum: z.array(z.string()).optional() }),
      ),
    }),
  }),
});

const text = readFileSync(new URL("../../../package.json", import.meta.url), "utf8");
const { contributes, ...manifest } = manifestSchema.parse(JSON.parse(text));
const { properties } = contributes.configuration;

describe("package.json and the code", () => {
  it("name the same commands", () => {
    const declared = contributes.commands.map(({ command }) => command);
    expect(declared.sort()).toEqual([...commandIds].sort());
  });

  it("name the same settings", () => {
    expect(Object.keys(properties).sort()).toEqual([...settingIds].sort());
  });

  it("name the same views", () => {
    expect(contributes.viewsContainers.activitybar.map(({ id }) => id)).toEqual([containerId]);
    const views = contributes.views[containerId]?.map(({ id }) => id);
    expect(views).toEqual([metricsViewId, networkViewId, runsViewId]);
    expect(contributes.viewsWelcome.map(({ view }) => view)).toEqual([runsViewId, runsViewId]);
  });

  it("agree on what wakes the extension", () => {
    expect(manifest.activationEvents).toEqual([
      `onWebviewPanel:${explorerViewType}`,
      `onWebviewPanel:${evaluationViewType}`,
      `workspaceContains:${autostartFile}`,
    ]);
  });

  it("use only commands that exist in menus and welcome texts", () => {
    const inMenus = Object.values(contributes.menus).flatMap((items) =>
      items.map(({ command }) => command),
    );
    const inTexts = [...text.matchAll(/command:(googlenet\.\w+)/gu)].map(([, id]) => id);
    for (const id of [...inMenus, ...inTexts]) expect(commandIds).toContain(id);
  });

  it("keep out of the palette what needs the line of a view that it was called on", () => {
    const onLines = contributes.menus["view/item/context"]?.map(({ command }) => command) ?? [];
    const hidden = contributes.menus["commandPalette"]?.filter(({ when }) => when === "false");
    expect(onLines.length).toBeGreaterThan(0);
    expect(hidden?.map(({ command }) => command)).toEqual(expect.arrayContaining(onLines));
  });

  it("use only context keys that are set", () => {
    const known: readonly string[] = [
      ...Object.values(contextKeys),
      ...[explorerViewType, evaluationViewType, metricsViewId, networkViewId, runsViewId],
    ];
    const clauses = [
      ...Object.values(contributes.menus).flatMap((items) => items.map(({ when }) => when ?? "")),
      ...contributes.commands.map(({ enablement }) => enablement ?? ""),
    ];
    for (const [key] of clauses.join(" ").matchAll(/googlenet\.\w+/gu))
      expect(known).toContain(key);
  });

  it("leave in the palette what a person looks for, to answer it with a reason", () => {
    const hidden = contributes.commands.filter(({ enablement }) => enablement !== undefined);
    const steering = [
      "pause",
      "resume",
      "stop",
      "restart",
      "showLiveRun",
      "resumeRun",
      "restartRun",
    ];
    expect(hidden.map(({ command }) => command)).toEqual(steering.map((id) => `googlenet.${id}`));
  });

  it("keep what depends on the machine out of a person's synchronized settings", () => {
    const own = [...Object.values(machineSettings), ...Object.values(pathSettings)];
    for (const id of [...own, trainingSettings.engine]) {
      expect(properties[id]?.["scope"], id).toBe("machine-overridable");
    }
  });

  it("keep untrusted workspaces from naming programs and folders", () => {
    const { restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
    expect(restrictedConfigurations).toEqual(expect.arrayContaining(Object.values(pathSettings)));
    expect(manifest.extensionKind).toEqual(["workspace"]);
  });
});
