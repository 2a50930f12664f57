/** What Dawn tells of an adapter: a GPU with its driver, or a program that takes a GPU's place. */
export interface AdapterInfo {
  readonly vendor: string;
  readonly architecture: string;
  /** The model, in small letters with hyphens: `nvidia-geforce-rtx-4090`. */
  readonly device: string;
  /** The driver, as it calls itself. */
  readonly description: string;
  readonly isFallbackAdapter: boolean;
}

/** Which adapter is taken where a machine has several. */
export const adapterOptions = { powerPreference: "high-performance" } as const;

const softwareRenderers = /swiftshader|llvmpipe|lavapipe|softpipe|basic-render/i;

/** Whether it computes on the processor: correct, and far too slow to train with. */
export function isSoftware({ device, description, isFallbackAdapter }: AdapterInfo): boolean {
  return isFallbackAdapter || softwareRenderers.test(`${device} ${description}`);
}

/** Such as `nvidia geforce rtx 4090, NVIDIA 570.86.16`. */
export function adapterName(info: AdapterInfo): string {
  const model = info.device === "" ? `${info.vendor} ${info.architecture}` : info.device;
  const parts = [model.replaceAll("-", " ").trim(), info.description].filter((part) => part !== "");
  return `${parts.join(", ")}${isSoftware(info) ? " (a software adapter)" : ""}`;
}
