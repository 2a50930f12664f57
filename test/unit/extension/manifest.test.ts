import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import {
  autostartFile,
  commandIds,
  containerId,
  contextKeys,
  explorerViewType,
  machineSettings,
  metricsViewId,
  networkViewId,
  pathSettings,
  runsViewId,
  settingIds,
  trainingSettings,
} from "../../../extension/manifest.js";
import { engines } from "../../../model/engine/index.js";
import { networks } from "../../../model/network/index.js";
import { defaultRunConfig, runConfigSchema } from "../../../model/run/config.js";
import { defaultMachine } from "../../../model/machine/machineSettings.js";

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

  it("use only context keys that are set", () => {
    const known: readonly string[] = [
      ...Object.values(contextKeys),
      ...[explorerViewType, metricsViewId, networkViewId, runsViewId],
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

  it("have the same defaults as the chapter's recipe", () => {
    const { inputSize, ...config } = defaultRunConfig();
    const [side] = inputSize;
    const expected: Readonly<Record<string, unknown>> = { ...config, inputSize: side };
    for (const [key, id] of Object.entries(trainingSettings)) {
      expect(properties[id]?.default, id).toEqual(expected[key]);
    }
  });

  it("have the same defaults of how the machine is used", () => {
    const { threads, xla, memoryGrowth } = defaultMachine;
    expect(properties[machineSettings.threads]?.default).toBe(threads ?? 0);
    expect(properties[machineSettings.xla]?.default).toBe(xla);
    expect(properties[machineSettings.memoryGrowth]?.default).toBe(memoryGrowth);
  });

  it("keep what depends on the machine out of a person's synchronized settings", () => {
    const own = [...Object.values(machineSettings), ...Object.values(pathSettings)];
    for (const id of [...own, trainingSettings.engine]) {
      expect(properties[id]?.["scope"], id).toBe("machine-overridable");
    }
  });

  it("allow the same values of a run's configuration", () => {
    const bounds = ["minimum", "exclusiveMinimum", "maximum", "enum"] as const;
    // A count without a bound of its own ends where whole numbers do.
    const boundsOf = (schema: Readonly<Record<string, unknown>> | undefined): unknown =>
      bounds.map((name) =>
        schema?.[name] === Number.MAX_SAFE_INTEGER ? undefined : schema?.[name],
      );
    const { network, engine, inputSize, ...settings } = trainingSettings;
    const shape = runConfigSchema.shape;
    for (const [key, id] of Object.entries(settings)) {
      const expected = z.toJSONSchema(shape[key as keyof typeof settings]);
      expect(boundsOf(properties[id]), id).toEqual(boundsOf(expected));
    }
    const [side] = shape.inputSize.def.items;
    expect(boundsOf(properties[inputSize])).toEqual(boundsOf(z.toJSONSchema(side)));
    expect(properties[network]?.enum).toEqual(networks.map(({ id }) => id));
    expect(properties[engine]?.enum).toEqual(["auto", ...engines.map(({ id }) => id)]);
  });

  it("keep untrusted workspaces from naming programs and folders", () => {
    const { restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
    expect(restrictedConfigurations).toEqual(expect.arrayContaining(Object.values(pathSettings)));
    expect(manifest.extensionKind).toEqual(["workspace"]);
  });
});
